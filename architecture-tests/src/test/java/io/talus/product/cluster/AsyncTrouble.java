package io.talus.product.cluster;

import io.talus.product.node.RespClient;
import io.talus.testkit.process.ClusterProcesses;
import io.talus.testkit.process.NodeProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Rounds of disasters that befall a cluster with an {@code async} table while clients write. */
final class AsyncTrouble {
  /** What befalls it. */
  enum Kind {
    /** After it has taken writes that no follower has. */
    LEADER_KILLED,
    /** For longer than its lease lasts. */
    LEADER_PAUSED,
    /** For longer than leases last, so that nobody may lead. */
    ETCD_KILLED,
    ALL_KILLED
  }

  private static final int COMMANDS = 400;

  /** As many as fit into a moment, so that nobody is found to lag. */
  private static final int LONELY_WRITES = 200;

  /** Longer than a lease (3 s) and what is needed to appoint others. */
  private static final Duration BEYOND_LEASE = Duration.ofSeconds(5);

  private static final Duration ETCD_AWAY = Duration.ofSeconds(10);

  /** Timings never decide: this is far more than the six seconds that are wanted. */
  private static final Duration WRITABLE_MAX = Duration.ofSeconds(30);

  private static final Duration ROLLED_BACK_MAX = Duration.ofSeconds(60);

  /** While nobody leads a slot, who wants to write is told so after this. */
  private static final String SHORT_FORWARD_MILLIS = "300";

  private static final int LOOK_MILLIS = 50;

  private final ClusterProcesses cluster;
  private final Path base;
  private final int slotCount;
  private final EverySlot slots;
  private final SplittableRandom random;
  private int rounds;

  /**
   * Of a cluster that serves.
   *
   * @param base where the folders of its nodes are
   */
  AsyncTrouble(ClusterProcesses cluster, Path base, int slotCount, SplittableRandom random) {
    this.cluster = cluster;
    this.base = base;
    this.slotCount = slotCount;
    this.slots = new EverySlot(slotCount);
    this.random = random;
  }

  /** The disaster strikes, ends, and what it took away is where it should be. */
  void round(Kind kind) throws Exception {
    String name = "%s-%d:".formatted(kind, ++rounds);
    try (AsyncLoad load = new AsyncLoad(cluster.nodes(), name, random.split())) {
      slots.awaitWritable(cluster.nodes(), System.nanoTime());
      load.clients().awaitProgress(COMMANDS);
      switch (kind) {
        case LEADER_KILLED -> leaderKilled(load);
        case LEADER_PAUSED -> leaderPaused(load);
        case ETCD_KILLED -> etcdKilled(load);
        case ALL_KILLED -> allKilled(load);
      }
      Complaints.expectNone(cluster);
    } catch (Exception | AssertionError failed) {
      throw new AssertionError(name + "\n" + cluster.lastWords(), failed);
    }
  }

  // -----------------------------------------------------------------------------------------

  private void leaderKilled(AsyncLoad load) throws Exception {
    int victim = Disaster.busiest(cluster);
    NodeProcess leader = cluster.node(victim);
    cluster.relays().isolate(victim);
    int lonely = writeAlone(load, victim);
    long struck = System.nanoTime();
    leader.kill();
    Duration writable = writable(victim, struck);
    // What it had still sent arrives now, and is of an epoch that is over.
    cluster.relays().heal();
    load.clients().awaitProgress(COMMANDS);
    leader.launch();
    leader.awaitStart();
    Set<String> missing = stop(load);
    expectRolledBack(missing, victim);
    if (missing.isEmpty()) {
      throw new AssertionError(lonely + " writes that only the killed leader had are not missing");
    }
    expectNoSnapshots();
    System.out.printf(
        "%s: writable after %.1f s (wanted: 6); %d of %d acknowledged were lost to the others,"
            + " all are in the rollback files of the one that was killed%n",
        load, seconds(writable), missing.size(), load.count());
  }

  /** Straight to the leader, which no follower hears; returns how many it has acknowledged. */
  private int writeAlone(AsyncLoad load, int leader) throws Exception {
    List<String> keys = load.newKeys(LONELY_WRITES, slotsOf(leader), slotCount);
    try (RespClient client = new RespClient(cluster.node(leader).port())) {
      AsyncLoad.send(client, keys);
      return load.receive(client, keys).size();
    }
  }

  private Set<Integer> slotsOf(int leader) throws Exception {
    return cluster.leaders().entrySet().stream()
        .filter(slot -> slot.getValue() == leader)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private void leaderPaused(AsyncLoad load) throws Exception {
    int victim = Disaster.busiest(cluster);
    NodeProcess leader = cluster.node(victim);
    Map<String, String> leaders = new TreeMap<>();
    noteLeaders(leaders);
    List<String> keys = load.newKeys(LONELY_WRITES, slotsOf(victim), slotCount);
    Set<String> late;
    Duration writable;
    try (RespClient client = new RespClient(leader.port())) {
      long struck = System.nanoTime();
      leader.pause();
      AsyncLoad.send(client, keys);
      writable = writable(victim, struck);
      noteLeaders(leaders);
      load.clients().runFor(BEYOND_LEASE);
      leader.resume();
      late = load.receive(client, keys);
    }
    noteLeaders(leaders);
    Set<String> missing = stop(load);
    noteLeaders(leaders);
    expectRolledBack(missing, victim);
    Set<String> lostLate = new TreeSet<>(late);
    lostLate.retainAll(missing);
    if (!lostLate.isEmpty()) {
      throw new AssertionError("acknowledged after another was appointed, and lost: " + lostLate);
    }
    System.out.printf(
        "%s: writable after %.1f s (wanted: 6); %d of %d acknowledged are in the rollback files of"
            + " the one that was paused; of %d that came late it had %d executed elsewhere%n",
        load, seconds(writable), missing.size(), load.count(), keys.size(), late.size());
  }

  /** No epoch of a slot has two leaders. */
  private void noteLeaders(Map<String, String> leaders) throws Exception {
    cluster
        .leaderships()
        .forEach(
            (slotAndEpoch, leader) -> {
              String before = leaders.putIfAbsent(slotAndEpoch, leader);
              if (before != null && !before.equals(leader)) {
                throw new AssertionError(
                    "%s was led by %s and by %s".formatted(slotAndEpoch, before, leader));
              }
            });
  }

  private void etcdKilled(AsyncLoad load) throws Exception {
    cluster.etcd().kill();
    long struck = System.nanoTime();
    load.clients().runFor(BEYOND_LEASE);
    forwardTimeout(SHORT_FORWARD_MILLIS);
    for (NodeProcess node : cluster.nodes()) {
      slots.staysUnwritable(node, Duration.ofSeconds(1));
    }
    long left = ETCD_AWAY.toNanos() - (System.nanoTime() - struck);
    load.clients().runFor(Duration.ofNanos(Math.max(0, left)));
    cluster.etcd().restart();
    long ended = System.nanoTime();
    Duration writable = slots.awaitWritable(cluster.nodes(), ended);
    forwardTimeout("5000");
    load.clients().awaitProgress(COMMANDS);
    expectNothingMissing(stop(load));
    System.out.printf(
        "%s: writable %.1f s after etcd was back; none of %d acknowledged is missing%n",
        load, seconds(writable), load.count());
  }

  private void forwardTimeout(String millis) throws IOException {
    for (NodeProcess node : cluster.nodes()) {
      try (RespClient client = new RespClient(node.port())) {
        client.call("CONFIG", "SET", "cluster-forward-timeout", millis);
      }
    }
  }

  private void allKilled(AsyncLoad load) throws Exception {
    long struck = System.nanoTime();
    Disaster.ALL_KILLED.strike(cluster);
    Duration writable = slots.awaitWritable(cluster.nodes(), struck);
    load.clients().awaitProgress(COMMANDS);
    expectNothingMissing(stop(load));
    System.out.printf(
        "%s: writable after %.1f s, with the starts of all nodes; none of %d acknowledged is"
            + " missing%n",
        load, seconds(writable), load.count());
  }

  // -----------------------------------------------------------------------------------------

  private Duration writable(int victim, long struck) throws Exception {
    Duration writable = slots.awaitWritable(Disaster.without(cluster, Set.of(victim)), struck);
    if (writable.compareTo(WRITABLE_MAX) > 0) {
      throw new AssertionError(
          "writable after %s (expected: %s at most)".formatted(writable, WRITABLE_MAX));
    }
    return writable;
  }

  /** Ends the clients; returns what is missing of what they and others were acknowledged. */
  private Set<String> stop(AsyncLoad load) throws Exception {
    slots.awaitWritable(cluster.nodes(), System.nanoTime());
    load.clients().stop();
    NodeProcess any = cluster.node(random.nextInt(cluster.nodes().size()));
    return load.missing(any);
  }

  private static void expectNothingMissing(Set<String> missing) {
    if (!missing.isEmpty()) {
      throw new AssertionError("acknowledged, and lost: " + missing);
    }
  }

  /** Files come when the log is cut behind what others have, and the writer is there. */
  private void expectRolledBack(Set<String> missing, int node) throws Exception {
    RolledBack rolledBack = new RolledBack(base.resolve("n" + node).resolve("data"));
    long end = System.nanoTime() + ROLLED_BACK_MAX.toNanos();
    Set<String> left = new TreeSet<>(missing);
    left.removeAll(rolledBack.keys());
    while (!left.isEmpty()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("acknowledged, lost, and in no rollback file: " + left);
      }
      cluster.node(node).awaitFailure(LOOK_MILLIS);
      left.removeAll(rolledBack.keys());
    }
  }

  /** Whoever comes back cuts its log, and goes on with what others have sent meanwhile. */
  private void expectNoSnapshots() throws IOException {
    List<String> told = new ArrayList<>();
    for (NodeProcess node : cluster.nodes()) {
      try (RespClient client = new RespClient(node.port())) {
        client
            .call("INFO", "talus_cluster")
            .text()
            .lines()
            .filter(line -> line.startsWith("snapshots_installed:"))
            .forEach(told::add);
      }
    }
    if (!told.stream().allMatch("snapshots_installed:0"::equals)
        || told.size() < cluster.nodes().size()) {
      throw new AssertionError("slots came back as snapshots: " + told);
    }
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }
}
