package io.talus.commands.differential;

import static org.junit.jupiter.api.Assertions.fail;

import io.talus.application.embed.Talus;
import io.talus.bootstrap.DiskTalus;
import io.talus.testkit.Seeds;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Talus on RocksDB answers as Talus in memory does, although hardly a key has room in memory, and a
 * collection of more than three elements counts as large: so keys go in and out of residence all
 * the time, and collections are served in place. {@code -Dtalus.seed=N} replays one seed.
 */
final class TieredDifferentialTest {
  private static final int CALLS = 2_000;
  private static final int SEEDS = 4;
  private static final int LONG_CALLS = 20_000;
  private static final int LONG_SEEDS = 40;

  /** Each opens a store: so many take a minute. */
  private static final int SHORTER_TRACES_MAX = 200;

  @TempDir private Path folder;
  private int opened;

  @ParameterizedTest
  @MethodSource("seeds")
  void repliesDoNotDependOnWhereTheDataIs(long seed) {
    compare(seed, CALLS);
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("manySeeds")
  void repliesDoNotDependOnWhereTheDataIsForLong(long seed) {
    compare(seed, LONG_CALLS);
  }

  static LongStream seeds() {
    return seeds(1, SEEDS);
  }

  static LongStream manySeeds() {
    return seeds(1 + SEEDS, SEEDS + LONG_SEEDS);
  }

  private static LongStream seeds(long first, long last) {
    Long chosen = Long.getLong(Seeds.REPLAY);
    return chosen == null ? LongStream.rangeClosed(first, last) : LongStream.of(chosen);
  }

  private void compare(long seed, int count) {
    List<Call> calls =
        new CommandGenerator(Templates.load(), new SplittableRandom(seed)).calls(count);
    try (Endpoint memory = new EmbeddedEndpoint(2)) {
      Duel duel = new Duel(memory, () -> new EmbeddedEndpoint(openTiny(), 2));
      duel.fight(calls).ifPresent(difference -> report(seed, duel, calls, difference));
    }
  }

  private Talus openTiny() {
    return DiskTalus.open(
        folder.resolve("data" + opened++),
        "--table-slots",
        "4",
        "--large-collection",
        "3",
        "--resident-limit",
        "2kb",
        "--memory-budget",
        "256mb",
        "--databases",
        "2");
  }

  private static void report(long seed, Duel duel, List<Call> calls, Duel.Difference difference) {
    List<Call> failing = calls.subList(0, difference.index() + 1);
    List<Call> shortest =
        new Shrinker(trace -> duel.fight(trace).isPresent(), SHORTER_TRACES_MAX).shrink(failing);
    Duel.Difference last = duel.fight(shortest).orElse(difference);
    fail(
        "seed %d, call %d; the shortest trace found:%n%s%nin memory: %s%non disk: %s"
            .formatted(
                seed,
                difference.index(),
                shortest.stream().map(Call::toString).collect(Collectors.joining("\n")),
                last.expected(),
                last.actual()));
  }
}
