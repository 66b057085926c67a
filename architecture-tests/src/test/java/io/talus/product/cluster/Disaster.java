package io.talus.product.cluster;

import io.talus.testkit.process.ClusterProcesses;
import io.talus.testkit.process.NodeProcess;
import io.talus.testkit.process.PeerRelays;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ObjIntConsumer;

/** What befalls a cluster: how it strikes, and how it ends. */
enum Disaster {
  LEADER_KILLED {
    @Override
    Set<Integer> strike(ClusterProcesses cluster) throws Exception {
      int victim = busiest(cluster);
      cluster.node(victim).kill();
      return Set.of(victim);
    }

    @Override
    void end(ClusterProcesses cluster, Set<Integer> victims, Load load) throws Exception {
      start(cluster, victims);
    }
  },

  MANAGER_KILLED {
    @Override
    Set<Integer> strike(ClusterProcesses cluster) throws Exception {
      int victim = cluster.manager().orElseThrow();
      cluster.node(victim).kill();
      return Set.of(victim);
    }

    @Override
    void end(ClusterProcesses cluster, Set<Integer> victims, Load load) throws Exception {
      start(cluster, victims);
    }
  },

  /** And a leader while it is away: quorum tables elect their leaders themselves. */
  ETCD_KILLED {
    @Override
    Set<Integer> strike(ClusterProcesses cluster) throws Exception {
      int victim = busiest(cluster);
      cluster.etcd().kill();
      cluster.node(victim).kill();
      return Set.of(victim);
    }

    @Override
    void end(ClusterProcesses cluster, Set<Integer> victims, Load load) throws Exception {
      load.runFor(ETCD_AWAY);
      start(cluster, victims); // without etcd, by what it has kept of it
      cluster.etcd().restart();
    }
  },

  LEADER_PAUSED {
    @Override
    Set<Integer> strike(ClusterProcesses cluster) throws Exception {
      int victim = busiest(cluster);
      cluster.node(victim).pause();
      return Set.of(victim);
    }

    @Override
    void end(ClusterProcesses cluster, Set<Integer> victims, Load load) throws Exception {
      load.runFor(BEYOND_SUPPORT);
      for (int victim : victims) {
        load.readLate(cluster.node(victim), cluster.node(victim)::resume);
      }
    }
  },

  /** For about as long as support lasts: the others may or may not elect another one. */
  LEADER_HESITATES {
    @Override
    Set<Integer> strike(ClusterProcesses cluster) throws Exception {
      NodeProcess victim = cluster.node(busiest(cluster));
      victim.pause();
      victim.awaitFailure(HESITATION_MILLIS);
      victim.resume();
      return Set.of();
    }

    @Override
    void end(ClusterProcesses cluster, Set<Integer> victims, Load load) {
      // It has gone on already.
    }
  },

  ALL_KILLED {
    @Override
    Set<Integer> strike(ClusterProcesses cluster) throws Exception {
      for (NodeProcess node : cluster.nodes()) {
        node.kill();
      }
      for (NodeProcess node : cluster.nodes()) {
        node.launch();
      }
      for (NodeProcess node : cluster.nodes()) {
        node.awaitStart();
      }
      return Set.of();
    }

    @Override
    void end(ClusterProcesses cluster, Set<Integer> victims, Load load) {
      // They are back already.
    }
  },

  LEADER_CUT_OFF {
    @Override
    Set<Integer> strike(ClusterProcesses cluster) throws Exception {
      return cutBusiest(cluster, PeerRelays::isolate);
    }

    @Override
    void end(ClusterProcesses cluster, Set<Integer> victims, Load load) throws Exception {
      healLate(cluster, load);
    }
  },

  /** The others do not hear it. */
  LEADER_MUTE {
    @Override
    Set<Integer> strike(ClusterProcesses cluster) throws Exception {
      return cutBusiest(cluster, PeerRelays::mute);
    }

    @Override
    void end(ClusterProcesses cluster, Set<Integer> victims, Load load) throws Exception {
      healLate(cluster, load);
    }
  },

  /** It does not hear the others. */
  LEADER_DEAF {
    @Override
    Set<Integer> strike(ClusterProcesses cluster) throws Exception {
      return cutBusiest(cluster, PeerRelays::deafen);
    }

    @Override
    void end(ClusterProcesses cluster, Set<Integer> victims, Load load) throws Exception {
      healLate(cluster, load);
    }
  };

  private static final Duration ETCD_AWAY = Duration.ofSeconds(10);

  /** Longer than a lease lasts (3 s), and so much longer than support (1 s). */
  private static final Duration BEYOND_SUPPORT = Duration.ofSeconds(4);

  private static final int HESITATION_MILLIS = 1200;

  /** Strikes; the answer is which nodes nobody can use meanwhile. */
  abstract Set<Integer> strike(ClusterProcesses cluster) throws Exception;

  /** Ends it; returns before the cluster has recovered. */
  abstract void end(ClusterProcesses cluster, Set<Integer> victims, Load load) throws Exception;

  /** The node that leads most slots. */
  static int busiest(ClusterProcesses cluster) throws Exception {
    Map<Integer, Integer> counts = new TreeMap<>();
    cluster.leaders().values().forEach(node -> counts.merge(node, 1, Integer::sum));
    return counts.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .orElseThrow(() -> new AssertionError("no slot has a leader"))
        .getKey();
  }

  private static void start(ClusterProcesses cluster, Set<Integer> victims) throws Exception {
    for (int victim : victims) {
      cluster.node(victim).launch();
    }
    for (int victim : victims) {
      cluster.node(victim).awaitStart();
    }
  }

  private static Set<Integer> cutBusiest(ClusterProcesses cluster, ObjIntConsumer<PeerRelays> cut)
      throws Exception {
    int victim = busiest(cluster);
    cut.accept(cluster.relays(), victim);
    return Set.of(victim);
  }

  private static void healLate(ClusterProcesses cluster, Load load) throws Exception {
    load.runFor(BEYOND_SUPPORT);
    cluster.relays().heal();
  }

  /** The nodes without some of them. */
  static List<NodeProcess> without(ClusterProcesses cluster, Set<Integer> victims) {
    Set<NodeProcess> left = new HashSet<>(cluster.nodes());
    victims.forEach(victim -> left.remove(cluster.node(victim)));
    return List.copyOf(left);
  }
}
