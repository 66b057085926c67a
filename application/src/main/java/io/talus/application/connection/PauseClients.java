package io.talus.application.connection;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.Errors;
import io.talus.application.command.Reply;
import io.talus.application.port.EventLoop;
import io.talus.application.session.Session;
import io.talus.application.session.SessionCommand;
import io.talus.application.shard.CommandRunner;

/** CLIENT PAUSE and UNPAUSE. */
final class PauseClients implements SessionCommand {
  private final Pause pause;
  private final CommandRunner runner;
  private final EventLoop loop;

  PauseClients(Pause pause, CommandRunner runner, EventLoop loop) {
    this.pause = pause;
    this.runner = runner;
    this.loop = loop;
  }

  @Override
  public Reply run(Arguments args, Session session) {
    Pause.Mode mode = args.count() == 4 ? mode(args) : Pause.Mode.ALL;
    long millis = args.integer(2, Errors.TIMEOUT_NOT_AN_INTEGER);
    if (millis < 0) {
      throw new CommandError(Errors.TIMEOUT_NEGATIVE);
    }
    long now = loop.nowMillis();
    if (millis > Long.MAX_VALUE - now) {
      throw new CommandError(Errors.TIMEOUT_OUT_OF_RANGE);
    }
    pause.begin(mode, now + millis, runner::again);
    return Reply.OK;
  }

  private static Pause.Mode mode(Arguments args) {
    if (args.is(3, "WRITE")) {
      return Pause.Mode.WRITES;
    } else if (args.is(3, "ALL")) {
      return Pause.Mode.ALL;
    }
    throw new CommandError("ERR CLIENT PAUSE mode must be WRITE or ALL");
  }

  /** CLIENT UNPAUSE. */
  Reply end(Arguments args, Session session) {
    pause.end(runner::again);
    return Reply.OK;
  }
}
