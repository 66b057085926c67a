package io.talus.adapters.memory;

import io.talus.application.embed.Talus;
import io.talus.application.embed.ThreadLoop;
import io.talus.application.settings.Settings;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** A Talus that keeps everything in memory, for tests and for programs that want no more. */
public final class MemoryTalus {
  private static final String THREAD = "talus-memory";

  private MemoryTalus() {}

  /** Opens an empty one. */
  public static Talus open() {
    return open(Settings.initial());
  }

  /**
   * Opens an empty one whose chance and time are given.
   *
   * @param seed what chance follows from, in SPOP for example
   * @param clockMillis the time, milliseconds since 1970
   */
  public static Talus open(long seed, LongSupplier clockMillis) {
    return open(
        new ThreadLoop(THREAD, clockMillis), new SplittableRandom(seed), Settings.initial());
  }

  /** Opens an empty one with settings. */
  public static Talus open(Settings settings) {
    return open(new ThreadLoop(THREAD), new SplittableRandom(), settings);
  }

  private static Talus open(ThreadLoop loop, RandomGenerator random, Settings settings) {
    return Talus.inMemory(
        new MemoryResidentTier(), new MemoryTablesRepository(), loop, random, settings);
  }
}
