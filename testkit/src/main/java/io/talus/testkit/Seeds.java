package io.talus.testkit;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.function.ThrowingConsumer;

/** Runs a random test with several seeds; a failure names the one to replay it with. */
public final class Seeds {
  /** Set this property to a seed to run it alone. */
  public static final String REPLAY = "talus.seed";

  private static final RandomGeneratorFactory<RandomGenerator> ALGORITHM =
      RandomGeneratorFactory.of("Xoshiro256PlusPlus");

  private Seeds() {}

  public static void each(int count, ThrowingConsumer<RandomGenerator> test) {
    Long replay = Long.getLong(REPLAY);
    if (replay != null) {
      run(replay, test);
      return;
    }
    for (long seed = 1; seed <= count; seed++) {
      run(seed, test);
    }
  }

  /** A generator for a test in which chance plays no part. */
  public static RandomGenerator first() {
    return ALGORITHM.create(1);
  }

  /** What a test with this seed draws from. */
  public static RandomGenerator of(long seed) {
    return ALGORITHM.create(seed);
  }

  private static void run(long seed, ThrowingConsumer<RandomGenerator> test) {
    try {
      test.accept(of(seed));
    } catch (Throwable failure) {
      throw new AssertionError("replay with -D" + REPLAY + "=" + seed, failure);
    }
  }
}
