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
 * <p>An index may stand there more than once, where tails were cut, and even with the same epoch (a
 * leader whose lease was over has taken units back): {@link EntryIndex} says where to begin and to
 * end.
 */
public final class EntryReader {
  private final Binlog binlog;

  public EntryReader(Binlog binlog) {
    this.binlog = binlog;
  }

  /**
   * A place to begin reading; what a block is stays in here.
   *
   * @param end the index before which the reading ends
   */
  public record Place(long block, long end) {}

  /** Where to begin for this entry. By the thread that owns the index. */
  public Place placeOf(EntryIndex index, SlotId slot, long entry) {
    return new Place(
        index.blockBefore(slot, entry, binlog.firstBlock()), index.nextCut(slot, entry));
  }

  /** Whether the log has given up the place since, also while it was read. */
  public boolean isGivenUp(Place place) {
    return place.block < binlog.firstBlock();
  }

  /**
   * Reads the records of a stretch, one for each entry; fewer if more would take too much.
   *
   * @param bytesMax one record is read whatever it takes
   * @throws io.talus.application.port.BinlogException if the log has given them up, or is damaged
   */
  public List<byte[]> read(SlotId slot, Stretch stretch, Place from, long bytesMax) {
    Found found = new Found(slot, stretch, from.end, bytesMax);
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
    private final long count;
    private final long bytesMax;
    private final List<byte[]> records = new ArrayList<>();
    private final RecordHeader header = new RecordHeader();
    private long bytes;

    private Found(SlotId slot, Stretch stretch, long end, long bytesMax) {
      this.slot = slot;
      this.stretch = stretch;
      this.count = Math.min(stretch.size(), end - stretch.firstIndex());
      this.bytesMax = bytesMax;
    }

    private boolean isComplete() {
      return records.size() == count || (bytes > bytesMax && !records.isEmpty());
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
      // What was cut is not met: the place is behind it, or the end before it.
    }
  }
}
