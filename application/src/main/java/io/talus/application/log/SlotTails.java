package io.talus.application.log;

import io.talus.application.port.SlotRecord;
import io.talus.application.port.SlotStore;
import io.talus.domain.slot.SlotId;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The ends of all slots' logs as the background writer has read them. It asks for each record, so
 * tails are found by number and not by hash. Belongs to the writer.
 */
final class SlotTails implements UnitReader.Visitor {
  private static final SlotTail[] NONE = {};

  private final SlotStore store;
  private final Commits commits;
  private final CutOffs cutOffs;
  private final RecordHeader header = new RecordHeader();

  /** Tails that have something set aside. */
  private final Set<SlotTail> waiting = new LinkedHashSet<>();

  private SlotTail[][] byTable = {};

  /** Of the records that are being read. */
  private long block;

  private LogBatch batch = new LogBatch();
  private long asideBytes;

  /**
   * @param rollback see {@link CutOffs}
   */
  SlotTails(SlotStore store, Commits commits, Consumer<? super CutTail> rollback) {
    this.store = store;
    this.commits = commits;
    this.cutOffs = new CutOffs(rollback);
  }

  /** Takes all records of a block: into the batch, or aside. */
  void read(long number, byte[] units, int from, int to, LogBatch into) {
    block = number;
    batch = into;
    UnitReader.read(units, from, to, this);
    commits.read(number);
  }

  @Override
  public void record(byte[] array, int from, int to) {
    header.read(array, from, to);
    SlotTail tail = tail(header.table(), header.slot());
    if (tail.isPast(block) || tail.isRepeated(header)) {
      return;
    }
    long committed = commits.of(tail.slot());
    if (commits.isCutOff(tail.slot(), header.index(), block)) {
      cutOffs.add(
          tail.slot(),
          block,
          new CutTail.Unit(CutOffs.position(header), Arrays.copyOfRange(array, from, to)));
      return;
    }
    tail.enter(header);
    if (tail.hasAside() || header.index() > committed) {
      asideBytes += tail.setAside(block, array, from, to);
      waiting.add(tail);
    } else {
      tail.give();
      batch.add(array, from, to);
      batch.reaches(tail);
    }
  }

  /** The others are about replicas, and tell the store nothing. */
  @Override
  public void note(LogNote note) {
    if (note instanceof TailCut cut) {
      cut(cut);
    }
  }

  private void cut(TailCut cut) {
    SlotTail tail = tail(cut.slot().table(), cut.slot().slot());
    if (tail.isPast(block)) {
      return;
    }
    if (cut.kept().index() < tail.given().index()) {
      cutOffs.cutAgain(cut);
      return; // what came after the cut is in the store already, and is not read again
    }
    List<CutTail.Unit> cutOff = tail.cutTo(cut.kept());
    cutOff.forEach(unit -> asideBytes -= unit.record().length);
    cutOffs.cut(cut, block, cutOff);
    if (!tail.hasAside()) {
      waiting.remove(tail);
    }
  }

  /** Gives the batch what has been committed of what was set aside. */
  void giveCommitted(LogBatch into) {
    waiting.removeIf(
        tail -> {
          int bytes = tail.giveCommitted(commits, into);
          if (bytes > 0) {
            asideBytes -= bytes;
            into.reaches(tail);
          }
          return !tail.hasAside();
        });
  }

  /** The slot has another life in the store from here on: what came before is forgotten. */
  void beginAgain(SlotId slot, long logEnd) {
    SlotTail tail = tail(slot.table(), slot.slot());
    asideBytes -= tail.beginAgain(store.applied(slot), logEnd);
    waiting.remove(tail);
    cutOffs.forget(slot);
  }

  /** Has kept what is cut off: before the store takes what has come in its place. */
  void keepCutOff() {
    cutOffs.keep();
  }

  /**
   * The block of the oldest record that is set aside, or is cut off by a cut that was not come to;
   * {@code none} if there is none.
   */
  long oldestBlock(long none) {
    long oldest = cutOffs.oldestBlock(none);
    for (SlotTail tail : waiting) {
      oldest = Math.min(oldest, tail.oldestBlock());
    }
    return oldest;
  }

  List<SlotRecord> setAside(SlotId slot) {
    return tail(slot.table(), slot.slot()).setAside();
  }

  /** What all records take that are set aside or cut off. */
  long asideBytes() {
    return asideBytes + cutOffs.bytes();
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
      tail = new SlotTail(id, store.applied(id), store.beginsAfter(id));
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
