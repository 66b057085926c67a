package io.talus.adapters.rocksdb.binlog;

import io.talus.application.port.BinlogException;
import io.talus.application.port.Disk;
import io.talus.application.port.Disk.AppendFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A file of the binlog. Appended by one thread, read by others up to what was published to them.
 */
final class Segment implements AutoCloseable {
  static final int HEADER_BYTES = 24;
  private static final byte[] MAGIC = "TALUSLOG".getBytes(StandardCharsets.US_ASCII);

  /** Of new segments; those of version 1 hold no marks. */
  private static final int VERSION = 2;

  private static final int VERSION_WITHOUT_MARKS = 1;
  private static final String SUFFIX = ".log";

  private final String name;
  private final long firstBlock;
  private final AppendFile file;
  private boolean holdsMarks = true;

  private Segment(String name, long firstBlock, AppendFile file) {
    this.name = name;
    this.firstBlock = firstBlock;
    this.file = file;
  }

  static boolean isName(String name) {
    return name.matches("\\d{20}\\.log");
  }

  static String nameOf(long firstBlock) {
    return "%020d".formatted(firstBlock) + SUFFIX;
  }

  static long firstBlockOf(String name) {
    return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
  }

  /** Neither content nor name are safe yet. */
  static Segment create(Disk disk, long firstBlock) {
    String name = nameOf(firstBlock);
    AppendFile file = disk.create(name);
    byte[] header = header(firstBlock, VERSION);
    try {
      file.append(header, header.length);
    } catch (RuntimeException failed) {
      file.close();
      disk.delete(name);
      throw failed;
    }
    return new Segment(name, firstBlock, file);
  }

  /** Opens a segment; one whose header was never written whole is refused unless it may be torn. */
  static Segment open(Disk disk, String name) {
    return new Segment(name, firstBlockOf(name), disk.open(name));
  }

  /** Whether the header is there and right; a crash while the file was made leaves a short one. */
  boolean hasHeader(String location) {
    byte[] found = new byte[HEADER_BYTES];
    int read = file.read(0, found, 0, HEADER_BYTES);
    if (read < HEADER_BYTES) {
      return false;
    }
    if (Arrays.equals(found, header(firstBlock, VERSION))) {
      return true;
    }
    if (Arrays.equals(found, header(firstBlock, VERSION_WITHOUT_MARKS))) {
      holdsMarks = false;
      return true;
    }
    int version = ByteBuffer.wrap(found).order(ByteOrder.LITTLE_ENDIAN).getInt(MAGIC.length);
    if (Arrays.equals(found, 0, MAGIC.length, MAGIC, 0, MAGIC.length) && version > VERSION) {
      throw new BinlogException(
          "%s/%s: format version %d (expected: up to %d)"
              .formatted(location, name, version, VERSION));
    }
    return false;
  }

  private static byte[] header(long firstBlock, int version) {
    ByteBuffer buffer = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    buffer.put(MAGIC).putInt(version).putLong(firstBlock);
    buffer.putInt(BlockHeader.crc(buffer.array(), 0, HEADER_BYTES - Integer.BYTES));
    return buffer.array();
  }

  /** Whether builds that read the segment know marks; else nothing more is appended to it. */
  boolean holdsMarks() {
    return holdsMarks;
  }

  String name() {
    return name;
  }

  long firstBlock() {
    return firstBlock;
  }

  AppendFile file() {
    return file;
  }

  @Override
  public void close() {
    file.close();
  }
}
