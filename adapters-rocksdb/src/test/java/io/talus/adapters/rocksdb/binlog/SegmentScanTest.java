package io.talus.adapters.rocksdb.binlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.talus.application.port.Disk.AppendFile;
import io.talus.testkit.Seeds;
import io.talus.testkit.disk.SimulatedDisk;
import org.junit.jupiter.api.Test;

final class SegmentScanTest {
  private static final byte[] FIRST = {1, 2, 3};
  private static final byte[] TAKEN_BACK = {4, 5, 6};
  private static final byte[] SECOND = {7, 8, 9};

  private final AppendFile file = new SimulatedDisk(Seeds.first()).create("segment");

  /** A reader beside the appender: bytes that are not published yet may become others. */
  @Test
  void doesNotReadBehindTheSize() {
    append(1, FIRST);
    long published = file.size();
    append(2, TAKEN_BACK);
    HiddenTail seen = new HiddenTail(file, published);
    SegmentScan scan = new SegmentScan(seen, 0);
    assertNotNull(scan.next());
    assertNull(scan.next());

    file.truncate(published);
    append(2, SECOND);
    seen.size = file.size();

    BlockHeader second = scan.next();
    assertNotNull(second);
    assertEquals(SECOND[0], scan.buffer()[scan.unitsAt(second)]);
  }

  private void append(long number, byte[] units) {
    byte[] header = new byte[BlockHeader.BYTES];
    new BlockHeader(units.length, number, 0, BlockHeader.crc(units, 0, units.length)).write(header);
    file.append(header, header.length, units, units.length);
  }

  /** A file of which more is there than is published. */
  private static final class HiddenTail implements AppendFile {
    private final AppendFile file;
    private long size;

    HiddenTail(AppendFile file, long size) {
      this.file = file;
      this.size = size;
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public void append(byte[] source, int length) {
      file.append(source, length);
    }

    @Override
    public void append(byte[] first, int firstLength, byte[] second, int secondLength) {
      file.append(first, firstLength, second, secondLength);
    }

    @Override
    public int read(long position, byte[] target, int from, int length) {
      return file.read(position, target, from, length);
    }

    @Override
    public void sync() {
      file.sync();
    }

    @Override
    public void truncate(long newSize) {
      file.truncate(newSize);
    }

    @Override
    public void close() {
      file.close();
    }
  }
}
