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
 * @param before the working tree of an earlier Talus, which then stands in redis-server's place
 * @param kvrocks Kvrocks, if it is to be measured as well
 * @param table which table to print
 * @param rounds how often each measurement is made; the median counts
 * @param seconds how long each measurement lasts
 * @param only the names of the commands to measure; empty for all
 * @param keys how many keys the second table is spread over
 * @param members how many members its collections have
 * @param memoryBudget what Talus may use in the second table, in Redis's notation
 */
record BenchOptions(
    ServerCommand subject,
    Optional<ServerCommand> before,
    Optional<ServerCommand> kvrocks,
    Table table,
    int rounds,
    int seconds,
    Set<String> only,
    int keys,
    int members,
    String memoryBudget) {

  /** What is compared with what. */
  enum Table {
    /** Commands on resident data, with redis-server. */
    FIRST,
    /** Commands on data that is not resident, with redis-server. */
    SECOND,
    /** Ranks in large sorted sets, with small ones. */
    RANKS,
    /** Commands that take whole collections which are not resident, with redis-server. */
    COLLECTIONS,
    /** Three nodes, with one alone and with a redis-server that has a replica. */
    CLUSTER;

    private static Table named(String name) {
      for (Table table : values()) {
        if (table.name().equalsIgnoreCase(name)) {
          return table;
        }
      }
      throw new IllegalArgumentException(
          "--table: " + name + " (expected: first, second, ranks, collections or cluster)");
    }
  }

  static final String USAGE =
      """
      usage: talus bench [options]
             talus bench --micro [pattern]   the small benchmarks (JMH), or those that match
        --table first         commands on resident data (this is what no option means)
        --table second        commands on data that is not resident
        --table ranks         ranks in a large sorted set beside those in a small one
        --table collections   commands that take whole collections which are not resident
        --table cluster       three nodes on this machine: speed, cost of forwarding, latency, idle cost;
                              it says what is wanted, and demands nothing
        --rounds N            measurements of each, of which the median counts (3)
        --seconds S           length of each measurement (4)
        --only SET,GET        these commands only; in the table of a cluster FORWARDING,
                              LATENCY and IDLE, too
        --server redis        compare redis-server with itself, which shows the noise
        --before DIR          compare with the Talus of this working tree, not with redis-server:
                              wanted are .97 of its speed in the first table, .90 in the second
        --kvrocks PATH        measure this Kvrocks as well
      for the second table and those of ranks and collections:
        --members N           members of each collection (1000000; 300000 in the last)
      for the second table:
        --keys N              keys of 100 bytes (32000000)
        --memory-budget SIZE  what Talus may use (1gb), also in the table of collections (2gb), and
                              each node in that of a cluster (512mb)
      """;

  static BenchOptions parse(String[] args, Path root) {
    Deque<String> rest = new ArrayDeque<>(List.of(args));
    Builder options = new Builder();
    while (!rest.isEmpty()) {
      options.take(rest.pop(), rest);
    }
    return options.build(root);
  }

  /** What everything is compared with. */
  ServerCommand reference() {
    return before.orElseGet(Contestants::redis);
  }

  /** What ratio is wanted of a row that is to reach {@code ofRedis} of redis-server. */
  double target(double ofRedis) {
    return before.isEmpty() ? ofRedis : table == Table.FIRST ? 0.97 : 0.9;
  }

  boolean wants(String command) {
    return only.isEmpty() || only.contains(command);
  }

  private static final class Builder {
    private boolean redis;
    private Optional<Path> before = Optional.empty();
    private Optional<ServerCommand> kvrocks = Optional.empty();
    private Table table = Table.FIRST;
    private int rounds = 3;
    private int seconds = 4;
    private Set<String> only = Set.of();
    private int keys = 32_000_000;
    private Optional<Integer> members = Optional.empty();
    private Optional<String> memoryBudget = Optional.empty();

    private void take(String word, Deque<String> rest) {
      if (rest.isEmpty()) {
        throw new IllegalArgumentException(word + " needs a value, or is unknown");
      }
      String value = rest.pop();
      switch (word) {
        case "--table" -> table = Table.named(value);
        case "--server" -> redis = oneOf(word, value, "redis", "talus");
        case "--before" -> before = Optional.of(Path.of(value).toAbsolutePath());
        case "--kvrocks" -> kvrocks = Optional.of(Contestants.kvrocks(value));
        case "--rounds" -> rounds = Integer.parseInt(value);
        case "--seconds" -> seconds = Integer.parseInt(value);
        case "--only" -> only = names(value);
        case "--keys" -> keys = Integer.parseInt(value);
        case "--members" -> members = Optional.of(Integer.parseInt(value));
        case "--memory-budget" -> memoryBudget = Optional.of(value);
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
      boolean isWhole = table == Table.COLLECTIONS;
      String budget = memoryBudget.orElseGet(this::usualBudget);
      return new BenchOptions(
          redis ? Contestants.redis() : talus(root, budget),
          before.map(tree -> new ServerCommand("before", talus(tree, budget).words())),
          kvrocks,
          table,
          rounds,
          seconds,
          only,
          keys,
          members.orElse(isWhole ? 300_000 : 1_000_000),
          budget);
    }

    private String usualBudget() {
      return switch (table) {
        case FIRST, SECOND, RANKS -> "1gb";
        case COLLECTIONS -> "2gb";
        case CLUSTER -> "512mb";
      };
    }

    private ServerCommand talus(Path root, String budget) {
      return switch (table) {
        case FIRST, RANKS -> Contestants.talus(root);
        case SECOND, CLUSTER -> Contestants.talus(root, "--memory-budget", budget);
        case COLLECTIONS ->
            Contestants.talus(root, "--memory-budget", budget, "--resident-limit", "64mb");
      };
    }
  }
}
