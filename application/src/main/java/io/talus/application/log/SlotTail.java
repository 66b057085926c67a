package io.talus.application.log;

import io.talus.application.port.BinlogException;
import io.talus.application.port.SlotRecord;
import io.talus.domain.log.LogPosition;
import io.talus.domain.slot.SlotId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

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
  private long beginsAfter;
  private LogPosition given;
  private LogPosition last;

  /**
   * Begins behind what the store has.
   *
   * @param beginsAfter see {@link io.talus.application.port.SlotStore#beginsAfter}
   */
  SlotTail(SlotId slot, LogPosition applied, long beginsAfter) {
    this.slot = slot;
    this.beginsAfter = beginsAfter;
    this.given = applied;
    this.last = applied;
  }

  /**
   * The slot has another life in the store from here on; returns the bytes of what was set aside,
   * which is forgotten.
   */
  long beginAgain(LogPosition applied, long logEnd) {
    long bytes = 0;
    for (Aside each : aside) {
      bytes += each.record.length;
    }
    aside.clear();
    beginsAfter = logEnd;
    given = applied;
    last = applied;
    return bytes;
  }

  /** Whether what this block says of the slot is about a life that has ended. */
  boolean isPast(long block) {
    return block <= beginsAfter;
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

  /** What is set aside, in log order. */
  List<SlotRecord> setAside() {
    List<SlotRecord> records = new ArrayList<>();
    for (Aside each : aside) {
      RecordCodec.readRecords(each.record, 0, each.record.length, records::add);
    }
    return records;
  }

  boolean hasAside() {
    return !aside.isEmpty();
  }

  /** The block of the oldest record that is set aside. */
  long oldestBlock() {
    return aside.getFirst().block;
  }

  /**
   * Gives the batch what is committed of what was set aside, up to the first that is cut off
   * farther back in the log; returns the bytes that were given.
   */
  int giveCommitted(Commits commits, LogBatch batch) {
    int bytes = 0;
    long committed = commits.of(slot);
    while (!aside.isEmpty() && isCommitted(aside.getFirst(), committed, commits)) {
      Aside next = aside.removeFirst();
      given = new LogPosition(next.epoch, next.index);
      batch.add(next.record, 0, next.record.length);
      bytes += next.record.length;
    }
    return bytes;
  }

  private boolean isCommitted(Aside next, long committed, Commits commits) {
    return next.index <= committed && !commits.isCutOff(slot, next.index, next.block);
  }

  /** Forgets what is set aside behind the position, and returns it in log order. */
  List<CutTail.Unit> cutTo(LogPosition kept) {
    List<CutTail.Unit> cutOff = new ArrayList<>();
    for (Iterator<Aside> each = aside.iterator(); each.hasNext(); ) {
      Aside next = each.next();
      if (next.index > kept.index()) {
        each.remove();
        cutOff.add(new CutTail.Unit(new LogPosition(next.epoch, next.index), next.record));
      }
    }
    last = kept;
    return cutOff;
  }
}
