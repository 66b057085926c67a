package io.talus.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * How long a SET of a quorum table takes, beside the fsync that it waits for on two nodes, measured
 * alone on the same disk. Three nodes on one disk sync beside each other, which they do not where
 * each has its own.
 */
final class SyncLatency {
  /** About what a SET adds to the log. */
  private static final int RECORD_BYTES = 200;

  private static final int FEW_CONNECTIONS = 1;

  private final Duration time;
  private final ClusterRuns runs;
  private final PrintStream out;

  SyncLatency(BenchOptions options, ClusterRuns runs, PrintStream out) {
    this.time = Duration.ofSeconds((long) options.rounds() * options.seconds());
    this.runs = runs;
    this.out = out;
  }

  void measure(MeasuredCluster cluster) throws IOException, InterruptedException {
    out.printf("%nlatencies of a quorum's SET, in milliseconds%n");
    out.printf("%-24s%10s%10s%10s%10s%n", "", "p50", "p99", "p99.9", "max");
    runs.awaitRest();
    row("fsync alone", fsync(cluster.folder()));
    ClusterLoad set = ClusterLoad.named("SET");
    Way direct = Way.direct(cluster);
    for (int clients : new int[] {FEW_CONNECTIONS, LoadGenerator.CONNECTIONS}) {
      LoadResult result = runs.run(direct, set, clients, 1, time);
      row("SET, clients: " + clients, result.latencies());
    }
  }

  private DurationHistogram fsync(Path folder) throws IOException {
    DurationHistogram latencies = new DurationHistogram();
    Path file = Files.createTempFile(folder, "fsync", "");
    ByteBuffer record = ByteBuffer.allocateDirect(RECORD_BYTES);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      long begun = System.nanoTime();
      long start = begun;
      while (start - begun < time.toNanos()) {
        channel.write(record.clear());
        channel.force(false);
        long end = System.nanoTime();
        latencies.record(end - start, 1);
        start = end;
      }
    }
    Files.delete(file);
    return latencies;
  }

  private void row(String name, DurationHistogram latencies) {
    out.printf(
        "%-24s%10.2f%10.2f%10.2f%10.2f%n",
        name,
        latencies.millis(0.5),
        latencies.millis(0.99),
        latencies.millis(0.999),
        latencies.millisMax());
  }
}
