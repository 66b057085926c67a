package io.talus.product.cluster;

import io.talus.product.node.RespClient;
import io.talus.testkit.process.ClusterProcesses;
import io.talus.testkit.process.NodeProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

/**
 * A node is away while more is written than the logs keep, comes back by snapshots, is killed when
 * some of its slots are installed and others are not, and comes back again. Clients write all the
 * time.
 */
final class Absence {
  private static final int NODES_OTHERS = 2;
  private static final int COMMANDS = 400;
  private static final int FIRST_KEYS = 500;
  private static final int LOOK_MILLIS = 20;
  private static final String WAIT_MILLIS = "10000";

  /** Much longer than anything takes: how long it took decides nothing. */
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /** So slow that what is left takes many minutes. */
  private static final long SLOWEST = 64 << 10;

  /** Of each sender: one more piece, and what may leave at once. */
  private static final long PIECE_BYTES = 300_000;

  /**
   * How it is played.
   *
   * @param quorum whether leaders are elected, so that nothing acknowledged may be missing
   * @param bytes that are written meanwhile; several times what a log keeps
   * @param rate how many bytes of snapshots leave a node in a second, at first
   */
  record Plan(boolean quorum, int slots, long bytes, long rate) {}

  private final ClusterProcesses cluster;
  private final Path base;
  private final Plan plan;
  private final int absent;
  private final List<NodeProcess> others;
  private final LargeValues values = new LargeValues();

  /**
   * Of a cluster that serves.
   *
   * @param base where the folders of its nodes are
   */
  Absence(ClusterProcesses cluster, Path base, Plan plan, SplittableRandom random) {
    this.cluster = cluster;
    this.base = base;
    this.plan = plan;
    this.absent = random.nextInt(cluster.nodes().size());
    this.others = Disaster.without(cluster, Set.of(absent));
  }

  void play(SplittableRandom random) throws Exception {
    writeToAll();
    node().kill();
    try (AsyncLoad load = new AsyncLoad(cluster.nodes(), "away:", random)) {
      new EverySlot(plan.slots).awaitWritable(others, System.nanoTime());
      values.write(others.getFirst(), (int) (plan.bytes / LargeValues.VALUE_CHARS));
      long first = comeBackAndBeKilled(load);
      long second = comeBack(load, first);
      Set<String> missing = stop(load);
      allHoldTheSame(load, missing);
      Complaints.expectNone(cluster);
      System.out.printf(
          "%s: %d slots were installed, it was killed, and %d were installed; %d of %d"
              + " acknowledged are in rollback files%n",
          load, first, second, missing.size(), load.count());
    } catch (Exception | AssertionError failed) {
      throw new AssertionError(plan + "\n" + cluster.lastWords(), failed);
    }
  }

  private NodeProcess node() {
    return cluster.node(absent);
  }

  /**
   * When it returns, all replicas have what was written. While leaders are still spread nobody can
   * tell, and it is written again.
   */
  private void writeToAll() throws IOException {
    values.write(node(), FIRST_KEYS);
    long end = System.nanoTime() + LIMIT.toNanos();
    try (RespClient client = new RespClient(node().port())) {
      long followers = 0;
      while (followers < NODES_OTHERS) {
        if (System.nanoTime() > end) {
          throw new AssertionError("followers: " + followers);
        }
        for (int i = 0; i < plan.slots * plan.slots; i++) {
          client.call("SET", "first" + i, "x");
        }
        followers = client.call("WAIT", Integer.toString(NODES_OTHERS), WAIT_MILLIS).number();
      }
    }
  }

  // ----------------------------------------------------------------------------------------------

  /** Returns how many slots were installed. */
  private long comeBackAndBeKilled(AsyncLoad load) throws Exception {
    rate(plan.rate);
    long begun = System.nanoTime();
    launch();
    await("some slots are installed", () -> installed() >= NODES_OTHERS);
    long sent = Figures.sum(others, "snapshot_bytes_sent");
    expectThrottled(sent, System.nanoTime() - begun);
    rate(SLOWEST);
    load.clients().awaitProgress(COMMANDS);
    observe();
    long installed = installed();
    node().kill();
    if (installed >= plan.slots) {
      throw new AssertionError("all slots were installed before it could be killed");
    }
    await("nothing is sent to it any more", () -> sending() == 0);
    load.clients().awaitProgress(COMMANDS);
    return installed;
  }

  private void expectThrottled(long sent, long nanos) {
    double seconds = (double) nanos / Duration.ofSeconds(1).toNanos();
    double most = NODES_OTHERS * ((seconds + 1) * plan.rate + PIECE_BYTES);
    if (sent > most) {
      throw new AssertionError(
          "%d bytes left in %.1f s (expected: at most %.0f)".formatted(sent, seconds, most));
    }
    System.out.printf(
        "%d bytes left in %.1f s, %d a second may leave each of two nodes%n",
        sent, seconds, plan.rate);
  }

  /** Returns how many slots were installed, which is none of those that were before. */
  private long comeBack(AsyncLoad load, long before) throws Exception {
    rate(0);
    long begun = System.nanoTime();
    launch();
    await(
        "it has all slots",
        () -> {
          Figures own = Figures.of(node());
          return waiting() == 0
              && sending() == 0
              && own.figure("snapshots_receiving") == 0
              && before + own.figure("snapshots_installed") >= plan.slots
              && own.figure("slots_led") + own.figure("slots_followed") == plan.slots;
        });
    System.out.printf(
        "the rest came in %.1f s, with the start of the node%n",
        (System.nanoTime() - begun) / (double) Duration.ofSeconds(1).toNanos());
    load.clients().awaitProgress(COMMANDS);
    long after = installed();
    if (before + after > plan.slots) {
      throw new AssertionError(
          "%d slots were installed, and then %d (expected: %d together)"
              .formatted(before, after, plan.slots));
    }
    return after;
  }

  private void launch() throws Exception {
    node().launch();
    node().awaitStart();
  }

  private void rate(long bytesPerSecond) throws IOException {
    for (NodeProcess other : others) {
      try (RespClient client = new RespClient(other.port())) {
        String answer =
            client
                .call("CONFIG", "SET", "cluster-snapshot-rate", Long.toString(bytesPerSecond))
                .text();
        if (!answer.equals("OK")) {
          throw new AssertionError(answer);
        }
      }
    }
  }

  private long installed() throws IOException {
    return Figures.of(node()).figure("snapshots_installed");
  }

  private long waiting() throws IOException {
    return Figures.sum(others, "snapshots_waiting");
  }

  private long sending() throws IOException {
    return Figures.sum(others, "snapshots_sending");
  }

  private void await(String what, Callable<Boolean> isSo) throws Exception {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!isSo.call()) {
      observe();
      if (System.nanoTime() > end) {
        List<Figures> figures = new ArrayList<>();
        for (NodeProcess each : cluster.nodes()) {
          if (each.runs()) {
            figures.add(Figures.of(each));
          }
        }
        throw new AssertionError("not so after %s: %s; %s".formatted(LIMIT, what, figures));
      }
      others.getFirst().awaitFailure(LOOK_MILLIS);
    }
  }

  /** One after the other: each node sends one to the one that was away, which takes two at most. */
  private void observe() throws IOException {
    for (NodeProcess each : cluster.nodes()) {
      if (each.runs()) {
        Figures figures = Figures.of(each);
        if (figures.figure("snapshots_sending") > 1
            || figures.figure("snapshots_receiving") > NODES_OTHERS) {
          throw new AssertionError("too many at once: " + figures);
        }
      }
    }
  }

  // ----------------------------------------------------------------------------------------------

  /** Ends the clients; returns what was acknowledged and is not there, but is kept. */
  private Set<String> stop(AsyncLoad load) throws Exception {
    new EverySlot(plan.slots).awaitWritable(cluster.nodes(), System.nanoTime());
    load.clients().stop();
    Set<String> missing = load.missing(others.getFirst());
    Set<String> lost = new TreeSet<>(missing);
    if (!plan.quorum) { // it may have been appointed again before it was killed
      lost.removeAll(new RolledBack(base.resolve("n" + absent).resolve("data")).keys());
    }
    if (!lost.isEmpty()) {
      throw new AssertionError("acknowledged, and lost: " + lost);
    }
    return missing;
  }

  private void allHoldTheSame(AsyncLoad load, Set<String> missing) throws Exception {
    List<String> written = load.keys().stream().filter(key -> !missing.contains(key)).toList();
    for (int node = 0; node < cluster.nodes().size(); node++) {
      OwnReads reads = new OwnReads(cluster, node);
      reads.await(values.keys(), LargeValues::valueOf);
      reads.await(written, UnaryOperator.identity());
    }
  }
}
