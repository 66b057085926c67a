package io.talus.commands.differential;

import static org.junit.jupiter.api.Assertions.fail;

import io.talus.testkit.Seeds;
import io.talus.testkit.process.RunningServer;
import io.talus.testkit.process.ServerCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Talus answers as redis-server does. {@code -Dtalus.seed=N} replays one seed; an even seed speaks
 * RESP2, an odd one RESP3.
 */
final class DifferentialTest {
  private static final int CALLS = 5_000;
  private static final int SEEDS = 4;
  private static final int LONG_CALLS = 50_000;
  private static final int LONG_SEEDS = 40;

  /** Redis looks so often whether a client has been blocked for long enough; else ten times. */
  private static final String TICKS_PER_SECOND = "500";

  private static RunningServer redis;

  @BeforeAll
  static void startRedis(@TempDir Path dir) throws IOException, InterruptedException {
    ServerCommand command = ServerCommand.redis("--save", "", "--hz", TICKS_PER_SECOND);
    redis = RunningServer.start(command, dir.resolve("redis.log"));
  }

  @AfterAll
  static void stopRedis() throws IOException {
    redis.close();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void repliesAreThoseOfRedis(long seed) {
    compare(seed, CALLS);
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("manySeeds")
  void repliesAreThoseOfRedisForLong(long seed) {
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

  private static void compare(long seed, int count) {
    int protocol = seed % 2 == 0 ? 2 : 3;
    List<Call> calls =
        new CommandGenerator(Templates.load(), new SplittableRandom(seed)).calls(count);
    try (Endpoint endpoint = new RespEndpoint(redis.port(), protocol)) {
      Duel duel = new Duel(endpoint, () -> new EmbeddedEndpoint(protocol));
      duel.fight(calls).ifPresent(difference -> report(seed, duel, calls, difference));
    }
  }

  private static void report(long seed, Duel duel, List<Call> calls, Duel.Difference difference) {
    List<Call> failing = calls.subList(0, difference.index() + 1);
    List<Call> shortest = new Shrinker(trace -> duel.fight(trace).isPresent()).shrink(failing);
    Duel.Difference last = duel.fight(shortest).orElse(difference);
    fail(
        "seed %d, call %d; the shortest trace found:%n%s%nredis: %s%ntalus: %s"
            .formatted(
                seed,
                difference.index(),
                shortest.stream().map(Call::toString).collect(Collectors.joining("\n")),
                last.expected(),
                last.actual()));
  }
}
