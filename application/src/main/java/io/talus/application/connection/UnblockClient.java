package io.talus.application.connection;

import io.talus.application.command.Arguments;
import io.talus.application.command.Blocked;
import io.talus.application.command.CommandError;
import io.talus.application.command.Reply;
import io.talus.application.session.Session;
import io.talus.application.session.SessionCommand;
import io.talus.application.session.Sessions;
import io.talus.application.session.Waiting;
import io.talus.application.shard.CommandRunner;

/**
 * CLIENT UNBLOCK: ends the waiting of a blocking command, as if its time were over or with an
 * error.
 */
final class UnblockClient implements SessionCommand {
  private static final Reply.Error UNBLOCKED =
      new Reply.Error("UNBLOCKED client unblocked via CLIENT UNBLOCK");

  private final Sessions sessions;
  private final CommandRunner runner;

  UnblockClient(Sessions sessions, CommandRunner runner) {
    this.sessions = sessions;
    this.runner = runner;
  }

  @Override
  public Reply run(Arguments args, Session session) {
    boolean withError = args.count() == 4 && withError(args);
    Session target = sessions.find(args.integer(2));
    Waiting waiting = target == null ? null : target.waiting();
    if (target != null && runner.unblockElsewhere(target, withError ? UNBLOCKED : null)) {
      return Reply.integer(1);
    }
    Blocked blocked = waiting == null ? null : waiting.blocked();
    if (target == null || blocked == null) {
      return Reply.integer(0);
    }
    runner.unblock(target, withError ? UNBLOCKED : blocked.onTimeout());
    return Reply.integer(1);
  }

  private static boolean withError(Arguments args) {
    if (args.is(3, "ERROR")) {
      return true;
    } else if (args.is(3, "TIMEOUT")) {
      return false;
    }
    throw new CommandError("ERR CLIENT UNBLOCK reason should be TIMEOUT or ERROR");
  }
}
