package io.talus.adapters.rocksdb.binlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.log.FsyncPolicy;
import io.talus.application.log.LogSync;
import io.talus.application.port.BinlogException;
import io.talus.testkit.Seeds;
import io.talus.testkit.binlog.BinlogModel;
import io.talus.testkit.disk.SimulatedDisk;
import io.talus.testkit.simulation.SimulatedClock;
import io.talus.testkit.simulation.SimulatedLoop;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What was synced is never taken for a torn tail, also if nothing came behind it. */
final class SyncMarkTest {
  private static final long SEGMENT_BYTES = 8 * 1024;
  private static final int BLOCK_BYTES = 100;
  private static final int FRAME_BYTES = BlockHeader.BYTES + BLOCK_BYTES;
  private static final String FIRST = Segment.nameOf(1);
  private static final int SEEDS = 2000;
  private static final int STEPS = 40;

  private final SimulatedDisk disk = new SimulatedDisk(Seeds.first());

  private SegmentedBinlog open() {
    return SegmentedBinlog.open(disk, SEGMENT_BYTES, 0);
  }

  private static void append(SegmentedBinlog log, int blocks) {
    for (int i = 0; i < blocks; i++) {
      byte[] units = new byte[BLOCK_BYTES];
      log.append(units, units.length);
    }
  }

  private static int offsetOf(int block) {
    return Segment.HEADER_BYTES + (block - 1) * FRAME_BYTES;
  }

  private void assertRefusedAt(int offset) {
    BinlogException refused = assertThrows(BinlogException.class, this::open);
    String said = refused.getMessage();
    assertTrue(said.contains("simulated/" + FIRST + ": damaged at offset " + offset), said);
  }

  @Test
  void damageToALastBlockThatWasSyncedIsRefused() {
    SegmentedBinlog log = open();
    append(log, 3);
    log.sync();
    log.markSynced();

    for (int at = offsetOf(3); at < offsetOf(4); at++) {
      disk.flip(FIRST, at, 0x10);
      assertRefusedAt(offsetOf(3));
      disk.flip(FIRST, at, 0x10);
    }
    assertEquals(3, open().lastBlock());
  }

  @Test
  void damageToALastBlockThatWasNotSyncedIsCut() {
    SegmentedBinlog log = open();
    append(log, 2);
    log.sync();
    append(log, 1);
    log.markSynced();
    disk.flip(FIRST, offsetOf(3) + 40, 1);

    assertEquals(2, open().lastBlock());
  }

  /**
   * Many blocks are appended between two syncs, and the first of them knows as much as the last.
   */
  @Test
  void damageIsRefusedAlsoWhenTheNextBlockWasAppendedBeforeTheSync() {
    SegmentedBinlog log = open();
    append(log, 3);
    log.sync();
    append(log, 1);
    disk.flip(FIRST, offsetOf(2), 1);

    assertRefusedAt(offsetOf(2));
  }

  @Test
  void damageToTheHeaderOfASegmentIsRefused() {
    SegmentedBinlog log = open();
    append(log, 1);
    log.sync();
    log.markSynced();
    disk.flip(FIRST, 3, 1);

    BinlogException refused = assertThrows(BinlogException.class, this::open);
    assertTrue(refused.getMessage().contains(FIRST), refused.getMessage());
  }

  /** Opening a log syncs what a killed process has left. */
  @Test
  void whatWasRecoveredIsMarked() {
    append(open(), 2);
    open();
    disk.flip(FIRST, offsetOf(2) + 40, 1);

    assertRefusedAt(offsetOf(2));
  }

  @Test
  void aDamagedMarkTakesNoBlockWithIt() {
    SegmentedBinlog log = open();
    append(log, 2);
    log.sync();
    log.markSynced();
    disk.flip(FIRST, offsetOf(3) + 8, 1);

    assertEquals(2, open().lastBlock());
  }

  /** What a client has stored may look like a block, and a tail that holds it may be torn. */
  @Test
  void unitsThatLookLikeAMarkProveNothing() {
    SegmentedBinlog log = open();
    append(log, 1);
    byte[] units = new byte[BLOCK_BYTES];
    BlockHeader.mark(7).write(units);
    log.append(units, units.length);
    disk.flip(FIRST, offsetOf(3) - 1, 1);

    assertEquals(1, open().lastBlock());
  }

  @Test
  void nothingIsMarkedTwice() {
    SegmentedBinlog log = open();
    append(log, 1);
    log.sync();
    log.markSynced();
    long size = disk.bytesOf(FIRST).length;

    log.markSynced();
    open().markSynced();

    assertEquals(size, disk.bytesOf(FIRST).length);
  }

  @Test
  void aFullDiskLeavesTheMarkOutAndTheLogGoesOn() {
    SegmentedBinlog log = open();
    append(log, 1);
    log.sync();
    disk.capacity(disk.usedBytes() + 5);
    log.markSynced();
    disk.heal();

    append(log, 1);

    assertEquals(2, open().lastBlock());
  }

  @Test
  void whoeverAppendsAllTheTimePaysForNoMarks() {
    SimulatedClock clock = new SimulatedClock(0);
    SimulatedLoop loop = new SimulatedLoop(clock);
    SegmentedBinlog log = open();
    LogSync sync =
        new LogSync(
            log,
            Runnable::run,
            loop,
            () -> FsyncPolicy.EVERYSEC,
            failed -> {
              throw failed;
            });
    sync.start();
    for (int second = 0; second < 10; second++) {
      append(log, 1);
      pass(clock, loop);
    }
    assertEquals(offsetOf(11), disk.bytesOf(FIRST).length);

    for (int second = 0; second < 10; second++) {
      pass(clock, loop);
    }
    assertEquals(offsetOf(11) + BlockHeader.BYTES, disk.bytesOf(FIRST).length);
    disk.flip(FIRST, offsetOf(10), 1);
    assertRefusedAt(offsetOf(10));
  }

  private static void pass(SimulatedClock clock, SimulatedLoop loop) {
    clock.advance(1000);
    while (loop.runPosted() || loop.runTimer()) {
      // Until nothing is due any more.
    }
  }

  /** Whichever byte is damaged: what was marked is there, or the node does not start. */
  @Test
  void whatWasMarkedIsThereOrTheLogIsRefused() {
    Seeds.each(SEEDS, SyncMarkTest::damage);
  }

  private static void damage(RandomGenerator random) {
    SimulatedDisk disk = new SimulatedDisk(random);
    BinlogModel model = new BinlogModel();
    long marked = live(disk, model, random);
    List<String> names = disk.list().stream().sorted().toList();
    String name = names.get(random.nextInt(names.size()));
    disk.flip(name, random.nextInt(disk.bytesOf(name).length), 1 << random.nextInt(8));
    SegmentedBinlog log;
    try {
      log = SegmentedBinlog.open(disk, SEGMENT_BYTES, 0);
    } catch (BinlogException refused) {
      assertTrue(refused.getMessage().contains("simulated"), refused.getMessage());
      return;
    }
    assertTrue(log.lastBlock() >= marked, () -> marked + " marked, " + log.lastBlock() + " left");
    model.verifyAfterCrash(log);
  }

  /** Answers the last block that was marked as synced. */
  private static long live(SimulatedDisk disk, BinlogModel model, RandomGenerator random) {
    SegmentedBinlog log = SegmentedBinlog.open(disk, SEGMENT_BYTES, 0);
    long marked = 0;
    for (int i = 0; i < STEPS; i++) {
      switch (random.nextInt(8)) {
        case 0 -> log.sync();
        case 1 -> {
          log.sync();
          log.markSynced();
          marked = log.lastBlock();
        }
        case 2 -> log.markSynced();
        case 3 -> {
          log = SegmentedBinlog.open(disk, SEGMENT_BYTES, 0);
          marked = log.lastBlock();
        }
        default -> {
          byte[] units = model.nextBlock(random);
          disk.capacity(disk.usedBytes() + random.nextInt(20_000));
          try {
            log.append(units, units.length);
            model.appended(units);
          } catch (BinlogException full) {
            // The block is not in the log, and perhaps a new segment is.
          }
          disk.heal();
        }
      }
    }
    return marked;
  }
}
