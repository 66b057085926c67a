package io.talus.application.log;

import io.talus.application.port.Disk.AppendFile;
import io.talus.domain.log.LogPosition;
import io.talus.domain.slot.SlotId;
import java.util.zip.CRC32C;

/**
 * What a file of {@link RollbackFiles} begins with. Fixed widths, little endian:
 *
 * <pre>
 * magic u64 version u32 table u32 slot u32 block u64 kept-epoch u64 kept-index u64 units u32
 * record-bytes u64 crc32c u32
 * </pre>
 *
 * @param kept the last unit that remained in the slot's log
 * @param block the block of the log that said so
 * @param recordBytes the length of all records together
 */
record RollbackHeader(SlotId slot, long block, LogPosition kept, int units, long recordBytes) {
  /** TALUSCUT. */
  private static final long MAGIC = 0x5455_4353_554C_4154L;

  private static final int VERSION = 1;
  static final int BYTES = 5 * Integer.BYTES + 5 * Long.BYTES;

  static RollbackHeader of(CutTail tail) {
    return new RollbackHeader(
        tail.slot(), tail.block(), tail.kept(), tail.units().size(), recordBytes(tail));
  }

  static long recordBytes(CutTail tail) {
    return tail.units().stream().mapToLong(unit -> unit.record().length).sum();
  }

  byte[] toArray() {
    ByteSink sink = new ByteSink(BYTES);
    sink.u64(MAGIC);
    sink.u32(VERSION);
    sink.u32(slot.table());
    sink.u32(slot.slot());
    sink.u64(block);
    sink.u64(kept.epoch());
    sink.u64(kept.index());
    sink.u32(units);
    sink.u64(recordBytes);
    sink.u32(crc(sink.array()));
    return sink.array();
  }

  /**
   * Reads it.
   *
   * @throws FormatException if it is not whole, or the records behind it are not
   */
  static RollbackHeader read(AppendFile file) {
    byte[] array = new byte[BYTES];
    int found = file.read(0, array, 0, BYTES);
    ByteSource source = new ByteSource(array, 0, found);
    if (source.u64() != MAGIC) {
      throw new FormatException("no rollback file");
    }
    int version = source.u32();
    if (version != VERSION) {
      throw new FormatException("version " + version + " (expected: " + VERSION + ")");
    }
    if (new ByteSource(array, BYTES - Integer.BYTES, found).u32() != crc(array)) {
      throw new FormatException("header: checksum does not match");
    }
    RollbackHeader header =
        new RollbackHeader(
            new SlotId(source.u32(), source.u32()),
            source.u64(),
            new LogPosition(source.u64(), source.u64()),
            source.u32(),
            source.u64());
    if (file.size() != BYTES + header.recordBytes) {
      throw new FormatException("length: " + file.size() + " (expected: " + BYTES + " + records)");
    }
    return header;
  }

  private static int crc(byte[] array) {
    CRC32C crc = new CRC32C();
    crc.update(array, 0, BYTES - Integer.BYTES);
    return (int) crc.getValue();
  }
}
