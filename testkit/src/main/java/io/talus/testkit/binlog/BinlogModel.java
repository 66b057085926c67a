package io.talus.testkit.binlog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.port.Binlog;
import io.talus.application.port.Binlog.BlockReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** What a log has to hold: every block appended so far, and how far it was synced. */
public final class BinlogModel {
  private static final int BLOCK_BYTES_MAX = 3000;

  private final List<byte[]> blocks = new ArrayList<>();
  private int synced;

  /** The units of a block that is to be appended. */
  public byte[] nextBlock(RandomGenerator random) {
    byte[] units = new byte[1 + random.nextInt(BLOCK_BYTES_MAX)];
    random.nextBytes(units);
    return units;
  }

  /** The block is in the log. */
  public void appended(byte[] units) {
    blocks.add(units);
  }

  /** Everything appended is synced. */
  public void synced() {
    synced = blocks.size();
  }

  public int size() {
    return blocks.size();
  }

  /** After a crash: at least what was synced is there, and nothing that was not appended. */
  public void verifyAfterCrash(Binlog log) {
    assertTrue(log.lastBlock() >= synced, () -> "synced " + synced + ", found " + log.lastBlock());
    assertTrue(log.lastBlock() <= blocks.size(), "more than was appended");
    blocks.subList((int) log.lastBlock(), blocks.size()).clear();
    verify(log, 1);
    synced();
  }

  /** The log holds everything from this block on. */
  public void verify(Binlog log, long firstBlock) {
    assertEquals(blocks.size(), log.lastBlock());
    try (BlockReader reader = log.read(firstBlock)) {
      long expected = firstBlock;
      while (reader.next(log.lastBlock())) {
        byte[] units =
            Arrays.copyOfRange(reader.units(), reader.from(), reader.from() + reader.length());
        assertEquals(expected, reader.block());
        assertArrayEquals(blocks.get((int) expected - 1), units);
        expected++;
      }
      assertEquals(log.lastBlock() + 1, expected);
    }
  }
}
