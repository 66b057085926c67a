package io.talus.application.session;

import io.talus.application.command.PieceCount;
import io.talus.application.command.Reply;
import io.talus.application.port.Ticket;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A reply that is yet to come, because its command runs elsewhere, with what the session has
 * answered behind it meanwhile. Belongs to the session's thread.
 */
public final class PromisedReply {
  /**
   * A reply, or a piece of one, that has to wait for those before it.
   *
   * @param bytes what the node keeps for it
   */
  public record Kept(Reply reply, Ticket ticket, long bytes) {}

  private final boolean silent;
  private final PieceCount pieces = new PieceCount();

  /** What has come and not left: mostly one reply, so only the others are in a queue. */
  private @Nullable Reply first;

  private @Nullable Queue<Reply> others;
  private @Nullable Queue<Kept> behind;
  private boolean begun;
  private boolean whole;
  private @Nullable Runnable onTurn;

  /** The client has said that it does not want it, if it is silent. */
  PromisedReply(boolean silent) {
    this.silent = silent;
  }

  /** The reply has come, or the next piece of it. */
  void add(Reply reply) {
    if (whole) {
      throw new IllegalStateException("a second reply: " + reply);
    }
    if (!silent) {
      arrived(reply);
    }
    begun = true;
    whole = pieces.isLast(reply);
  }

  private void arrived(Reply reply) {
    if (first == null) {
      first = reply;
      return;
    }
    if (others == null) {
      others = new ArrayDeque<>();
    }
    others.add(reply);
  }

  void addBehind(Kept reply) {
    if (behind == null) {
      behind = new ArrayDeque<>();
    }
    behind.add(reply);
  }

  /** The next thing that may be sent, all before it having been sent; null if it is to come. */
  @Nullable Kept poll() {
    Reply own = first;
    if (own != null) {
      first = others == null ? null : others.poll();
      return new Kept(own, Ticket.NONE, 0);
    }
    return whole && behind != null ? behind.poll() : null;
  }

  /** Whether some of it may have been sent, and not all. */
  boolean isHalfSent() {
    return begun && !whole && !silent;
  }

  boolean isOver() {
    return whole && first == null && (behind == null || behind.isEmpty());
  }

  /** Runs the task when the client has taken what came before, which may be never. */
  void onTurn(Runnable task) {
    onTurn = task;
  }

  @Nullable Runnable takeOnTurn() {
    Runnable task = onTurn;
    onTurn = null;
    return task;
  }
}
