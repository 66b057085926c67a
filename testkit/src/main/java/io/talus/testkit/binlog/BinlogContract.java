package io.talus.testkit.binlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.port.Binlog;
import io.talus.application.port.Binlog.BlockReader;
import io.talus.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * The contract of {@link Binlog}: an adapter's test extends this class and says how its logs are
 * opened. What a log does when its disk fails is up to the adapter's own tests.
 */
public abstract class BinlogContract {
  private static final int SEEDS = 50;
  private static final int STEPS = 60;

  /** Begins with an empty place for logs. */
  protected abstract void beginAnew();

  /**
   * Opens the log that is in the place, as a process does after another was killed.
   *
   * @param afterBlock the last block that the store holds
   */
  protected abstract Binlog open(long afterBlock);

  @Test
  void blocksAreNumberedFromOne() {
    beginAnew();
    try (Binlog log = open(0)) {
      assertEquals(0, log.lastBlock());

      append(log, 1);
      append(log, 2);

      assertEquals(2, log.lastBlock());
    }
  }

  @Test
  void aNewLogBeginsAfterWhatTheStoreHolds() {
    beginAnew();
    try (Binlog log = open(41)) {
      append(log, 1);

      assertEquals(42, log.lastBlock());
      try (BlockReader reader = log.read(42)) {
        assertTrue(reader.next(42));
        assertEquals(42, reader.block());
      }
    }
  }

  @Test
  void onlyWhatWasAppendedBeforeASyncIsSynced() {
    beginAnew();
    try (Binlog log = open(0)) {
      append(log, 1);
      assertEquals(0, log.syncedBlock());

      log.sync();
      append(log, 2);

      assertEquals(1, log.syncedBlock());
    }
  }

  @Test
  void whatWasAppendedSurvivesAKilledProcess() {
    beginAnew();
    Binlog killed = open(0);
    append(killed, 1);
    append(killed, 2);

    try (Binlog log = open(0)) {
      assertEquals(2, log.lastBlock());
      assertEquals(2, log.syncedBlock());
      assertEquals(List.of(1, 2), contents(log, 1));
    }
    killed.close();
  }

  @Test
  void aReaderGoesOnWhenThereIsMore() {
    beginAnew();
    try (Binlog log = open(0);
        BlockReader reader = log.read(1)) {
      assertFalse(reader.next(log.lastBlock()));

      append(log, 7);

      assertTrue(reader.next(log.lastBlock()));
      assertEquals(7, reader.units()[reader.from()]);
      assertFalse(reader.next(log.lastBlock()));
    }
  }

  @Test
  void aReaderStopsWhereItIsTold() {
    beginAnew();
    try (Binlog log = open(0);
        BlockReader reader = log.read(1)) {
      append(log, 1);
      append(log, 2);

      assertTrue(reader.next(1));
      assertFalse(reader.next(1));
      assertTrue(reader.next(2));
    }
  }

  @Test
  void theUnitsAreCopied() {
    beginAnew();
    try (Binlog log = open(0)) {
      byte[] units = {1, 2, 3};
      log.append(units, 1);
      units[0] = 9;

      assertEquals(List.of(1), contents(log, 1));
    }
  }

  @Test
  void aMarkIsNoBlock() {
    beginAnew();
    try (Binlog log = open(0);
        BlockReader reader = log.read(1)) {
      append(log, 1);
      log.sync();
      log.markSynced();
      append(log, 2);
      log.sync();
      log.markSynced();

      assertEquals(2, log.lastBlock());
      assertTrue(reader.next(2));
      assertTrue(reader.next(2));
      assertEquals(2, reader.units()[reader.from()]);
      assertFalse(reader.next(2));
    }
    try (Binlog log = open(0)) {
      assertEquals(List.of(1, 2), contents(log, 1));
    }
  }

  /** How far behind a follower is may be told as more than it is, never as less. */
  @Test
  void theBytesAfterABlockAreNeverUnderstated() {
    Seeds.each(
        SEEDS,
        random -> {
          beginAnew();
          try (Binlog log = open(0)) {
            long[] lengths = new long[STEPS + 1];
            for (int block = 1; block <= STEPS; block++) {
              byte[] units = new byte[1 + random.nextInt(3000)];
              log.append(units, units.length);
              lengths[block] = units.length;
            }
            long after = 0;
            for (int block = STEPS; block >= 0; block--) {
              assertTrue(log.bytesAfter(block) >= after, "after block " + block);
              after += lengths[block];
            }
          }
        });
  }

  @Test
  void holdsWhatWasAppendedWhateverElseHappens() {
    Seeds.each(SEEDS, this::live);
  }

  private void live(RandomGenerator random) {
    beginAnew();
    BinlogModel model = new BinlogModel();
    List<Binlog> opened = new ArrayList<>(List.of(open(0)));
    long retained = 0;
    for (int i = 0; i < STEPS; i++) {
      Binlog log = opened.getLast();
      switch (random.nextInt(9)) {
        case 0 -> log.sync();
        case 1 -> opened.add(open(retained));
        case 2 -> {
          retained += random.nextLong(log.lastBlock() - retained + 1);
          log.retain(retained);
        }
        case 3 -> model.verify(log, retained + 1);
        case 4 -> log.markSynced();
        default -> {
          byte[] units = model.nextBlock(random);
          log.append(units, units.length);
          model.appended(units);
        }
      }
    }
    model.verify(opened.getLast(), retained + 1);
    opened.forEach(Binlog::close);
  }

  private static void append(Binlog log, int content) {
    log.append(new byte[] {(byte) content}, 1);
  }

  private static List<Integer> contents(Binlog log, long firstBlock) {
    List<Integer> contents = new ArrayList<>();
    try (BlockReader reader = log.read(firstBlock)) {
      while (reader.next(log.lastBlock())) {
        assertEquals(1, reader.length());
        contents.add((int) reader.units()[reader.from()]);
      }
    }
    return contents;
  }
}
