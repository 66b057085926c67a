package io.talus.adapters.rocksdb.binlog;

import io.talus.application.port.Disk.AppendFile;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the blocks of a segment, checking them. Belongs to one thread.
 *
 * <p>The buffer grows to the largest block met and is used for all.
 */
final class SegmentScan {
  /** Read at once: several small blocks cost one read. */
  private static final int READ_BYTES = 256 * 1024;

  private final AppendFile file;
  private byte[] buffer = new byte[READ_BYTES];
  private long bufferStart;
  private int buffered;
  private long position;

  SegmentScan(AppendFile file, long position) {
    this.file = file;
    this.position = position;
    this.bufferStart = position;
  }

  /** Where the next block begins, or would begin. */
  long position() {
    return position;
  }

  byte[] buffer() {
    return buffer;
  }

  /** Where in {@link #buffer} the units of the block that {@link #next} returned begin. */
  int unitsAt(BlockHeader block) {
    return (int) (position - bufferStart) - block.length();
  }

  /** The next block, or null if there is none that is whole and checks. */
  @Nullable BlockHeader next() {
    if (!load(BlockHeader.BYTES)) {
      return null;
    }
    BlockHeader header = BlockHeader.read(buffer, (int) (position - bufferStart));
    if (header == null || !load(header.frameBytes())) {
      return null;
    }
    int units = (int) (position - bufferStart) + BlockHeader.BYTES;
    if (BlockHeader.crc(buffer, units, header.length()) != header.unitsCrc()) {
      return null;
    }
    position += header.frameBytes();
    return header;
  }

  /** Has {@code length} bytes from the position on in the buffer; false if the file ends before. */
  private boolean load(long length) {
    int offset = (int) (position - bufferStart);
    if (buffered - offset >= length) {
      return true;
    }
    long size = file.size();
    if (position + length > size) {
      return false;
    }
    int kept = buffered - offset;
    byte[] target = length > buffer.length ? new byte[Math.toIntExact(length)] : buffer;
    System.arraycopy(buffer, offset, target, 0, kept);
    buffer = target;
    bufferStart = position;
    // What lies behind the size is being written, and may be taken back.
    int wanted = (int) Math.min(buffer.length, size - position) - kept;
    buffered = kept + file.read(position + kept, buffer, kept, wanted);
    return buffered >= length;
  }

  /**
   * Of the sound headers at {@code from} and later the one that knows most of what was synced, or
   * null if there is none: for telling damage from a torn tail. Units behind a sound header are
   * passed over, for they may hold anything, and what stands elsewhere is looked at byte by byte.
   */
  static @Nullable BlockHeader lastSyncKnownFrom(AppendFile file, long from) {
    byte[] window = new byte[READ_BYTES];
    BlockHeader most = null;
    long windowAt = from;
    int read = 0;
    for (long at = from; at + BlockHeader.BYTES <= file.size(); ) {
      if (at < windowAt || at + BlockHeader.BYTES > windowAt + read) {
        windowAt = at;
        read = file.read(at, window, 0, window.length);
      }
      BlockHeader header = BlockHeader.read(window, (int) (at - windowAt));
      if (header != null && (most == null || header.synced() > most.synced())) {
        most = header;
      }
      at += header == null ? 1 : header.frameBytes();
    }
    return most;
  }
}
