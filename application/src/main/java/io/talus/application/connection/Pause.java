package io.talus.application.connection;

import io.talus.application.command.CommandFlag;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.CommandTrait;
import io.talus.application.port.EventLoop;
import io.talus.application.session.Session;
import io.talus.application.session.Sessions;
import io.talus.application.session.Transaction;
import io.talus.application.session.Waiting;
import io.talus.application.session.Waiting.Reason;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** CLIENT PAUSE: commands, or only those that write, wait for a while. On the shard's thread. */
public final class Pause {
  /** Which commands wait. */
  public enum Mode {
    NONE,
    WRITES,
    ALL
  }

  private final Sessions sessions;
  private final EventLoop loop;
  private Mode mode = Mode.NONE;
  private long untilMillis;
  private EventLoop.@Nullable Timer timer;

  public Pause(Sessions sessions, EventLoop loop) {
    this.sessions = sessions;
    this.loop = loop;
  }

  public Mode mode() {
    return mode;
  }

  /** Whether the command has to wait. */
  public boolean holds(Session session, CommandSpec spec) {
    return switch (mode) {
      case NONE -> false;
      case ALL -> true;
      case WRITES ->
          spec.has(CommandFlag.WRITE) || (spec.has(CommandTrait.RUNS_THE_QUEUE) && writes(session));
    };
  }

  private static boolean writes(Session session) {
    Transaction transaction = session.transaction();
    return transaction != null && transaction.has(CommandFlag.WRITE);
  }

  /**
   * Begins or prolongs a pause; it is never made shorter or weaker.
   *
   * @param again runs the command of a session that waited
   */
  void begin(Mode wanted, long untilMillis, Consumer<Session> again) {
    mode = mode == Mode.ALL ? Mode.ALL : wanted;
    this.untilMillis = Math.max(this.untilMillis, untilMillis);
    endWhenDue(again);
  }

  private void endWhenDue(Consumer<Session> again) {
    if (timer != null) {
      timer.cancel();
    }
    if (loop.nowMillis() >= untilMillis) {
      end(again);
    } else {
      timer = loop.schedule(untilMillis - loop.nowMillis(), () -> endWhenDue(again));
    }
  }

  /** Ends the pause; what waited runs, in the order in which the clients connected. */
  void end(Consumer<Session> again) {
    mode = Mode.NONE;
    untilMillis = 0;
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
    for (Session session : sessions.everyone()) {
      Waiting waiting = session.waiting();
      if (waiting != null && waiting.reason() == Reason.PAUSED) {
        again.accept(session);
      }
    }
  }
}
