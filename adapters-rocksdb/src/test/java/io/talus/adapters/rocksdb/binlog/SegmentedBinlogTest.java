package io.talus.adapters.rocksdb.binlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.port.BinlogException;
import io.talus.application.port.Disk;
import io.talus.testkit.binlog.BinlogModel;
import io.talus.testkit.disk.SimulatedDisk;
import io.talus.testkit.simulation.CrashingDisk;
import io.talus.testkit.simulation.SimulatedCrash;
import java.util.Comparator;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The log on a disk that loses, tears, fills up and fails, from printed seeds. */
final class SegmentedBinlogTest {
  private static final long SEGMENT_BYTES = 8 * 1024;
  private static final int SEEDS = 2000;

  @Test
  void keepsWhatWasSyncedWhateverACrashLeaves() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      SimulatedDisk disk = new SimulatedDisk(random);
      BinlogModel model = new BinlogModel();
      try {
        for (int life = 0; life < 4; life++) {
          live(disk, model, random);
          disk.crash();
          model.verifyAfterCrash(open(disk));
        }
      } catch (RuntimeException | AssertionError failed) {
        throw new AssertionError("seed " + seed, failed);
      }
    }
  }

  private static void live(SimulatedDisk disk, BinlogModel model, Random random) {
    SegmentedBinlog log = open(disk);
    int steps = random.nextInt(30);
    for (int i = 0; i < steps; i++) {
      if (random.nextInt(4) == 0) {
        log.sync();
        model.synced();
      } else if (random.nextInt(4) == 0) {
        log.markSynced();
      } else {
        append(log, model, random);
      }
    }
  }

  private static void append(SegmentedBinlog log, BinlogModel model, Random random) {
    byte[] units = model.nextBlock(random);
    log.append(units, units.length);
    model.appended(units);
  }

  private static SegmentedBinlog open(Disk disk) {
    return SegmentedBinlog.open(disk, SEGMENT_BYTES, 0);
  }

  /** Its segment may be there, and its name not yet be safe. */
  @Test
  void keepsWhatTheNextProcessSyncedAfterOneThatEndedWhileItMadeASegment() {
    for (int seed = 0; seed < SEEDS; seed++) {
      SimulatedDisk disk = new SimulatedDisk(new Random(seed));
      CrashingDisk crashing = new CrashingDisk(disk, new SplittableRandom(seed));
      crashing.crashAfter(1 + seed % 5, SimulatedCrash.Kind.PROCESS);
      try {
        open(crashing);
      } catch (SimulatedCrash ended) {
        // The next process finds what it left.
      }
      SegmentedBinlog log = open(disk);
      byte[] units = {1};
      log.append(units, units.length);
      log.sync();
      disk.crash();
      assertEquals(1, open(disk).lastBlock(), "seed " + seed);
    }
  }

  @Test
  void goesOnWhenAFullDiskHasRoomAgain() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      SimulatedDisk disk = new SimulatedDisk(random);
      BinlogModel model = new BinlogModel();
      SegmentedBinlog log = open(disk);
      append(log, model, random);
      disk.capacity(disk.usedBytes() + random.nextInt(20_000));

      appendUntilFull(log, model, random);
      disk.capacity(Long.MAX_VALUE);
      append(log, model, random);
      log.sync();
      model.synced();

      model.verify(log, 1);
      disk.crash();
      model.verifyAfterCrash(open(disk));
    }
  }

  private static void appendUntilFull(SegmentedBinlog log, BinlogModel model, Random random) {
    while (true) {
      byte[] units = model.nextBlock(random);
      try {
        log.append(units, units.length);
      } catch (BinlogException full) {
        return;
      }
      model.appended(units);
    }
  }

  @Test
  void refusesEverythingAfterAFailedSync() {
    SimulatedDisk disk = new SimulatedDisk(new Random(1));
    SegmentedBinlog log = open(disk);
    log.append(new byte[10], 10);
    disk.failNextSync();

    assertThrows(BinlogException.class, log::sync);

    assertThrows(BinlogException.class, log::sync);
    assertThrows(BinlogException.class, () -> log.append(new byte[10], 10));
    assertEquals(0, log.syncedBlock());
  }

  /** Who appends does not wait for the device, even when a segment is full. */
  @Test
  void fullSegmentsAreSyncedWithTheLog() {
    for (int seed = 0; seed < SEEDS; seed++) {
      SimulatedDisk disk = new SimulatedDisk(new Random(seed));
      SegmentedBinlog log = open(disk);
      for (int block = 1; block <= 3; block++) {
        log.append(new byte[(int) SEGMENT_BYTES], (int) SEGMENT_BYTES);
      }
      assertEquals(0, log.syncedBlock());
      log.sync();
      disk.crash();

      assertEquals(3, open(disk).lastBlock(), "seed " + seed);
    }
  }

  @Test
  void cutsATailThatIsCutAtAnyByte() {
    byte[] whole = segmentOfThreeBlocks(new SimulatedDisk(new Random(1)));
    for (int length = 0; length < whole.length; length++) {
      SimulatedDisk disk = diskWith(whole, length);

      SegmentedBinlog log = open(disk);

      assertTrue(log.lastBlock() <= 3);
      log.append(new byte[] {7}, 1);
      assertEquals(log.lastBlock(), reopened(disk).lastBlock());
    }
  }

  @Test
  void cutsOrRefusesATailInWhichAnyByteIsFlipped() {
    byte[] whole = segmentOfThreeBlocks(new SimulatedDisk(new Random(1)));
    for (int at = 0; at < whole.length; at++) {
      SimulatedDisk disk = diskWith(whole, whole.length);
      disk.flip(Segment.nameOf(1), at, 0x10);

      try {
        SegmentedBinlog log = open(disk);
        assertTrue(log.lastBlock() < 3, "a flipped byte went unnoticed at " + at);
      } catch (BinlogException refused) {
        assertTrue(refused.getMessage().contains("simulated"), refused.getMessage());
      }
    }
  }

  @Test
  void refusesDamageBeforeWhatWasSynced() {
    SimulatedDisk disk = new SimulatedDisk(new Random(1));
    SegmentedBinlog log = open(disk);
    for (int i = 0; i < 3; i++) {
      log.append(new byte[100], 100);
      log.sync();
    }
    disk.flip(Segment.nameOf(1), Segment.HEADER_BYTES + BlockHeader.BYTES + 5, 1);

    BinlogException refused = assertThrows(BinlogException.class, () -> open(disk));

    assertTrue(refused.getMessage().contains("offset 24"), refused.getMessage());
  }

  @Test
  void givesUpSegmentsThatNobodyNeeds() {
    SimulatedDisk disk = new SimulatedDisk(new Random(1));
    BinlogModel model = new BinlogModel();
    SegmentedBinlog log = open(disk);
    Random random = new Random(5);
    for (int i = 0; i < 50; i++) {
      append(log, model, random);
    }
    int before = disk.list().size();

    log.retain(40);

    assertTrue(disk.list().size() < before);
    model.verify(log, 41);
    assertEquals(50, SegmentedBinlog.open(disk, SEGMENT_BYTES, 40).lastBlock());
    assertThrows(BinlogException.class, () -> SegmentedBinlog.open(disk, SEGMENT_BYTES, 3));
  }

  @Test
  void readsWhatIsAppendedWhileItReads() {
    SimulatedDisk disk = new SimulatedDisk(new Random(1));
    SegmentedBinlog log = open(disk);
    var reader = log.read(1);
    Random random = new Random(3);
    for (int block = 1; block <= 40; block++) {
      byte[] units = new byte[1 + random.nextInt(2000)];
      log.append(units, units.length);

      assertTrue(reader.next(log.lastBlock()));
      assertEquals(block, reader.block());
      assertEquals(units.length, reader.length());
      assertEquals(false, reader.next(log.lastBlock()));
    }
  }

  private static SegmentedBinlog reopened(Disk disk) {
    return open(disk);
  }

  private static byte[] segmentOfThreeBlocks(SimulatedDisk disk) {
    SegmentedBinlog log = open(disk);
    for (int i = 0; i < 3; i++) {
      byte[] units = new byte[40];
      new Random(i).nextBytes(units);
      log.append(units, units.length);
    }
    return disk.bytesOf(disk.list().stream().min(Comparator.naturalOrder()).orElseThrow());
  }

  private static SimulatedDisk diskWith(byte[] content, int length) {
    SimulatedDisk disk = new SimulatedDisk(new Random(2));
    disk.create(Segment.nameOf(1)).append(content, length);
    disk.syncFolder();
    return disk;
  }
}
