package io.talus.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * How requests come to where they are executed: what the table of a cluster has in its columns.
 *
 * @param targets who gets which keys
 * @param waits whether each batch of writes is followed by a WAIT for a replica
 */
record Way(String name, Targets targets, boolean waits) {
  /** Another run asks for other keys. */
  interface Targets {
    /** Asked before each measurement, as leaders may change. */
    List<LoadTarget> of(ClusterLoad load, long seed) throws IOException;
  }

  private static final long NO_LIMIT = Long.MAX_VALUE / 2;

  /** All keys to one server. */
  static Way toOne(String name, int port) {
    return new Way(name, (load, seed) -> toAll(port, seed), false);
  }

  /** All keys to one redis-server, and the replica has what was written. */
  static Way toPair(RedisPair pair) {
    return new Way("redis+WAIT", (load, seed) -> toAll(pair.port(), seed), true);
  }

  private static List<LoadTarget> toAll(int port, long seed) {
    return List.of(new LoadTarget(port, KeyChooser.uniform(ClusterLoad.KEYS, seed)));
  }

  /**
   * Each key to the node that leads it, to the port for clients that know Redis Cluster. But that
   * takes keys of one hash slot at a time: what has several goes to the ordinary port.
   */
  static Way direct(MeasuredCluster cluster) {
    List<Integer> all = IntStream.range(0, MeasuredCluster.NODES).boxed().toList();
    return new Way(
        "direct",
        (load, seed) ->
            ledBy(
                cluster,
                all,
                load,
                seed,
                load.name().equals("MSET") ? cluster::port : cluster::clusterPort),
        false);
  }

  /** All keys to the first node, which passes on what others lead. */
  static Way proxied(MeasuredCluster cluster) {
    return new Way("proxied", (load, seed) -> toAll(cluster.port(0), seed), false);
  }

  /** The keys that all nodes but the first lead, to their ordinary ports. */
  static Way directToOthers(MeasuredCluster cluster) {
    return new Way(
        "direct", (load, seed) -> ledBy(cluster, others(), load, seed, cluster::port), false);
  }

  /** The same keys to the first node, which passes all of them on. */
  static Way forwardedToOthers(MeasuredCluster cluster) {
    return new Way(
        "forwarded",
        (load, seed) -> ledBy(cluster, others(), load, seed, node -> cluster.port(0)),
        false);
  }

  private static List<Integer> others() {
    return IntStream.range(1, MeasuredCluster.NODES).boxed().toList();
  }

  private static List<LoadTarget> ledBy(
      MeasuredCluster cluster,
      List<Integer> nodes,
      ClusterLoad load,
      long seed,
      IntUnaryOperator port)
      throws IOException {
    SlotLeaders leaders = cluster.leaders();
    List<LoadTarget> targets = new ArrayList<>();
    for (int node : nodes) {
      int[] keys = leaders.keysOf(node, load.prefix(), ClusterLoad.KEYS);
      targets.add(new LoadTarget(port.applyAsInt(node), KeyChooser.among(keys, seed + node)));
    }
    return targets;
  }

  /** Runs the load for a while on so many connections. */
  LoadResult run(ClusterLoad load, int connections, int pipeline, long seed, Duration time)
      throws IOException {
    List<LoadTarget> to = targets.of(load, seed);
    boolean isWaitedFor = waits && load.isWrite();
    LoadGenerator generator =
        isWaitedFor
            ? new LoadGenerator(to, connections, pipeline + 1, load.waitedFor(pipeline))
            : new LoadGenerator(to, connections, pipeline, load.template());
    LoadResult result = generator.run(NO_LIMIT, time);
    return isWaitedFor ? result.withoutWaits(pipeline) : result;
  }
}
