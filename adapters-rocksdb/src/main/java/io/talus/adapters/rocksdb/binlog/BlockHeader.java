package io.talus.adapters.rocksdb.binlog;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What stands before a block's units, or alone as a mark: nothing followed the last block, and all
 * of the log was synced.
 *
 * @param length bytes of units; 0 for a mark
 * @param number the block's number; for a mark that of the last block before it
 * @param synced the last block known to be synced when this one was appended
 * @param unitsCrc CRC32C of the units
 */
record BlockHeader(int length, long number, long synced, int unitsCrc) {
  static final int BYTES = 32;
  static final int MAGIC = 0x4B4C4254;
  private static final int CHECKED_BYTES = BYTES - Integer.BYTES;

  static int crc(byte[] array, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(array, from, length);
    return (int) crc.getValue();
  }

  /** The mark that all blocks up to {@code synced} are synced, and nothing follows the last. */
  static BlockHeader mark(long synced) {
    return new BlockHeader(0, synced, synced, 0);
  }

  boolean isMark() {
    return length == 0;
  }

  /** With its units. */
  long frameBytes() {
    return (long) BYTES + length;
  }

  void write(byte[] target) {
    ByteBuffer buffer = ByteBuffer.wrap(target).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putInt(MAGIC).putInt(length).putLong(number).putLong(synced).putInt(unitsCrc);
    buffer.putInt(crc(target, 0, CHECKED_BYTES));
  }

  /** The header at {@code from}, or null if there is none or it is damaged. */
  static @Nullable BlockHeader read(byte[] source, int from) {
    ByteBuffer buffer = ByteBuffer.wrap(source, from, BYTES).order(ByteOrder.LITTLE_ENDIAN);
    if (buffer.getInt() != MAGIC) {
      return null;
    }
    BlockHeader header =
        new BlockHeader(buffer.getInt(), buffer.getLong(), buffer.getLong(), buffer.getInt());
    boolean sound = buffer.getInt() == crc(source, from, CHECKED_BYTES) && header.isPossible();
    return sound ? header : null;
  }

  private boolean isPossible() {
    return length > 0 || (length == 0 && synced == number);
  }
}
