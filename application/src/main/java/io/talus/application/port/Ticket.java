package io.talus.application.port;

import io.talus.application.command.Reply;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reply waits for before it may leave the node: that units of one or more slots are
 * <em>released</em>. Settled once, for good: released, or refused with an error that takes the
 * reply's place. Belongs to the shard's thread.
 *
 * <p>For maintainers: all units of a tick whose slots are released with the log share one ticket,
 * so that many replies are settled by one comparison; a slot that waits for other nodes has tickets
 * of its own, so that it holds up nobody else.
 */
public final class Ticket {
  /** For what waits for nothing. */
  public static final Ticket NONE = released();

  /** Who wants to know when a ticket is settled. */
  public interface Waiter {
    /** Called once. */
    void settled();
  }

  private enum State {
    PENDING,
    RELEASED,
    REFUSED
  }

  private State state = State.PENDING;
  private Reply.@Nullable Error error;
  private @Nullable List<Waiter> waiters;

  private static Ticket released() {
    Ticket ticket = new Ticket();
    ticket.state = State.RELEASED;
    return ticket;
  }

  public boolean isPending() {
    return state == State.PENDING;
  }

  public boolean isReleased() {
    return state == State.RELEASED;
  }

  /** What is answered instead; null unless the ticket was refused. */
  public Reply.@Nullable Error error() {
    return error;
  }

  /** Tells the waiter when the ticket is settled, which it is not yet. */
  public void await(Waiter waiter) {
    if (waiters == null) {
      waiters = new ArrayList<>();
    }
    waiters.add(waiter);
  }

  /** What waits may leave. */
  public void release() {
    settle(State.RELEASED);
  }

  /** What waits will not happen, or nobody knows whether it has: it is answered with the error. */
  public void refuse(Reply.Error answer) {
    if (isPending()) {
      error = answer;
      settle(State.REFUSED);
    }
  }

  private void settle(State settled) {
    if (state != State.PENDING) {
      return;
    }
    state = settled;
    List<Waiter> waiting = waiters;
    waiters = null;
    if (waiting != null) {
      for (int i = 0; i < waiting.size(); i++) {
        waiting.get(i).settled();
      }
    }
  }

  /** A ticket that is released when both are, and refused as soon as one of them is. */
  public Ticket and(Ticket other) {
    if (this == other || other.isReleased()) {
      return this;
    }
    if (isReleased()) {
      return other;
    }
    Ticket both = new Ticket();
    both.follow(this, other);
    return both;
  }

  private void follow(Ticket first, Ticket second) {
    Waiter look =
        () -> {
          Reply.Error refused = first.error != null ? first.error : second.error;
          if (refused != null) {
            refuse(refused);
          } else if (first.isReleased() && second.isReleased()) {
            release();
          }
        };
    for (Ticket each : List.of(first, second)) {
      if (each.isPending()) {
        each.await(look);
      }
    }
    look.settled(); // one of them may have been refused before
  }
}
