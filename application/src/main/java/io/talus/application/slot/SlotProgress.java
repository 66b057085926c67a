package io.talus.application.slot;

import io.talus.application.command.Reply;
import io.talus.application.port.Ticket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * How far the log of one slot has come: which units wait to be released, what the store has
 * applied, and what nobody knows any more as it was before. Belongs to the shard's thread.
 *
 * <p>Indexes are those of the slot's log. Released never goes back, and is settled in the order of
 * the log; so where the newest ticket is released, all are, and that is the one comparison that the
 * usual case costs.
 */
public final class SlotProgress {
  /**
   * Units that have one ticket.
   *
   * @param from the index before the first of them
   * @param upTo the index of the last
   * @param isOwn whether it is the slot's alone; else the log settles it, for all slots of a tick
   */
  private record Waiting(long from, long upTo, Ticket ticket, boolean isOwn) {}

  private final Pins pins = new Pins();

  /** Those before the newest that are not settled, oldest first: at most one for each tick. */
  private final Deque<Waiting> earlier = new ArrayDeque<>(0);

  private Ticket tick = Ticket.NONE;
  private Ticket newest = Ticket.NONE;
  private boolean newestIsOwn;
  private long newestFrom;
  private long applied;
  private boolean waitsForOthers;

  SlotProgress(long appliedIndex) {
    applied = appliedIndex;
  }

  /** Whether units wait to be released for more than the log of this node. */
  public boolean waitsForOthers() {
    return waitsForOthers;
  }

  public void waitsForOthers(boolean yes) {
    waitsForOthers = yes;
  }

  /**
   * The slot changes in this tick.
   *
   * @param ofTick the ticket of all slots that wait for the log of this node alone
   * @param executed the index of the last unit before
   * @return whether it is the first change
   */
  boolean join(Ticket ofTick, long executed) {
    if (tick == ofTick) {
      return false;
    }
    tick = ofTick;
    while (!earlier.isEmpty() && !earlier.getFirst().ticket.isPending()) {
      earlier.removeFirst();
    }
    if (newest.isPending()) {
      earlier.add(new Waiting(newestFrom, executed, newest, newestIsOwn));
    }
    newest = waitsForOthers ? new Ticket() : ofTick;
    newestIsOwn = waitsForOthers;
    newestFrom = executed;
    return true;
  }

  /** What a reply waits for that depends on this unit; 0 for none. */
  Ticket ticketOf(long index) {
    if (index == 0 || !newest.isPending()) {
      return Ticket.NONE;
    }
    if (index > newestFrom) {
      return newest;
    }
    for (Waiting waiting : earlier) {
      if (index <= waiting.upTo) {
        return waiting.ticket.isPending() ? waiting.ticket : Ticket.NONE;
      }
    }
    return Ticket.NONE;
  }

  /**
   * Others have units: what waits for them is released. What waits for the log of this node, which
   * other slots may share, is not.
   *
   * @param upTo the last of them, which is in the log
   * @param executed the index of the slot's last unit
   */
  void release(long upTo, long executed) {
    for (Iterator<Waiting> each = earlier.iterator(); each.hasNext(); ) {
      Waiting waiting = each.next();
      if (waiting.isOwn && waiting.upTo <= upTo) {
        each.remove();
        waiting.ticket.release();
      }
    }
    if (newestIsOwn && executed <= upTo) {
      newest.release();
    }
  }

  /** Nothing after this index will be released: who waits for it is answered with the error. */
  void refuseAfter(long index, Reply.Error error) {
    newest.refuse(error);
    while (!earlier.isEmpty() && earlier.getLast().upTo > index) {
      earlier.removeLast().ticket.refuse(error);
    }
    forgetNewest();
  }

  /** What this tick has done to the slot is not in the log, and its ticket is refused. */
  void tickFailed() {
    forgetNewest();
  }

  private void forgetNewest() {
    Waiting before = earlier.pollLast();
    newest = before == null ? Ticket.NONE : before.ticket;
    newestFrom = before == null ? 0 : before.from;
    newestIsOwn = before != null && before.isOwn;
  }

  /** What the store has, visible to reads: it may be farther by now, but never less far. */
  public long applied() {
    return applied;
  }

  public void applied(long index) {
    applied = Math.max(applied, index);
  }

  /** The store has the slot as another node had it, which may be less than it had before. */
  void beginAgain(long index) {
    applied = index;
  }

  /** Up to here the store has everything, and nobody knows it any more as it was before. */
  public long settled() {
    return pins.oldest(applied);
  }

  /** Somebody reads the store from now on: see {@link Pins#pin}. */
  long pin() {
    return pins.pin(applied);
  }

  Pins pins() {
    return pins;
  }
}
