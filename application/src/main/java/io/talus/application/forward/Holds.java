package io.talus.application.forward;

import io.talus.application.command.CommandTrait;
import io.talus.application.session.Session;
import io.talus.application.session.Waiting;
import io.talus.application.session.Waiting.Reason;
import io.talus.application.shard.CommandRunner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sessions whose next command cannot go anywhere yet: nobody is known to lead its slot, or
 * earlier commands have to be answered first. One command a client. Belongs to the shard's thread.
 */
final class Holds {
  /** What a session waits for. */
  enum Until {
    /** Somebody leads the slot; or it takes too long. */
    LEADER,
    /** Something of what the client has under way is answered, or something of somebody's. */
    PROGRESS,
    /** All that the client has under way is answered. */
    ANSWERED
  }

  private static final class Hold {
    private final long deadlineNanos;
    private Until until;
    private @Nullable Runnable stopTimer;

    Hold(Until until, long deadlineNanos) {
      this.until = until;
      this.deadlineNanos = deadlineNanos;
    }
  }

  private final Patience patience;
  private final CommandRunner runner;
  private final Map<Session, Hold> holds = new LinkedHashMap<>();

  Holds(Patience patience, CommandRunner runner) {
    this.patience = patience;
    this.runner = runner;
  }

  /** The session waits; called as the {@code hold} of a route. */
  void add(Session session, Until until) {
    Hold hold = holds.computeIfAbsent(session, each -> new Hold(until, patience.deadlineNanos()));
    hold.until = until;
    if (until == Until.LEADER && hold.stopTimer == null) {
      hold.stopTimer =
          patience.schedule(patience.millisUntil(hold.deadlineNanos), () -> overdue(session, hold))
              ::cancel;
    }
  }

  private void overdue(Session session, Hold hold) {
    hold.stopTimer = null;
    if (holds.get(session) == hold && hold.until == Until.LEADER) {
      holds.remove(session);
      Waiting waiting = session.waiting();
      if (waiting != null && waiting.spec().has(CommandTrait.RUNS_THE_QUEUE)) {
        runner.abandonTransaction(session);
      }
      runner.answer(session, Refusals.CLUSTER_DOWN);
    }
  }

  /** Slots have other leaders. */
  void leadersChanged() {
    againAll(Until.LEADER);
  }

  /** There is room again for commands of anybody. */
  void hasRoom() {
    againAll(Until.PROGRESS);
  }

  private void againAll(Until until) {
    List<Session> sessions = new ArrayList<>();
    holds.forEach(
        (session, hold) -> {
          if (hold.until == until) {
            sessions.add(session);
          }
        });
    sessions.forEach(this::again);
  }

  /**
   * Something of the session was answered.
   *
   * @param idle whether that was all
   */
  void progressed(Session session, boolean idle) {
    Hold hold = holds.get(session);
    if (hold != null && (hold.until == Until.PROGRESS || (hold.until == Until.ANSWERED && idle))) {
      again(session);
    }
  }

  private void again(Session session) {
    Hold hold = holds.get(session);
    if (hold == null) {
      return;
    }
    runner.again(session);
    Waiting waiting = session.waiting();
    if (waiting == null || waiting.reason() != Reason.ROUTE) {
      drop(session);
    }
  }

  /** The session is gone, or its command has gone its way. */
  void drop(Session session) {
    Hold hold = holds.remove(session);
    if (hold != null && hold.stopTimer != null) {
      hold.stopTimer.run();
    }
  }

  boolean isEmpty() {
    return holds.isEmpty();
  }
}
