package io.talus.application.reads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.domain.bytes.Bytes;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DoorkeeperTest {
  /** Room for the reads of four thousand keys. */
  private static final long SHARE = 1 << 20;

  private boolean full = true;
  private final Doorkeeper doorkeeper = new Doorkeeper(SHARE, () -> full);

  @Test
  void keysComeInWhileThereIsRoom() {
    full = false;
    assertEquals(1000, admitted(0, 1000));
  }

  @Test
  void aKeyComesInWhenItIsReadAgainSoon() {
    assertFalse(doorkeeper.admits(key(1)));
    assertEquals(0, admitted(2, 100));
    assertTrue(doorkeeper.admits(key(1)));
  }

  @Test
  void mostKeysThatAreReadAgainSoonComeIn() {
    admitted(0, 1000);
    assertTrue(admitted(0, 1000) > 700, "too few are remembered");
  }

  @Test
  void readsLongAgoAreForgotten() {
    admitted(0, 50_000);
    assertTrue(admitted(0, 1000) < 10, "too many are remembered");
  }

  @Test
  void keysReadForTheFirstTimeHardlyEverComeIn() {
    assertTrue(admitted(0, 50_000) < 10, "too many are taken for others");
  }

  private long admitted(int from, int count) {
    return IntStream.range(from, from + count).filter(i -> doorkeeper.admits(key(i))).count();
  }

  private static Bytes key(int number) {
    return Bytes.of("key:" + number);
  }
}
