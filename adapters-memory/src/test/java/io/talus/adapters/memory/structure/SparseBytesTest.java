package io.talus.adapters.memory.structure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.testkit.Seeds;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class SparseBytesTest {
  private static final int SEEDS = 20;
  private final SparseBytes bytes = new SparseBytes();

  @Test
  void behavesAsOneArray() {
    Seeds.each(SEEDS, SparseBytesTest::compareWithArray);
  }

  private static void compareWithArray(RandomGenerator random) {
    SparseBytes bytes = new SparseBytes();
    byte[] model = new byte[200_000];
    for (int i = 0; i < 50; i++) {
      byte[] patch = new byte[random.nextInt(random.nextBoolean() ? 40_000 : 20)];
      random.nextBytes(patch);
      int offset = random.nextInt(model.length - patch.length);
      System.arraycopy(patch, 0, model, offset, patch.length);
      bytes.write(offset, patch);
      int from = random.nextInt(model.length);
      int to = from + random.nextInt(model.length - from);
      assertArrayEquals(Arrays.copyOfRange(model, from, to), bytes.read(from, to));
    }
    assertArrayEquals(model, bytes.read(0, model.length));
  }

  @Test
  void whatWasNeverWrittenTakesNoMemory() {
    bytes.write(100_000_000, new byte[] {1});

    assertTrue(bytes.sizeBytes() < 100_000, "bytes: " + bytes.sizeBytes());
    assertArrayEquals(new byte[] {0, 1, 0}, bytes.read(99_999_999, 100_000_002));
  }

  @Test
  void whatWasWrittenIsACopy() {
    byte[] patch = {1};
    bytes.write(0, patch);

    patch[0] = 2;

    assertArrayEquals(new byte[] {1}, bytes.read(0, 1));
  }
}
