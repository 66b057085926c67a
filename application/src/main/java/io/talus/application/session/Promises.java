package io.talus.application.session;

import io.talus.application.command.Reply;
import io.talus.application.command.ReplySize;
import io.talus.application.port.Ticket;
import io.talus.application.session.PromisedReply.Kept;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The replies of a session that are yet to come, in the order in which they have to leave. A
 * session without such replies has none of this. Belongs to the session's thread.
 */
public final class Promises {
  private final ArrayDeque<PromisedReply> open = new ArrayDeque<>();

  /** Of replies that were given behind those that are to come, and wait for them. */
  private long keptBytes;

  /**
   * Takes the next place.
   *
   * @param silent whether the reply is not wanted, when it comes
   */
  public PromisedReply promise(boolean silent) {
    PromisedReply promised = new PromisedReply(silent);
    open.add(promised);
    return promised;
  }

  /** The promised reply has come, or a piece of it. */
  public void arrived(PromisedReply promised, Reply reply) {
    promised.add(reply);
  }

  /** A reply is there, but waits for those that are promised. */
  public void behind(Reply reply, Ticket ticket) {
    long bytes = ReplySize.of(reply);
    open.getLast().addBehind(new Kept(reply, ticket, bytes));
    keptBytes += bytes;
  }

  /** The next thing that may be sent; null if it is yet to come. */
  public @Nullable Kept poll() {
    while (!open.isEmpty()) {
      PromisedReply first = open.getFirst();
      Kept next = first.poll();
      if (next != null || !first.isOver()) {
        keptBytes -= next == null ? 0 : next.bytes();
        return next;
      }
      open.removeFirst();
    }
    return null;
  }

  public boolean isEmpty() {
    return open.isEmpty();
  }

  /** Whether the client has some pieces of a reply, and not all. */
  public boolean isHalfSent() {
    return !open.isEmpty() && open.getFirst().isHalfSent();
  }

  /** What the first of them wants to do when the client has taken what came before. */
  public @Nullable Runnable takeTurn() {
    return open.isEmpty() ? null : open.getFirst().takeOnTurn();
  }

  /** Runs the task on the promised reply's turn; see {@link #takeTurn}. */
  public void onTurn(PromisedReply promised, Runnable task) {
    promised.onTurn(task);
  }

  /** What the replies take that wait although they are there. */
  public long keptBytes() {
    return keptBytes;
  }
}
