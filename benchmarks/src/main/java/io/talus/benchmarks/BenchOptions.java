package io.talus.benchmarks;

import io.talus.testkit.process.ServerCommand;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the command line of a comparison asks for.
 *
 * @param subject the server that is compared with redis-server
 * @param kvrocks Kvrocks, if it is to be measured as well
 * @param second whether to print the second table, on data that is not resident
 * @param rounds how often each measurement is made; the median counts
 * @param seconds how long each measurement lasts
 * @param only the names of the commands to measure; empty for all
 * @param keys how many keys the second table is spread over
 * @param members how many members its collections have
 * @param memoryBudget what Talus may use in the second table, in Redis's notation
 */
record BenchOptions(
    ServerCommand subject,
    Optional<ServerCommand> kvrocks,
    boolean second,
    int rounds,
    int seconds,
    Set<String> only,
    int keys,
    int members,
    String memoryBudget) {

  static final String USAGE =
      """
      usage: talus bench [options]
             talus bench --micro [pattern]   the small benchmarks (JMH), or those that match
        --table first|second  commands on resident data, or on data that is not (first)
        --rounds N            measurements of each, of which the median counts (3)
        --seconds S           length of each measurement (4)
        --only SET,GET        these commands only
        --server redis        compare redis-server with itself, which shows the noise
        --kvrocks PATH        measure this Kvrocks as well
      for the second table:
        --keys N              keys of 100 bytes (8000000)
        --members N           members of each collection (1000000)
        --memory-budget SIZE  what Talus may use (256mb)
      """;

  static BenchOptions parse(String[] args, Path root) {
    Deque<String> rest = new ArrayDeque<>(List.of(args));
    Builder options = new Builder();
    while (!rest.isEmpty()) {
      options.take(rest.pop(), rest);
    }
    return options.build(root);
  }

  boolean wants(String command) {
    return only.isEmpty() || only.contains(command);
  }

  private static final class Builder {
    private boolean redis;
    private Optional<ServerCommand> kvrocks = Optional.empty();
    private boolean second;
    private int rounds = 3;
    private int seconds = 4;
    private Set<String> only = Set.of();
    private int keys = 8_000_000;
    private int members = 1_000_000;
    private String memoryBudget = "256mb";

    private void take(String word, Deque<String> rest) {
      if (rest.isEmpty()) {
        throw new IllegalArgumentException(word + " needs a value, or is unknown");
      }
      String value = rest.pop();
      switch (word) {
        case "--table" -> second = oneOf(word, value, "second", "first");
        case "--server" -> redis = oneOf(word, value, "redis", "talus");
        case "--kvrocks" -> kvrocks = Optional.of(Contestants.kvrocks(value));
        case "--rounds" -> rounds = Integer.parseInt(value);
        case "--seconds" -> seconds = Integer.parseInt(value);
        case "--only" -> only = names(value);
        case "--keys" -> keys = Integer.parseInt(value);
        case "--members" -> members = Integer.parseInt(value);
        case "--memory-budget" -> memoryBudget = value;
        default -> throw new IllegalArgumentException("unknown option: " + word);
      }
    }

    private static boolean oneOf(String word, String value, String chosen, String other) {
      if (!value.equals(chosen) && !value.equals(other)) {
        throw new IllegalArgumentException(
            word + ": " + value + " (expected: " + other + " or " + chosen + ")");
      }
      return value.equals(chosen);
    }

    private static Set<String> names(String list) {
      return Stream.of(list.split(",", -1))
          .map(name -> name.toUpperCase(Locale.ROOT))
          .collect(Collectors.toSet());
    }

    private BenchOptions build(Path root) {
      ServerCommand subject =
          redis
              ? Contestants.redis()
              : second
                  ? Contestants.talus(root, "--memory-budget", memoryBudget)
                  : Contestants.talus(root);
      return new BenchOptions(
          subject, kvrocks, second, rounds, seconds, only, keys, members, memoryBudget);
    }
  }
}
