package io.talus.adapters.rocksdb.binlog;

import io.talus.application.port.BinlogException;
import io.talus.application.port.Disk;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the segments of a folder: checks every block, cuts a torn tail, and refuses damage before
 * it.
 *
 * <p>The first block that does not check ends the log, provided that nothing shows it had been
 * synced: no sound block or mark after it, in its segment or a later one, may say so.
 *
 * <p>Segments that the store does not need were deleted, oldest first, but a file system may bring
 * back any of them after a crash of the machine. So where blocks are missing that the store holds,
 * the log begins behind them.
 */
final class BinlogRecovery {
  private static final Logger LOG = LoggerFactory.getLogger(BinlogRecovery.class);

  private final Disk disk;
  private final NavigableMap<Long, Segment> segments = new TreeMap<>();
  private final SparseIndex index;
  private final long storedBlock;
  private long lastBlock;
  private long markedBlock;

  /**
   * Has opened nothing yet.
   *
   * @param storedBlock up to here the store holds everything
   */
  BinlogRecovery(Disk disk, SparseIndex index, long storedBlock) {
    this.disk = disk;
    this.index = index;
    this.storedBlock = storedBlock;
  }

  NavigableMap<Long, Segment> segments() {
    return segments;
  }

  long lastBlock() {
    return lastBlock;
  }

  /** The last block that a mark follows. */
  long markedBlock() {
    return markedBlock;
  }

  void run() {
    List<String> names = disk.list().stream().filter(Segment::isName).sorted().toList();
    for (String name : names) {
      Segment segment = Segment.open(disk, name);
      segments.put(segment.firstBlock(), segment);
    }
    for (Segment segment : List.copyOf(segments.values())) {
      if (segment.firstBlock() == segments.firstKey()) {
        lastBlock = segment.firstBlock() - 1;
      } else if (isGapStored(segment)) {
        beginWith(segment);
      }
      if (segment.firstBlock() != lastBlock + 1 || !recover(segment)) {
        cutFrom(segment);
        return;
      }
      if (segment == segments.lastEntry().getValue()) {
        return; // what came behind a torn segment is removed
      }
    }
  }

  /** Whether blocks are missing before the segment, and the store needs none of them. */
  private boolean isGapStored(Segment segment) {
    return segment.firstBlock() > lastBlock + 1 && segment.firstBlock() <= storedBlock + 1;
  }

  private void beginWith(Segment segment) {
    List.copyOf(segments.headMap(segment.firstBlock(), false).values()).forEach(this::remove);
    lastBlock = segment.firstBlock() - 1;
    index.retain(lastBlock);
  }

  /** Whether the whole segment is sound, so that the next may follow. */
  private boolean recover(Segment segment) {
    if (!segment.hasHeader(disk.location())) {
      return false;
    }
    SegmentScan scan = new SegmentScan(segment.file(), Segment.HEADER_BYTES);
    BlockHeader block = scan.next();
    while (block != null && block.number() == (block.isMark() ? lastBlock : lastBlock + 1)) {
      lastBlock = block.number();
      markedBlock = block.isMark() ? lastBlock : markedBlock;
      index.add(lastBlock, block.frameBytes());
      block = scan.next();
    }
    if (scan.position() == segment.file().size() && block == null) {
      return true;
    }
    long soundEnd = block == null ? scan.position() : scan.position() - block.frameBytes();
    refuseDamage(segment, soundEnd);
    LOG.warn(
        "{}/{}: torn tail: {} bytes after block {} at offset {} are cut",
        disk.location(),
        segment.name(),
        segment.file().size() - soundEnd,
        lastBlock,
        soundEnd);
    segment.file().truncate(soundEnd);
    segment.file().sync();
    cutAfter(segment);
    return true;
  }

  private void refuseDamage(Segment segment, long offset) {
    BlockHeader later = syncKnownFrom(segment, offset);
    if (later != null && later.synced() > lastBlock) {
      throw new BinlogException(
          "%s/%s: damaged at offset %d: block %d does not check, but %s says it was synced"
              .formatted(disk.location(), segment.name(), offset, lastBlock + 1, describe(later)));
    }
  }

  private static String describe(BlockHeader header) {
    return (header.isMark() ? "the mark behind block " : "block ") + header.number();
  }

  /** What knows most of what was synced, from an offset of a segment on to the end of the log. */
  private @Nullable BlockHeader syncKnownFrom(Segment segment, long offset) {
    BlockHeader most = SegmentScan.lastSyncKnownFrom(segment.file(), offset);
    for (Segment later : segments.tailMap(segment.firstBlock(), false).values()) {
      BlockHeader known = SegmentScan.lastSyncKnownFrom(later.file(), 0);
      if (known != null && (most == null || known.synced() > most.synced())) {
        most = known;
      }
    }
    return most;
  }

  private void cutAfter(Segment segment) {
    List.copyOf(segments.tailMap(segment.firstBlock(), false).values()).forEach(this::remove);
  }

  private void cutFrom(Segment segment) {
    BlockHeader found = syncKnownFrom(segment, 0);
    if (found != null && found.synced() > lastBlock) {
      throw new BinlogException(
          "%s/%s: block %d is missing before it or in it, but %s says it was synced"
              .formatted(disk.location(), segment.name(), lastBlock + 1, describe(found)));
    }
    cutAfter(segment);
    remove(segment);
  }

  private void remove(Segment segment) {
    LOG.warn("{}/{}: is no part of the log; removed", disk.location(), segment.name());
    segments.remove(segment.firstBlock());
    segment.close();
    disk.delete(segment.name());
    disk.syncFolder();
  }
}
