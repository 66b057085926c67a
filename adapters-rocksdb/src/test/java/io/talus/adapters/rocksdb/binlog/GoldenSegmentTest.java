package io.talus.adapters.rocksdb.binlog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.port.Binlog.BlockReader;
import io.talus.application.port.Disk.AppendFile;
import io.talus.testkit.Seeds;
import io.talus.testkit.disk.SimulatedDisk;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The bytes of a segment: logs that were written once are read for ever. */
final class GoldenSegmentTest {
  private static final String HEADER_VERSION_1 = "54414c55534c4f4701000000010000000000000069bc57a0";
  private static final String SEGMENT_HEADER = "54414c55534c4f4702000000010000000000000039c0c5f3";
  private static final String BLOCK_HEADER =
      "54424c4b31000000010000000000000000000000000000000c832c0d0a9a59d5";

  /** A unit of one record that puts a string; the codec's own test knows what is in it. */
  private static final String UNITS =
      "2d000000250000009b419b4c03e8070102ac02fbd095ffbc310501ad020101"
          + "036b6579067661006c7565fcd095ffbc3100";

  /** The first block is synced, and nothing followed it. */
  private static final String MARK =
      "54424c4b000000000100000000000000010000000000000000000000581e242a";

  private static final String NAME = "00000000000000000001.log";

  @Test
  void aBlockIsWrittenAsItAlwaysWas() {
    SimulatedDisk disk = new SimulatedDisk(Seeds.first());
    SegmentedBinlog log = SegmentedBinlog.open(disk, 1000, 0);
    byte[] units = HexFormat.of().parseHex(UNITS);

    log.append(units, units.length);

    assertEquals(
        SEGMENT_HEADER + BLOCK_HEADER + UNITS, HexFormat.of().formatHex(disk.bytesOf(NAME)));
  }

  @Test
  void aMarkIsWrittenAsItAlwaysWas() {
    SimulatedDisk disk = new SimulatedDisk(Seeds.first());
    SegmentedBinlog log = SegmentedBinlog.open(disk, 1000, 0);
    byte[] units = HexFormat.of().parseHex(UNITS);
    log.append(units, units.length);
    log.sync();

    log.markSynced();

    assertEquals(
        SEGMENT_HEADER + BLOCK_HEADER + UNITS + MARK, HexFormat.of().formatHex(disk.bytesOf(NAME)));
  }

  @Test
  void aBlockIsReadAsItAlwaysWas() {
    assertUnitsIn(diskWith(SEGMENT_HEADER + BLOCK_HEADER + UNITS + MARK));
  }

  /** Builds that wrote version 1 knew no marks, so none is appended to what they wrote. */
  @Test
  void aSegmentOfVersion1IsReadAndNotAppendedTo() {
    SimulatedDisk disk = diskWith(HEADER_VERSION_1 + BLOCK_HEADER + UNITS);

    assertUnitsIn(disk);

    assertEquals(
        HEADER_VERSION_1 + BLOCK_HEADER + UNITS, HexFormat.of().formatHex(disk.bytesOf(NAME)));
    assertEquals(2, disk.list().size());
  }

  @Test
  void anEmptySegmentOfVersion1IsMadeAnew() {
    SimulatedDisk disk = diskWith(HEADER_VERSION_1);

    SegmentedBinlog.open(disk, 1000, 0);

    assertEquals(SEGMENT_HEADER, HexFormat.of().formatHex(disk.bytesOf(NAME)));
  }

  private static SimulatedDisk diskWith(String content) {
    SimulatedDisk disk = new SimulatedDisk(Seeds.first());
    byte[] segment = HexFormat.of().parseHex(content);
    try (AppendFile file = disk.create(NAME)) {
      file.append(segment, segment.length);
    }
    return disk;
  }

  private static void assertUnitsIn(SimulatedDisk disk) {
    SegmentedBinlog log = SegmentedBinlog.open(disk, 1000, 0);
    try (BlockReader reader = log.read(1)) {
      assertTrue(reader.next(1));
      assertArrayEquals(
          HexFormat.of().parseHex(UNITS),
          Arrays.copyOfRange(reader.units(), reader.from(), reader.from() + reader.length()));
    }
  }
}
