package io.talus.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Commands on data that is not resident: keys several times larger than the memory budget, and
 * collections of a million members, each with a uniform and a Zipf distribution; and the latencies
 * while the server writes and compacts.
 *
 * <p>redis-server, which holds everything in memory, is the reference here too. The data stays
 * between the measurements. Not resident does not mean that the disk has to be read: the machine
 * has memory enough for the files, and they are brought into the {@link FileCache} before each
 * measurement. So the table compares servers, not disks.
 */
final class SecondTable {
  private static final int[] PIPELINES = {1, 16};
  private static final int LOAD_PIPELINE = 64;
  private static final long NO_LIMIT = Long.MAX_VALUE / 2;
  private static final Duration LOAD_LIMIT = Duration.ofHours(1);

  /** With this much data redis-server rewrites its append-only file for a minute or two. */
  private static final Duration REST_LIMIT = Duration.ofMinutes(5);

  private static final int RANGE_LENGTH = 100;
  private static final int SEED = 20_250;

  /** Brings in what a cache would hold, and has Java compile what a command needs on its way. */
  private static final Duration WARM_UP = Duration.ofSeconds(4);

  private static final Duration LATENCY_TIME = Duration.ofSeconds(30);
  private static final double LATENCY_SHARE = 0.999;
  private static final double LATENCY_TARGET_MILLIS = 100;

  private final BenchOptions options;
  private final List<Contestant> contestants;
  private final RatioTable table;
  private final PrintStream out;
  private boolean latencyMissed;

  /**
   * Another one for each round of each row, the same for both: or what a row has written would be
   * what the next one reads, and lie in memory.
   */
  private int seed = SEED;

  SecondTable(
      BenchOptions options, List<Contestant> contestants, RatioTable table, PrintStream out) {
    this.options = options;
    this.contestants = contestants;
    this.table = table;
    this.out = out;
  }

  /** Whether latencies and ratios were as wanted. */
  boolean run() throws IOException, InterruptedException {
    for (Contestant contestant : contestants) {
      load(contestant);
    }
    for (int pipeline : PIPELINES) {
      String mode = pipeline == 1 ? "without pipelining" : "with " + pipeline + " at once";
      for (boolean zipf : new boolean[] {false, true}) {
        String distribution = zipf ? ", Zipf, " : ", uniform, ";
        part("many keys" + distribution + mode, ColdWorkload.onKeys(), pipeline, zipf);
        part(
            "large collections" + distribution + mode,
            ColdWorkload.onCollections(),
            pipeline,
            zipf);
      }
    }
    out.printf("%nlatencies while the server writes and compacts%n");
    for (Contestant contestant : contestants) {
      latencies(contestant);
    }
    return table.below() == 0 && !latencyMissed;
  }

  private void load(Contestant contestant) throws IOException, InterruptedException {
    long start = System.nanoTime();
    for (ColdWorkload load : ColdWorkload.loads()) {
      int count = range(load);
      KeyChooser keys = KeyChooser.sequential(count);
      check(
          load.name(),
          generator(contestant, keys, LOAD_PIPELINE, load.template()).run(count, LOAD_LIMIT));
    }
    contestant.awaitSettled(REST_LIMIT);
    long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
    out.printf(
        "loaded %,d keys and 4 x %,d members into %s: %d s%n",
        options.keys(), options.members(), contestant.name(), seconds);
  }

  private void part(String title, List<ColdWorkload> workloads, int pipeline, boolean zipf)
      throws IOException, InterruptedException {
    List<ColdWorkload> wanted =
        workloads.stream().filter(one -> options.wants(one.name())).toList();
    if (!wanted.isEmpty()) {
      table.begin(title);
      for (ColdWorkload workload : wanted) {
        table.row(
            workload.name(),
            options.target(workload.target(pipeline)),
            compare(workload, pipeline, zipf));
      }
    }
  }

  private Map<Contestant, Measurement> compare(ColdWorkload workload, int pipeline, boolean zipf)
      throws IOException, InterruptedException {
    Duration time = Duration.ofSeconds(options.seconds());
    Map<Contestant, List<Measurement>> runs = new LinkedHashMap<>();
    seed++;
    for (Contestant contestant : contestants) {
      runs.put(contestant, new ArrayList<>());
      measure(contestant, workload, pipeline, keys(workload, zipf, seed), WARM_UP);
    }
    for (int round = 0; round < options.rounds(); round++) {
      seed++;
      for (Contestant contestant : round % 2 == 0 ? contestants : contestants.reversed()) {
        KeyChooser keys = keys(workload, zipf, seed);
        runs.getOrDefault(contestant, List.of())
            .add(measure(contestant, workload, pipeline, keys, time));
      }
    }
    Map<Contestant, Measurement> medians = new LinkedHashMap<>();
    runs.forEach(
        (contestant, measurements) -> medians.put(contestant, Measurement.median(measurements)));
    return medians;
  }

  private Measurement measure(
      Contestant contestant, ColdWorkload workload, int pipeline, KeyChooser keys, Duration time)
      throws IOException, InterruptedException {
    for (Contestant other : contestants) {
      table.noteIfBusy(other, other.server().awaitRest(REST_LIMIT), REST_LIMIT);
    }
    FileCache.bringIn(contestant.server().folder());
    long requestsMax = workload.name().equals("RPOP") ? options.members() : NO_LIMIT;
    LoadResult result =
        generator(contestant, keys, pipeline, workload.template()).run(requestsMax, time);
    check(workload.name(), result);
    restoreList(contestant, workload, result.latencies().total());
    table.noteIfBusy(contestant, contestant.awaitSettled(REST_LIMIT), REST_LIMIT);
    return result.measurement();
  }

  /**
   * Gives the list its length back, so that pushes do not make it ever longer, and pops never find
   * it empty.
   */
  private void restoreList(Contestant contestant, ColdWorkload workload, long requests)
      throws IOException {
    KeyChooser keys = KeyChooser.sequential(options.members());
    switch (workload.name()) {
      case "LPUSH" -> check("LTRIM", generator(contestant, keys, 1, trim()).run(1, LOAD_LIMIT));
      case "RPOP" ->
          check(
              "RPUSH",
              generator(contestant, keys, LOAD_PIPELINE, ColdWorkload.push())
                  .run(requests, LOAD_LIMIT));
      default -> {}
    }
  }

  private RequestTemplate trim() {
    return RequestTemplate.of("LTRIM", "biglist", "0", Integer.toString(options.members() - 1));
  }

  private void latencies(Contestant contestant) throws IOException, InterruptedException {
    RequestTemplate set = ColdWorkload.onKeys().get(0).template();
    RequestTemplate get = ColdWorkload.onKeys().get(1).template();
    KeyChooser keys = KeyChooser.uniform(options.keys(), SEED);
    IdleLoop idle = IdleLoop.start();
    LoadResult result = generator(contestant, keys, 1, set, get).run(NO_LIMIT, LATENCY_TIME);
    DurationHistogram overshoot = idle.end();
    double more = result.latencies().millis(LATENCY_SHARE) - overshoot.millis(LATENCY_SHARE);
    latencyMissed |= more > LATENCY_TARGET_MILLIS;
    print(contestant.name(), result.rps(), result.latencies());
    print("  idle loop", 0, overshoot);
    String mark = more > LATENCY_TARGET_MILLIS ? " > " + LATENCY_TARGET_MILLIS : "";
    out.printf(Locale.ROOT, "  more at 99.9: %.3f ms%s%n", more, mark);
  }

  private void print(String name, double rps, DurationHistogram latencies) {
    out.printf(
        Locale.ROOT,
        "%-16s %10.0f/s  p50 %.3f  p99 %.3f  p99.9 %.3f  max %.3f ms%n",
        name,
        rps,
        latencies.millis(0.5),
        latencies.millis(0.99),
        latencies.millis(LATENCY_SHARE),
        latencies.millisMax());
  }

  private static LoadGenerator generator(
      Contestant contestant, KeyChooser keys, int pipeline, RequestTemplate... templates) {
    return new LoadGenerator(contestant.server().port(), keys, pipeline, templates);
  }

  private KeyChooser keys(ColdWorkload workload, boolean zipf, long seed) {
    return zipf ? new ZipfKeys(range(workload), seed) : KeyChooser.uniform(range(workload), seed);
  }

  private int range(ColdWorkload workload) {
    return switch (workload.range()) {
      case KEYS -> options.keys();
      case MEMBERS -> options.members();
      case STARTS -> options.members() - RANGE_LENGTH;
    };
  }

  private static void check(String name, LoadResult result) throws IOException {
    if (result.errors() > 0) {
      throw new IOException(name + ": " + result.errors() + " replies were errors");
    }
  }
}
