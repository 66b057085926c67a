package io.talus.application.shard;

import io.talus.application.cold.Findings;
import io.talus.application.cold.ReadAhead;
import io.talus.application.command.Arguments;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.CommandTable;
import io.talus.application.command.DataCommand;
import io.talus.application.route.Route;
import io.talus.application.route.Router;
import io.talus.application.session.Session;

/**
 * Tries the commands that a client has sent behind one that waits for the disk, so that what they
 * lack is fetched with that. A command is a pure function: to try it has no effect. Belongs to the
 * shard's thread.
 */
public final class Trials {
  private static final Findings NOTHING = new Findings();

  private final Shard shard;
  private final CommandTable commands;
  private final Router router;
  private final ReadAhead readAhead;

  public Trials(Shard shard, CommandTable commands, Router router, ReadAhead readAhead) {
    this.shard = shard;
    this.commands = commands;
    this.router = router;
    this.readAhead = readAhead;
  }

  /** What the command is to be run with. */
  Findings readAhead(Session session, Arguments args) {
    CommandSpec spec = commands.find(args.get(0));
    if (spec == null
        || !(spec.command() instanceof DataCommand command)
        || !spec.acceptsCount(args.count())
        || session.transaction() != null
        || !(router.route(session, spec, args) instanceof Route.Here)) {
      return NOTHING;
    }
    return readAhead.begin(() -> shard.trial(spec, command, args, session.table()));
  }

  void run(Findings findings, Runnable command) {
    readAhead.run(findings, command);
  }

  void drop(Findings findings) {
    readAhead.drop(findings);
  }
}
