package io.talus.application.log;

import io.talus.application.port.SlotStore;
import io.talus.domain.slot.SlotId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The ends of all slots' logs as the background writer has read them. It asks for each record, so
 * tails are found by number and not by hash. Belongs to the writer.
 */
final class SlotTails implements UnitReader.Visitor {
  private static final SlotTail[] NONE = {};

  private final SlotStore store;
  private final Commits commits;
  private final RecordHeader header = new RecordHeader();

  /** Tails that have something set aside. */
  private final Set<SlotTail> waiting = new LinkedHashSet<>();

  /** Of the cuts that recovery has found and not come to: the kept indexes, in log order. */
  private final Map<SlotId, List<Long>> found = new HashMap<>();

  private SlotTail[][] byTable = {};

  /** Of the records that are being read. */
  private long block;

  private LogBatch batch = new LogBatch();
  private SlotTail.RecordVisitor rollback = (_, _, _) -> {};
  private long asideBytes;

  SlotTails(SlotStore store, Commits commits) {
    this.store = store;
    this.commits = commits;
  }

  /** Is given what was cut off, record by record. */
  void onCut(SlotTail.RecordVisitor visitor) {
    rollback = visitor;
  }

  /** Takes all records of a block: into the batch, or aside. */
  void read(long number, byte[] units, int from, int to, LogBatch into) {
    block = number;
    batch = into;
    UnitReader.read(units, from, to, this);
  }

  /** Notes a cut that was found when the log was looked through, before any of it is applied. */
  void expect(TailCut cut) {
    found.computeIfAbsent(cut.slot(), _ -> new ArrayList<>()).add(cut.kept().index());
  }

  @Override
  public void record(byte[] array, int from, int to) {
    header.read(array, from, to);
    SlotTail tail = tail(header.table(), header.slot());
    if (tail.isRepeated(header)) {
      return;
    }
    if (isDead(tail.slot())) {
      rollback.visit(array, from, to);
      return;
    }
    tail.enter(header);
    if (tail.hasAside() || header.index() > commits.of(tail.slot())) {
      asideBytes += tail.setAside(block, array, from, to);
      waiting.add(tail);
    } else {
      tail.give();
      batch.add(array, from, to);
      batch.reaches(tail);
    }
  }

  /** Whether the record is cut off farther back in the log than it stands. */
  private boolean isDead(SlotId slot) {
    if (found.isEmpty()) {
      return false;
    }
    for (long kept : found.getOrDefault(slot, List.of())) {
      if (header.index() > kept) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void cut(TailCut cut) {
    SlotTail tail = tail(cut.slot().table(), cut.slot().slot());
    List<Long> expected = found.get(cut.slot());
    if (expected != null) {
      expected.removeFirst();
      if (expected.isEmpty()) {
        found.remove(cut.slot());
      }
      if (cut.kept().index() < tail.given().index()) {
        return; // what came after the cut is in the store already
      }
    }
    asideBytes -= tail.cutTo(cut.kept(), rollback);
    if (!tail.hasAside()) {
      waiting.remove(tail);
    }
  }

  /** Gives the batch what has been committed of what was set aside. */
  void giveCommitted(LogBatch into) {
    waiting.removeIf(
        tail -> {
          int bytes = tail.giveUpTo(commits.of(tail.slot()), into);
          if (bytes > 0) {
            asideBytes -= bytes;
            into.reaches(tail);
          }
          return !tail.hasAside();
        });
  }

  /** The block of the oldest record that is set aside; {@code none} if there is none. */
  long oldestBlock(long none) {
    long oldest = none;
    for (SlotTail tail : waiting) {
      oldest = Math.min(oldest, tail.oldestBlock());
    }
    return oldest;
  }

  /** What all records take that are set aside. */
  long asideBytes() {
    return asideBytes;
  }

  private SlotTail tail(int table, int slot) {
    if (table >= byTable.length) {
      enlarge(table + 1);
    }
    if (slot >= byTable[table].length) {
      byTable[table] = Arrays.copyOf(byTable[table], 2 * slot + 1);
    }
    SlotTail tail = byTable[table][slot];
    if (tail == null) {
      SlotId id = new SlotId(table, slot);
      tail = new SlotTail(id, store.applied(id));
      byTable[table][slot] = tail;
    }
    return tail;
  }

  private void enlarge(int tables) {
    int before = byTable.length;
    byTable = Arrays.copyOf(byTable, tables);
    Arrays.fill(byTable, before, tables, NONE);
  }
}
