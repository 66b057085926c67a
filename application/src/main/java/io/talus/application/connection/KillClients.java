package io.talus.application.connection;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.Reply;
import io.talus.application.session.Session;
import io.talus.application.session.SessionCommand;
import io.talus.application.session.Sessions;
import io.talus.application.session.Watches;
import io.talus.application.shard.CommandRunner;
import java.util.List;

/** CLIENT KILL: closes connections; one's own only after the reply. */
public final class KillClients implements SessionCommand {
  private final Sessions sessions;
  private final Watches watches;
  private final CommandRunner runner;

  KillClients(Sessions sessions, Watches watches, CommandRunner runner) {
    this.sessions = sessions;
    this.watches = watches;
    this.runner = runner;
  }

  @Override
  public Reply run(Arguments args, Session session) {
    if (args.count() > 3) {
      return Reply.integer(kill(ClientFilter.parse(args, session), session));
    }
    if (kill(ClientFilter.byAddress(args.text(2)), session) == 0) {
      throw new CommandError("ERR No such client");
    }
    return Reply.OK;
  }

  private int kill(ClientFilter filter, Session asking) {
    int killed = 0;
    for (Session session : List.copyOf(sessions.all())) {
      if (filter.matches(session)) {
        killed++;
        end(session, asking);
      }
    }
    return killed;
  }

  private void end(Session session, Session asking) {
    if (session == asking) {
      session.closeAfterThisReply();
    } else {
      end(session, sessions, watches, runner);
    }
  }

  /** Nothing that happens before the socket is gone may still reach the client. */
  public static void end(
      Session session, Sessions sessions, Watches watches, CommandRunner runner) {
    runner.forget(session);
    watches.unwatch(session);
    sessions.close(session);
    session.channel().abort();
  }
}
