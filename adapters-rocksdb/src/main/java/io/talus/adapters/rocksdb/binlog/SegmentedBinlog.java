package io.talus.adapters.rocksdb.binlog;

import io.talus.application.port.Binlog;
import io.talus.application.port.BinlogException;
import io.talus.application.port.Disk;
import io.talus.application.port.Disk.AppendFile;
import io.talus.application.port.DiskException;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The binlog in segment files. One thread appends, one at a time syncs, any read. Who appends never
 * waits for the device: a full segment is synced, and the name of the next one, when the log is.
 *
 * <p>An append that fails is taken back from the file, so that nothing of its block can come up
 * later. If that fails too, or a sync has failed, the log refuses everything afterwards.
 */
public final class SegmentedBinlog implements Binlog {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentedBinlog.class);

  /** So many entries of the index tell how far into a segment a block is. */
  private static final int INDEX_STEPS = 256;

  private final Disk disk;
  private final long segmentBytes;
  private final SparseIndex index;
  private final ConcurrentSkipListMap<Long, Segment> segments;
  private final byte[] header = new byte[BlockHeader.BYTES];

  /** Nothing has to be marked up to here. Belongs to who appends. */
  private long markedBlock;

  private volatile long lastBlock;
  private volatile long syncedBlock;
  private volatile boolean broken;
  private volatile boolean hasNewNames;

  private SegmentedBinlog(
      Disk disk, long segmentBytes, BinlogRecovery recovered, SparseIndex index) {
    this.disk = disk;
    this.segmentBytes = segmentBytes;
    this.index = index;
    this.segments = new ConcurrentSkipListMap<>(recovered.segments());
    this.lastBlock = recovered.lastBlock();
    this.markedBlock = recovered.markedBlock();
  }

  /**
   * Opens the log in a folder, or begins one.
   *
   * @param segmentBytes a segment that is larger is followed by a new one
   * @param afterBlock the last block that the store holds: where a log begins in an empty folder
   * @throws BinlogException if the log is damaged before its tail, or does not reach back to {@code
   *     afterBlock}
   */
  public static SegmentedBinlog open(Disk disk, long segmentBytes, long afterBlock) {
    SparseIndex index = new SparseIndex(Math.max(1, segmentBytes / INDEX_STEPS));
    BinlogRecovery recovery = new BinlogRecovery(disk, index, afterBlock);
    recovery.run();
    SegmentedBinlog log = new SegmentedBinlog(disk, segmentBytes, recovery, index);
    log.begin(afterBlock);
    return log;
  }

  private void begin(long afterBlock) {
    if (segments.isEmpty()) {
      lastBlock = afterBlock;
      markedBlock = afterBlock;
      newSegment();
    }
    if (segments.firstKey() > afterBlock + 1 || lastBlock < afterBlock) {
      throw new BinlogException(
          "%s: the log holds the blocks %d to %d, the store needs those after %d"
              .formatted(disk.location(), segments.firstKey(), lastBlock, afterBlock));
    }
    if (!segments.lastEntry().getValue().holdsMarks()) {
      leaveOlderFormat();
    }
    // A process may have ended before it synced what it had written, and the names of its files.
    segments.values().forEach(segment -> segment.file().sync());
    disk.syncFolder();
    syncedBlock = lastBlock;
    markSynced();
  }

  /** What is new in the format is not appended to a segment whose header does not announce it. */
  private void leaveOlderFormat() {
    Segment last = segments.lastEntry().getValue();
    if (last.firstBlock() == lastBlock + 1) {
      segments.remove(last.firstBlock());
      last.close();
      disk.delete(last.name());
    }
    newSegment();
  }

  private Segment newSegment() {
    Segment segment = Segment.create(disk, lastBlock + 1);
    segments.put(segment.firstBlock(), segment);
    hasNewNames = true;
    return segment;
  }

  @Override
  public long firstBlock() {
    return segments.firstKey();
  }

  @Override
  public long lastBlock() {
    return lastBlock;
  }

  @Override
  public long syncedBlock() {
    return syncedBlock;
  }

  @Override
  public void append(byte[] units, int length) {
    refuseIfBroken();
    AppendFile file = segmentForBlock().file();
    long end = file.size();
    long number = lastBlock + 1;
    BlockHeader block =
        new BlockHeader(length, number, syncedBlock, BlockHeader.crc(units, 0, length));
    block.write(header);
    try {
      file.append(header, header.length, units, length);
    } catch (DiskException failed) {
      takeBack(file, end);
      throw new BinlogException("block " + number + " cannot be appended", failed);
    }
    index.add(number, block.frameBytes());
    lastBlock = number;
  }

  @Override
  public void markSynced() {
    if (broken || syncedBlock < lastBlock || markedBlock >= lastBlock) {
      return;
    }
    BlockHeader mark = BlockHeader.mark(lastBlock);
    mark.write(header);
    try {
      appendMark(segmentFor(BlockHeader.BYTES).file());
      index.add(lastBlock, mark.frameBytes());
    } catch (DiskException full) {
      LOG.info("block {} is not marked as synced: {}", lastBlock, full.getMessage());
    }
    markedBlock = lastBlock;
  }

  private void appendMark(AppendFile file) {
    long end = file.size();
    try {
      file.append(header, header.length);
    } catch (DiskException full) {
      takeBack(file, end);
      throw full;
    }
  }

  /**
   * The last segment, or a new one if that were full with so many bytes more: the block after a
   * mark has to come into the segment of the mark, so that it is synced with it. Else a torn mark
   * would stand before blocks that were synced.
   */
  private Segment segmentFor(int markBytes) {
    Segment segment = segments.lastEntry().getValue();
    return segment.file().size() + markBytes < segmentBytes ? segment : newSegment();
  }

  private Segment segmentForBlock() {
    try {
      return segmentFor(0);
    } catch (DiskException failed) {
      throw new BinlogException("no new segment after block " + lastBlock, failed);
    }
  }

  private void sync(Segment segment) {
    try {
      segment.file().sync();
    } catch (DiskException failed) {
      broken = true;
      throw new BinlogException("the log cannot be synced", failed);
    }
  }

  /** A segment whose name is lost is lost. */
  private synchronized void syncNames() {
    if (hasNewNames) {
      hasNewNames = false;
      try {
        disk.syncFolder();
      } catch (DiskException failed) {
        broken = true;
        throw new BinlogException("the log's folder cannot be synced", failed);
      }
    }
  }

  private void takeBack(AppendFile file, long end) {
    try {
      file.truncate(end);
    } catch (DiskException failed) {
      broken = true;
      throw new BinlogException("a block that was written in part cannot be taken back", failed);
    }
  }

  @Override
  public void sync() {
    refuseIfBroken();
    long block = lastBlock;
    for (Map.Entry<Long, Segment> entry = segments.floorEntry(syncedBlock + 1);
        entry != null && entry.getKey() <= block;
        entry = segments.higherEntry(entry.getKey())) {
      sync(entry.getValue());
    }
    syncNames();
    syncedBlock = Math.max(syncedBlock, block);
  }

  private void refuseIfBroken() {
    if (broken) {
      throw new BinlogException("the log is closed after a fault of the disk");
    }
  }

  @Override
  public long bytesAfter(long block) {
    return index.bytesAfter(block);
  }

  @Override
  public BlockReader read(long firstBlock) {
    return new SegmentReader(segments, firstBlock);
  }

  @Override
  public void retain(long block) {
    // What is deleted may come back after a crash: then there has to be something behind it.
    long newest = segments.lastKey();
    syncNames();
    for (Map.Entry<Long, Segment> next = segments.higherEntry(segments.firstKey());
        next != null && next.getKey() <= Math.min(block + 1, newest);
        next = segments.higherEntry(segments.firstKey())) {
      Segment first = segments.pollFirstEntry().getValue();
      first.close();
      disk.delete(first.name());
    }
    index.retain(block);
  }

  @Override
  public void close() {
    segments.values().forEach(Segment::close);
  }
}
