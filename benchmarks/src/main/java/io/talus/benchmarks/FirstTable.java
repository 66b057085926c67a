package io.talus.benchmarks;

import io.talus.testkit.process.RunningServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Commands on resident data, measured with redis-benchmark.
 *
 * <p>All servers run the whole time, but only one is busy: before a measurement every server is
 * empty and rests. Each server gets a warm-up for each command, which also tells how many requests
 * fill the wanted time. Rounds alternate between the servers, and who is first, so that a machine
 * that grows slower or faster does it to all.
 */
final class FirstTable {
  private static final int[] PIPELINES = {1, 16};
  private static final int PROBE_REQUESTS = 20_000;

  /** Of each command; with pipelining as many as take about the same time. */
  private static final int WARM_UP_REQUESTS = 100_000;

  private static final int WARM_UP_REQUESTS_PIPELINED = 800_000;

  private static final int FILL_PIPELINE = 64;
  private static final Duration REST_LIMIT = Duration.ofSeconds(20);
  private static final List<String> FLUSHALL = List.of("FLUSHALL");

  private final BenchOptions options;
  private final List<Contestant> contestants;
  private final RatioTable table;

  FirstTable(BenchOptions options, List<Contestant> contestants, RatioTable table) {
    this.options = options;
    this.contestants = contestants;
    this.table = table;
  }

  void run() throws IOException, InterruptedException {
    warmUp();
    for (int pipeline : PIPELINES) {
      table.begin(pipeline == 1 ? "without pipelining" : "with -P " + pipeline);
      for (Workload workload : wanted()) {
        table.row(workload.name(), options.target(target(pipeline)), compare(workload, pipeline));
      }
    }
  }

  /**
   * Every server runs every command that is to be measured for a while: a JVM compiles what it
   * runs, in the background, and the first row would else be measured meanwhile.
   */
  private void warmUp() throws IOException, InterruptedException {
    for (Contestant contestant : contestants) {
      for (Workload workload : wanted()) {
        for (int pipeline : PIPELINES) {
          measure(
              contestant,
              workload,
              pipeline,
              pipeline == 1 ? WARM_UP_REQUESTS : WARM_UP_REQUESTS_PIPELINED);
        }
      }
    }
  }

  private List<Workload> wanted() {
    return Workload.firstTable().stream().filter(one -> options.wants(one.name())).toList();
  }

  private static double target(int pipeline) {
    return pipeline == 1 ? 0.9 : 0.8;
  }

  private Map<Contestant, Measurement> compare(Workload workload, int pipeline)
      throws IOException, InterruptedException {
    Map<Contestant, Integer> requests = new LinkedHashMap<>();
    Map<Contestant, List<Measurement>> runs = new LinkedHashMap<>();
    for (Contestant contestant : contestants) {
      requests.put(contestant, calibrate(contestant, workload, pipeline));
      runs.put(contestant, new ArrayList<>());
    }
    for (int round = 0; round < options.rounds(); round++) {
      for (Contestant contestant : round % 2 == 0 ? contestants : contestants.reversed()) {
        int count = requests.getOrDefault(contestant, PROBE_REQUESTS);
        runs.getOrDefault(contestant, List.of())
            .add(measure(contestant, workload, pipeline, count));
      }
    }
    Map<Contestant, Measurement> medians = new LinkedHashMap<>();
    runs.forEach(
        (contestant, measurements) -> medians.put(contestant, Measurement.median(measurements)));
    return medians;
  }

  /** Warms the server up; the number of requests that it handles in the wanted time. */
  private int calibrate(Contestant contestant, Workload workload, int pipeline)
      throws IOException, InterruptedException {
    double first = measure(contestant, workload, pipeline, PROBE_REQUESTS).rps();
    double warm = measure(contestant, workload, pipeline, requests(first)).rps();
    return requests(warm);
  }

  private int requests(double rps) {
    return Math.max(PROBE_REQUESTS, (int) (rps * options.seconds()));
  }

  private Measurement measure(Contestant contestant, Workload workload, int pipeline, int requests)
      throws IOException, InterruptedException {
    RunningServer server = contestant.server();
    if (workload.fill().isPresent()) {
      RedisBenchmark.run(
          server, workload.fill().get(), workload.fillOf().requests(requests), FILL_PIPELINE);
    }
    awaitRest();
    Measurement measurement = RedisBenchmark.run(server, workload.words(), requests, pipeline);
    RedisBenchmark.run(server, FLUSHALL, 1, 1);
    table.noteIfBusy(contestant, contestant.awaitSettled(REST_LIMIT), REST_LIMIT);
    return measurement;
  }

  private void awaitRest() throws IOException, InterruptedException {
    for (Contestant contestant : contestants) {
      table.noteIfBusy(contestant, contestant.server().awaitRest(REST_LIMIT), REST_LIMIT);
    }
  }
}
