package io.talus.application.log;

import io.talus.application.port.BinlogException;
import io.talus.domain.log.LogPosition;
import io.talus.domain.slot.SlotId;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;

/**
 * The end of one slot's log as the background writer has read it: what the store was given, and
 * behind that the records that are set aside until they are committed. Belongs to the writer.
 */
final class SlotTail {
  /** A record that waits for its commit. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Aside(long block, long epoch, long index, byte[] record) {}

  private final SlotId slot;
  private final Deque<Aside> aside = new ArrayDeque<>(0);
  private LogPosition given;
  private LogPosition last;

  /** Begins behind what the store has. */
  SlotTail(SlotId slot, LogPosition applied) {
    this.slot = slot;
    this.given = applied;
    this.last = applied;
  }

  SlotId slot() {
    return slot;
  }

  /** The last position that the store was given. */
  LogPosition given() {
    return given;
  }

  /** Whether the store has this record already, which so comes again after a crash. */
  boolean isRepeated(RecordHeader record) {
    return record.index() <= given.index();
  }

  /**
   * Takes the next record of the slot.
   *
   * @throws BinlogException if records are missing before it
   */
  void enter(RecordHeader record) {
    if (record.index() != last.index() + 1 || record.epoch() < last.epoch()) {
      throw new BinlogException(
          "slot %d of table %d: record %d/%d follows %d/%d in the log"
              .formatted(
                  slot.slot(),
                  slot.table(),
                  record.epoch(),
                  record.index(),
                  last.epoch(),
                  last.index()));
    }
    last = new LogPosition(record.epoch(), record.index());
  }

  /** The record that was entered last goes to the store. */
  void give() {
    given = last;
  }

  /** The record that was entered last waits for its commit; returns the bytes that it takes. */
  int setAside(long block, byte[] array, int from, int to) {
    aside.add(new Aside(block, last.epoch(), last.index(), Arrays.copyOfRange(array, from, to)));
    return to - from;
  }

  boolean hasAside() {
    return !aside.isEmpty();
  }

  /** The block of the oldest record that is set aside. */
  long oldestBlock() {
    return aside.getFirst().block;
  }

  /** Gives the batch what is committed up to the index; returns the bytes that were given. */
  int giveUpTo(long committed, LogBatch batch) {
    int bytes = 0;
    while (!aside.isEmpty() && aside.getFirst().index <= committed) {
      Aside next = aside.removeFirst();
      given = new LogPosition(next.epoch, next.index);
      batch.add(next.record, 0, next.record.length);
      bytes += next.record.length;
    }
    return bytes;
  }

  /**
   * Forgets what is set aside behind the position.
   *
   * @param cutOff is given each record that goes, in log order
   * @throws BinlogException if the store has been given what is cut
   */
  int cutTo(LogPosition kept, RecordVisitor cutOff) {
    if (kept.index() < given.index()) {
      throw new BinlogException(
          "slot %d of table %d: cut behind %d, but the store has %d"
              .formatted(slot.slot(), slot.table(), kept.index(), given.index()));
    }
    int bytes = 0;
    for (Iterator<Aside> each = aside.iterator(); each.hasNext(); ) {
      Aside next = each.next();
      if (next.index > kept.index()) {
        each.remove();
        cutOff.visit(next.record, 0, next.record.length);
        bytes += next.record.length;
      }
    }
    last = kept;
    return bytes;
  }

  /** See {@link #cutTo}. */
  interface RecordVisitor {
    void visit(byte[] array, int from, int to);
  }
}
