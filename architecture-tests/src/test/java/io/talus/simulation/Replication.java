package io.talus.simulation;

import static java.util.Comparator.comparingInt;

import io.talus.application.log.ByteSink;
import io.talus.application.log.Commits;
import io.talus.application.log.LogNote;
import io.talus.application.log.RecordCodec;
import io.talus.application.log.RollbackFiles;
import io.talus.application.log.TailCut;
import io.talus.application.log.UnitReader;
import io.talus.application.port.BinlogException;
import io.talus.application.port.Disk;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotRecord;
import io.talus.application.port.SlotStatus;
import io.talus.application.port.SlotStore;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.log.LogPosition;
import io.talus.domain.mutation.Mutation.ClearSlot;
import io.talus.domain.mutation.Mutation.PutString;
import io.talus.domain.slot.HashSlot;
import io.talus.domain.slot.SlotId;
import io.talus.domain.value.Expiry;
import io.talus.simulation.Tally.Event;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The other nodes, as far as this node can tell: they say what is committed of some slots, late or
 * never, cut tails that are not, put other units in their places, and let the node lead again. What
 * they have said outlives the node.
 */
final class Replication {
  private static final int TABLE = 1;

  /** One slot of the table is this node's alone. */
  private static final int SLOTS = Circumstances.TABLE_SLOTS - 1;

  private static final int FOREIGN_MAX = 3;

  /** Of a unit in the log of a slot. */
  private record Entry(SlotRecord record, long block) {
    LogPosition position() {
      return record.status().position();
    }
  }

  /** A block of the node's log. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Block(long number, byte[] units) {}

  /** An entry that the cut in this block has taken away. */
  private record CutOff(Entry entry, long block) {}

  /** The log of a slot, as the node has it. */
  private static final class History {
    private final List<Entry> entries = new ArrayList<>();
    private final List<CutOff> cutOff = new ArrayList<>();
    private long committed;
    private boolean stuck;

    LogPosition positionOf(long index) {
      return index == 0 ? LogPosition.NONE : entries.get((int) index - 1).position();
    }

    /** The last unit that is synced. */
    long synced(long syncedBlock) {
      int count = entries.size();
      while (count > committed && entries.get(count - 1).block > syncedBlock) {
        count--;
      }
      return count;
    }

    void cut(long kept, long block) {
      List<Entry> tail = entries.subList((int) kept, entries.size());
      tail.forEach(entry -> cutOff.add(new CutOff(entry, block)));
      tail.clear();
    }

    /** What is not in the log after a crash; a cut may be lost, too. */
    void recovered(long lastBlock) {
      entries.removeIf(entry -> entry.block > lastBlock);
      for (CutOff each : cutOff) {
        if (each.block > lastBlock && each.entry.block <= lastBlock) {
          entries.add(each.entry);
        }
      }
      cutOff.removeIf(each -> each.block > lastBlock);
      entries.sort((a, b) -> Long.compare(a.position().index(), b.position().index()));
    }
  }

  private final SplittableRandom random;
  private final Witness witness;
  private final Tally tally;
  private final Map<SlotId, History> histories =
      new TreeMap<>(comparingInt(SlotId::table).thenComparingInt(SlotId::slot));

  /** What the process that runs, or has just ended, was appending. */
  private @Nullable Block begun;

  private long epoch = 1_000;
  private int foreign;

  Replication(SplittableRandom random, Witness witness, Tally tally) {
    this.random = random;
    this.witness = witness;
    this.tally = tally;
    for (int slot = 0; slot < SLOTS; slot++) {
      histories.put(new SlotId(TABLE, slot), new History());
    }
  }

  static SlotId slotOf(int table, Bytes key) {
    return new SlotId(table, HashSlot.of(key) / (HashSlot.COUNT / Circumstances.TABLE_SLOTS));
  }

  boolean isReplicated(SlotId slot) {
    return histories.containsKey(slot);
  }

  boolean isCommitted(SlotId slot, long index) {
    return index <= history(slot).committed;
  }

  private History history(SlotId slot) {
    History history = histories.get(slot);
    if (history == null) {
      throw new IllegalArgumentException("not replicated: " + slot);
    }
    return history;
  }

  /** What a node that starts knows of itself: what its store has was committed. */
  void await(Commits commits, SlotStore store) {
    histories.keySet().forEach(slot -> commits.await(slot, store.applied(slot).index()));
  }

  /** A block is about to be appended; if the node ends meanwhile, it is in the log or not. */
  void appending(long block, byte[] units, int length) {
    begun = new Block(block, Arrays.copyOf(units, length));
  }

  /** The block is not in the log, and never will be. */
  void notAppended() {
    begun = null;
  }

  /** The block is in the log of the node, with all that it says of the slots' logs. */
  void appended() {
    Block block = begun;
    begun = null;
    if (block != null) {
      UnitReader.read(block.units, 0, block.units.length, new Follower(block.number));
    }
  }

  /** Does to the histories what a block does to the slots' logs. */
  private final class Follower implements UnitReader.Visitor {
    private final long block;

    Follower(long block) {
      this.block = block;
    }

    @Override
    public void record(byte[] array, int from, int to) {
      RecordCodec.readRecords(array, from, to, this::take);
    }

    private void take(SlotRecord record) {
      SlotId slot = new SlotId(record.address().table(), record.address().slot());
      History history = histories.get(slot);
      if (history != null) {
        append(history, new Entry(record, block));
      }
    }

    @Override
    public void note(LogNote note) {
      if (note instanceof TailCut cut) {
        long kept = cut.kept().index();
        tally.add(Event.CUT);
        history(cut.slot()).cut(kept, block);
        witness.cut(cut.slot(), kept, block);
      }
    }
  }

  private void append(History history, Entry entry) {
    if (entry.position().index() != history.entries.size() + 1) {
      throw witness.trace().failure("a gap in the log: %s", entry);
    }
    history.entries.add(entry);
  }

  /** A process has found the log up to this block. */
  void recovered(long lastBlock) {
    if (begun != null && begun.number <= lastBlock) {
      tally.add(Event.APPENDED_BY_THE_LAST);
      appended();
    }
    begun = null;
    histories.values().forEach(history -> history.recovered(lastBlock));
  }

  /** The node has started: some tails are cut, and it leads everywhere. */
  void start(NodeProcess node) {
    histories.forEach(
        (slot, history) -> {
          if (random.nextInt(3) == 0) {
            cut(node, slot, history);
          } else {
            lead(node, slot);
          }
        });
  }

  private void lead(NodeProcess node, SlotId slot) {
    node.replicated().lead(slot, ++epoch);
  }

  /** Something happens to one of the slots. */
  void step(NodeProcess node) {
    SlotId slot = new SlotId(TABLE, random.nextInt(SLOTS));
    History history = history(slot);
    switch (random.nextInt(40)) {
      case 0 -> history.stuck = true;
      case 1, 2 -> history.stuck = false;
      case 3 -> cut(node, slot, history);
      default -> {
        if (!history.stuck) {
          long synced = history.synced(node.syncedBlock());
          commit(node, slot, history.committed + random.nextLong(synced - history.committed + 1));
        }
      }
    }
  }

  /** Everything is committed that can be. */
  void commitAll(NodeProcess node) {
    histories.forEach(
        (slot, history) -> {
          history.stuck = false;
          commit(node, slot, history.synced(node.syncedBlock()));
        });
  }

  /** A process that has just started is told again. */
  private void commit(NodeProcess node, SlotId slot, long index) {
    History history = history(slot);
    if (index > history.committed) {
      history.committed = index;
      tally.add(Event.COMMIT);
    }
    node.replicated().committed(slot, index);
  }

  private void cut(NodeProcess node, SlotId slot, History history) {
    long kept = history.committed + random.nextLong(history.entries.size() - history.committed + 1);
    witness.trace().add("%s is cut behind %d", slot, kept);
    try {
      node.replicated().cut(slot, history.positionOf(kept));
    } catch (BinlogException full) {
      witness.trace().add("not cut: %s", full.getMessage());
      lead(node, slot);
      return;
    }
    long newer = ++epoch;
    SlotStatus last =
        history.entries.isEmpty() ? SlotStatus.EMPTY : history.entries.getLast().record.status();
    for (int left = random.nextInt(FOREIGN_MAX + 1); left > 0; left--) {
      last = put(node, slot, incarnation(history), after(last, newer));
    }
    lead(node, slot);
  }

  private static SlotStatus after(SlotStatus before, long newer) {
    return new SlotStatus(
        new LogPosition(newer, before.position().index() + 1),
        before.slotTimeMillis(),
        before.keys() + 1,
        before.expiringKeys(),
        before.nextCollectionId());
  }

  /** What another leader has done meanwhile. */
  private SlotStatus put(NodeProcess node, SlotId slot, long incarnation, SlotStatus status) {
    Bytes key = foreignKey(slot);
    Bytes value = Bytes.of("of another leader");
    ByteSink sink = new ByteSink(64);
    new RecordCodec()
        .write(
            slot.table(),
            slot.slot(),
            incarnation,
            status,
            List.of(new PutString(key, value, Expiry.NEVER, Expiry.NEVER)),
            sink);
    witness.foreign(slot, status.position().index(), List.of(Bytes.of("SET"), key, value));
    tally.add(Event.FOREIGN);
    node.replicated().append(Arrays.copyOf(sink.array(), sink.length()));
    return status;
  }

  private static long incarnation(History history) {
    if (history.entries.isEmpty()) {
      return 1;
    }
    SlotRecord last = history.entries.getLast().record;
    SlotAddress address = last.address();
    return last.mutations().stream()
        .filter(ClearSlot.class::isInstance)
        .map(ClearSlot.class::cast)
        .mapToLong(ClearSlot::newIncarnation)
        .reduce(address.incarnation(), (before, after) -> after);
  }

  /** A key of this slot that nobody has used. */
  private Bytes foreignKey(SlotId slot) {
    while (true) {
      Bytes key = Bytes.of("foreign:" + ++foreign);
      if (slotOf(slot.table(), key).equals(slot)) {
        return key;
      }
    }
  }

  /** What was cut is in the rollback files, and nothing else; once the writer has read all cuts. */
  void checkKept(Disk rollback) {
    Set<SlotRecord> kept = new HashSet<>();
    rollback.list().forEach(name -> kept.addAll(RollbackFiles.read(rollback, name)));
    for (History history : histories.values()) {
      for (CutOff cutOff : history.cutOff) {
        if (!kept.contains(cutOff.entry.record)) {
          throw witness.trace().failure("cut, and in no rollback file: %s", cutOff.entry);
        }
        tally.add(Event.KEPT_CUT);
      }
    }
    histories.values().stream()
        .flatMap(history -> history.cutOff.stream())
        .forEach(cutOff -> kept.remove(cutOff.entry.record));
    if (!kept.isEmpty()) {
      throw witness.trace().failure("in a rollback file, and never cut: %s", kept);
    }
  }

  /** The store never has what is not committed. */
  void check(SlotStore store) {
    histories.forEach(
        (slot, history) -> {
          if (store.applied(slot).index() > history.committed) {
            throw witness
                .trace()
                .failure(
                    "the store has %s of %s, committed is %d",
                    store.applied(slot), slot, history.committed);
          }
        });
  }
}
