package io.talus.benchmarks;

import io.talus.testkit.process.ProcessTree;
import io.talus.testkit.process.RunningServer;
import io.talus.testkit.process.ServerCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ranks in a large sorted set beside the same in a small one, of one server: once both are
 * resident, once both stay in the store. What is linear in the size of the set would take a
 * thousand times as long; what goes down a tree, hardly longer.
 */
final class RankTable {
  private static final int SMALL = 1000;

  /** The number of the first member: loading gives the member {@code k + 99} the score k. */
  private static final int MEMBERS_FROM = 99;

  private static final int LOAD_PIPELINE = 64;
  private static final int SEED = 41;
  private static final Duration LOAD_LIMIT = Duration.ofHours(1);
  private static final Duration REST_LIMIT = Duration.ofSeconds(60);
  private static final long NO_LIMIT = Long.MAX_VALUE / 2;

  /** A tree of a million has twice the levels of one of a thousand, and fits no cache. */
  private static final double TARGET = 0.3;

  /** Collections of up to so many elements are resident: all of them, or not even the small one. */
  private static final int RESIDENT_LIMIT = 100_000_000;

  private static final int IN_PLACE_LIMIT = 100;

  private final BenchOptions options;
  private final RatioTable table;
  private final Path logs;

  RankTable(BenchOptions options, RatioTable table, Path logs) {
    this.options = options;
    this.table = table;
    this.logs = logs;
  }

  /** A command on a sorted set, and over how many numbers it is spread. */
  private record Query(String name, List<String> words) {
    RequestTemplate on(String key) {
      List<String> command = new ArrayList<>(words);
      command.add(1, key);
      return RequestTemplate.of(command.toArray(String[]::new));
    }
  }

  private static final List<Query> QUERIES =
      List.of(
          new Query("ZRANK", List.of("ZRANK", "member:{k}")),
          new Query("ZREVRANK", List.of("ZREVRANK", "member:{k}")),
          new Query("ZCOUNT", List.of("ZCOUNT", "-inf", "{k}")),
          new Query("ZRANGE", List.of("ZRANGE", "{k}", "{k+99}")),
          new Query("ZREVRANGE", List.of("ZREVRANGE", "{k}", "{k+99}")),
          new Query("ZADD", List.of("ZADD", "{k}", "member:{k+99}")));

  void run() throws IOException, InterruptedException {
    measure(true);
    measure(false);
  }

  private void measure(boolean resident) throws IOException, InterruptedException {
    Path dir = Files.createTempDirectory("talus-ranks");
    Path log = logs.resolve("ranks.log");
    ServerCommand command =
        options
            .subject()
            .with(
                "--large-collection", Integer.toString(resident ? RESIDENT_LIMIT : IN_PLACE_LIMIT));
    try {
      try (RunningServer server = RunningServer.startOn(dir, command, log)) {
        load(server, SMALL);
        load(server, options.members());
        if (resident) {
          compareAll(server, resident);
        }
      }
      // What was written is resident until it is evicted, or the server is started again.
      if (!resident) {
        try (RunningServer server = RunningServer.startOn(dir, command, log)) {
          compareAll(server, resident);
        }
      }
    } finally {
      ProcessTree.sweep(dir);
    }
  }

  private void compareAll(RunningServer server, boolean resident)
      throws IOException, InterruptedException {
    table.begin("ranks, %s".formatted(resident ? "resident" : "in the store"));
    for (Query query : QUERIES) {
      if (options.wants(query.name())) {
        table.row(query.name(), TARGET, compare(server, query));
      }
    }
  }

  private static String key(int members) {
    return "ranks:" + members;
  }

  private static void load(RunningServer server, int members)
      throws IOException, InterruptedException {
    RequestTemplate add = new Query("", List.of("ZADD", "{k}", "member:{k+99}")).on(key(members));
    check(
        "ZADD",
        new LoadGenerator(server.port(), KeyChooser.sequential(members), LOAD_PIPELINE, add)
            .run(members, LOAD_LIMIT));
    server.awaitRest(Contestant.LATER, REST_LIMIT);
  }

  private Map<Contestant, Measurement> compare(RunningServer server, Query query)
      throws IOException, InterruptedException {
    Map<Contestant, List<Measurement>> runs = new LinkedHashMap<>();
    for (int members : new int[] {SMALL, options.members()}) {
      run(server, query, members, SEED);
      runs.put(
          new Contestant("%,d members".formatted(members), server, Contestant.LATER),
          new ArrayList<>());
    }
    for (int round = 1; round <= options.rounds(); round++) {
      int members = SMALL;
      for (List<Measurement> measured : runs.values()) {
        measured.add(run(server, query, members, SEED + round));
        members = options.members();
      }
    }
    Map<Contestant, Measurement> medians = new LinkedHashMap<>();
    runs.forEach((one, measured) -> medians.put(one, Measurement.median(measured)));
    return medians;
  }

  private Measurement run(RunningServer server, Query query, int members, long seed)
      throws IOException, InterruptedException {
    if (!server.awaitRest(REST_LIMIT)) {
      table.note("still busy after " + REST_LIMIT.toSeconds() + " s");
    }
    KeyChooser places = KeyChooser.uniform(members - MEMBERS_FROM, seed);
    KeyChooser keys = () -> MEMBERS_FROM + places.next();
    LoadResult result =
        new LoadGenerator(server.port(), keys, 1, query.on(key(members)))
            .run(NO_LIMIT, Duration.ofSeconds(options.seconds()));
    check(query.name(), result);
    return result.measurement();
  }

  private static void check(String name, LoadResult result) throws IOException {
    if (result.errors() > 0) {
      throw new IOException(name + ": " + result.errors() + " replies were errors");
    }
  }
}
