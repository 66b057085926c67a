package io.talus.application.log;

import io.talus.application.port.Binlog;
import io.talus.application.port.Binlog.BlockReader;
import io.talus.domain.replication.log.Stretch;
import io.talus.domain.slot.SlotId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a stretch of a slot's log from the binlog, for a replica that is far behind. Any thread,
 * each with a reader of its own.
 *
 * <p>An index may stand there more than once, where tails were cut: the epoch says which is meant.
 */
public final class EntryReader {
  private final Binlog binlog;

  public EntryReader(Binlog binlog) {
    this.binlog = binlog;
  }

  /** A place to begin reading; what a block is stays in here. */
  public record Place(long block) {}

  /** Where to begin for this entry. By the thread that owns the index. */
  public Place placeOf(EntryIndex index, SlotId slot, long entry) {
    return new Place(index.blockBefore(slot, entry, binlog.firstBlock()));
  }

  /**
   * Reads the records of a stretch, one for each entry; fewer if more would take too much.
   *
   * @param bytesMax one record is read whatever it takes
   * @throws io.talus.application.port.BinlogException if the log has given them up, or is damaged
   */
  public List<byte[]> read(SlotId slot, Stretch stretch, Place from, long bytesMax) {
    Found found = new Found(slot, stretch, bytesMax);
    long last = binlog.lastBlock();
    try (BlockReader reader = binlog.read(Math.max(from.block, binlog.firstBlock()))) {
      while (!found.isComplete() && reader.next(last)) {
        UnitReader.read(reader.units(), reader.from(), reader.from() + reader.length(), found);
      }
    }
    return found.records;
  }

  private static final class Found implements UnitReader.Visitor {
    private final SlotId slot;
    private final Stretch stretch;
    private final long bytesMax;
    private final List<byte[]> records = new ArrayList<>();
    private final RecordHeader header = new RecordHeader();
    private long bytes;

    private Found(SlotId slot, Stretch stretch, long bytesMax) {
      this.slot = slot;
      this.stretch = stretch;
      this.bytesMax = bytesMax;
    }

    private boolean isComplete() {
      return records.size() == stretch.size() || (bytes > bytesMax && !records.isEmpty());
    }

    @Override
    public void record(byte[] array, int from, int to) {
      header.read(array, from, to);
      long next = stretch.firstIndex() + records.size();
      if (header.slot() == slot.slot()
          && header.table() == slot.table()
          && header.index() == next
          && !isComplete()
          && header.epoch() == stretch.epochAt(next)) {
        records.add(Arrays.copyOfRange(array, from, to));
        bytes += to - from;
      }
    }

    @Override
    public void note(LogNote note) {
      // A tail that was cut has other epochs than what took its place.
    }
  }
}
