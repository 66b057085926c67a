package io.talus.application.log;

import io.talus.application.port.Binlog;
import io.talus.application.port.Binlog.BlockReader;
import io.talus.application.port.SlotStore;
import io.talus.domain.log.LogPosition;
import io.talus.domain.slot.SlotId;
import io.talus.domain.table.Tables;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a node that starts finds in its log about replicas. It reads the whole log, but not what is
 * in its records.
 *
 * @param replicas those that the log speaks of, in the order of their slots
 * @param index where their units stand
 */
public record LogScan(List<KnownReplica> replicas, EntryIndex index) {
  private static final Comparator<SlotId> ORDER =
      Comparator.comparingInt(SlotId::table).thenComparingInt(SlotId::slot);

  /**
   * Reads the log.
   *
   * @throws FormatException if it is damaged
   */
  public static LogScan read(Binlog binlog, SlotStore store) {
    EntryIndex index = new EntryIndex(binlog);
    Reading reading = new Reading(store, index, binlog.lastBlock());
    try (BlockReader reader = binlog.read(binlog.firstBlock())) {
      while (reader.next(binlog.lastBlock())) {
        reading.block = reader.block();
        UnitReader.read(reader.units(), reader.from(), reader.from() + reader.length(), reading);
      }
    }
    reading.slots.values().forEach(KnownReplica::requireWhole);
    List<KnownReplica> replicas =
        reading.slots.values().stream().filter(known -> known.member().isPresent()).toList();
    reading.slots.values().stream()
        .filter(known -> known.member().isEmpty())
        .forEach(known -> index.forget(known.slot()));
    return new LogScan(replicas, index);
  }

  /** Of a log that is not looked at: the node is alone. */
  public static LogScan none(Binlog binlog) {
    return new LogScan(List.of(), new EntryIndex(binlog));
  }

  /** Says what of each replica is surely committed: a start applies that, and no more. */
  public void await(Commits commits, SlotStore store) {
    for (KnownReplica each : replicas) {
      commits.await(each.slot(), each.committed(store.applied(each.slot()).index()));
    }
  }

  /** Only the replicas of tables that are there; the others' tables were dropped. */
  public LogScan of(Tables tables) {
    return new LogScan(
        replicas.stream().filter(known -> tables.find(known.slot().table()) != null).toList(),
        index);
  }

  private static final class Reading implements UnitReader.Visitor {
    private final SlotStore store;
    private final EntryIndex index;
    private final long logEnd;
    private final Map<SlotId, KnownReplica> slots = new TreeMap<>(ORDER);
    private final RecordHeader header = new RecordHeader();
    private long block;

    private Reading(SlotStore store, EntryIndex index, long logEnd) {
      this.store = store;
      this.index = index;
      this.logEnd = logEnd;
    }

    @Override
    public void record(byte[] array, int from, int to) {
      header.read(array, from, to);
      SlotId slot = new SlotId(header.table(), header.slot());
      if (block > beginsAfter(slot)) {
        known(slot).find(new LogPosition(header.epoch(), header.index()));
        index.entry(slot, header.index(), block);
      } // else it is of a life that has ended
    }

    /** A store may be a copy that begins another log: what it says of the first counts no more. */
    private long beginsAfter(SlotId slot) {
      long after = store.beginsAfter(slot);
      return after > logEnd ? 0 : after;
    }

    @Override
    public void note(LogNote note) {
      known(note.slot()).take(note, beginsAfter(note.slot()) == block);
      switch (note) {
        case TailCut cut -> index.cutBehind(cut.slot(), cut.kept().index());
        case LogNote.Replica replica -> {
          if (known(note.slot()).isEmpty()) {
            index.forget(replica.slot()); // what stands before is not its own
          }
        }
        case LogNote.EpochEntered ignored -> {}
        case LogNote.Members ignored -> {}
      }
    }

    private KnownReplica known(SlotId slot) {
      return slots.computeIfAbsent(slot, KnownReplica::new);
    }
  }
}
