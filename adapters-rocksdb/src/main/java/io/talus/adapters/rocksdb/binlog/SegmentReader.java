package io.talus.adapters.rocksdb.binlog;

import io.talus.application.port.Binlog.BlockReader;
import io.talus.application.port.BinlogException;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads blocks in order across segments. Belongs to one thread; the segments it is in are retained.
 */
final class SegmentReader implements BlockReader {
  private final NavigableMap<Long, Segment> segments;
  private long nextBlock;
  private @Nullable Segment segment;
  private @Nullable SegmentScan scan;
  private byte[] units = new byte[0];
  private int unitsAt;
  private int length;

  SegmentReader(NavigableMap<Long, Segment> segments, long firstBlock) {
    this.segments = segments;
    this.nextBlock = firstBlock;
  }

  @Override
  public boolean next(long lastBlock) {
    if (nextBlock > lastBlock) {
      return false;
    }
    BlockHeader block = scanTo(nextBlock);
    length = block.length();
    nextBlock++;
    return true;
  }

  /** Also skips the blocks of a segment that lie before the first one wanted. */
  private BlockHeader scanTo(long wanted) {
    BlockHeader block = null;
    while (block == null || block.number() < wanted) {
      SegmentScan current = scanFor(wanted);
      block = current.next();
      if (block == null) {
        throw damaged(wanted, current.position());
      }
      units = current.buffer();
      unitsAt = current.unitsAt(block);
    }
    return block;
  }

  private SegmentScan scanFor(long wanted) {
    Map.Entry<Long, Segment> entry = segments.floorEntry(wanted);
    if (entry == null) {
      throw new BinlogException("block " + wanted + " is not in the log any more");
    }
    if (scan == null || segment != entry.getValue()) {
      segment = entry.getValue();
      scan = new SegmentScan(segment.file(), Segment.HEADER_BYTES);
    }
    return scan;
  }

  private BinlogException damaged(long block, long offset) {
    String name = segment == null ? "" : segment.name();
    return new BinlogException(
        "%s: block %d is damaged at offset %d".formatted(name, block, offset));
  }

  @Override
  public long block() {
    return nextBlock - 1;
  }

  @Override
  public byte[] units() {
    return units;
  }

  @Override
  public int from() {
    return unitsAt;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public void close() {
    scan = null;
    segment = null;
  }
}
