package io.talus.adapters.memory.structure;

import java.util.Random;
import org.junit.jupiter.api.function.ThrowingConsumer;

/** Runs a random test with a few seeds; a failure names the one to replay it with. */
final class Seeds {
  private static final int COUNT = 20;

  private Seeds() {}

  static void each(ThrowingConsumer<Random> test) {
    for (long seed = 1; seed <= COUNT; seed++) {
      try {
        test.accept(new Random(seed));
      } catch (Throwable failure) {
        throw new AssertionError("seed: " + seed, failure);
      }
    }
  }
}
