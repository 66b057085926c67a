package io.talus.testkit.cluster;

import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.replica.Event;
import java.util.List;
import java.util.random.RandomGenerator;

/** Does to a cluster what happens to clusters, at random moments. */
final class Chaos {
  private static final int CALM_MILLIS_MAX = 500;
  private static final int DOWN_MILLIS_MAX = 1500;
  private static final int PAUSE_MILLIS_MAX = 3000;

  private final Cluster cluster;
  private final Mover mover;
  private final RandomGenerator random;
  private boolean over;

  Chaos(Cluster cluster, Mover mover) {
    this.cluster = cluster;
    this.mover = mover;
    this.random = cluster.random();
  }

  void start() {
    cluster.time().in(random.nextLong(1, CALM_MILLIS_MAX), this::next);
  }

  /** Everything runs and is connected again. */
  void end() {
    over = true;
    cluster.links().heal();
    cluster.links().weather(0, 0, 3);
    for (SimulatedNode node : cluster.nodes()) {
      node.freeDisk();
      node.disk(3);
      if (node.isPaused()) {
        node.resume();
      }
      if (!node.isUp()) {
        node.start();
      }
    }
  }

  private void next() {
    if (over) {
      return;
    }
    start();
    SimulatedNode node = random.nextBoolean() ? someLeader() : someNode();
    switch (random.nextInt(18)) {
      case 0 -> cutOneWay();
      case 1 -> cutOff(node, true, true);
      case 2 -> cutOff(node, random.nextBoolean(), true);
      case 3, 4 -> cluster.links().heal();
      case 5 -> crash(node);
      case 6 -> crashAll();
      case 7 -> pause(node);
      case 8 -> node.disk(random.nextInt(1, 200));
      case 9 -> stall(node);
      case 10 -> weather();
      case 11 -> node.jumpWallClock(random.nextLong(-3000, 3000));
      case 12 -> transfer();
      case 13 -> wipe(node);
      case 14 -> cutFromLeader();
      case 15 -> node.pauseWithNextRead();
      case 16 -> restart(node);
      case 17 -> transferThenCutOff();
      default -> throw new IllegalStateException();
    }
    flushSome();
  }

  private SimulatedNode someNode() {
    return cluster.nodes().get(random.nextInt(cluster.nodes().size()));
  }

  private SimulatedNode someLeader() {
    return cluster
        .leader(random.nextInt(cluster.slots()))
        .map(leader -> cluster.node(leader.key().member().node()))
        .orElseGet(this::someNode);
  }

  private void cutOneWay() {
    cluster.links().cut(someNode().id(), someNode().id());
  }

  private void cutOff(SimulatedNode node, boolean outwards, boolean inwards) {
    for (int other : cluster.othersOf(node.id())) {
      if (outwards) {
        cluster.links().cut(node.id(), other);
      }
      if (inwards) {
        cluster.links().cut(other, node.id());
      }
    }
  }

  private void crash(SimulatedNode node) {
    if (node.isUp()) {
      node.crash();
      cluster.time().in(random.nextLong(1, DOWN_MILLIS_MAX), () -> startAgain(node));
    }
  }

  private void crashAll() {
    if (random.nextInt(3) == 0) {
      cluster.nodes().forEach(this::crash);
    }
  }

  private void pause(SimulatedNode node) {
    node.pause();
    cluster.time().in(random.nextLong(1, PAUSE_MILLIS_MAX), node::resume);
  }

  private void stall(SimulatedNode node) {
    node.stickDisk();
    cluster.time().in(random.nextLong(1, PAUSE_MILLIS_MAX), node::freeDisk);
  }

  private void weather() {
    boolean bad = random.nextBoolean();
    cluster
        .links()
        .weather(
            bad ? 0.1 : 0, bad ? 0.1 : 0, random.nextInt(3) == 0 ? 100 : random.nextInt(2, 20));
  }

  /** The leader and one other do not reach each other, or one way only; a third reaches both. */
  private void cutFromLeader() {
    int leader = someLeader().id();
    int other = someNode().id();
    cluster.links().cut(leader, other);
    if (random.nextBoolean()) {
      cluster.links().cut(other, leader);
    }
  }

  private void restart(SimulatedNode node) {
    if (node.isUp()) {
      node.crash();
      cluster.time().in(random.nextLong(1, 20), () -> startAgain(node));
    }
  }

  private void transferThenCutOff() {
    SimulatedNode leader = someLeader();
    transfer();
    cluster
        .time()
        .in(
            random.nextLong(1, 10),
            () -> {
              if (!over) {
                cutOff(leader, random.nextBoolean(), true);
              }
            });
  }

  private void transfer() {
    cluster
        .leader(random.nextInt(cluster.slots()))
        .filter(leader -> !cluster.node(leader.key().member().node()).isPaused())
        .ifPresent(
            leader -> {
              List<MemberId> voters = leader.machine().membership().voters();
              leader.step(new Event.TransferTo(voters.get(random.nextInt(voters.size()))));
            });
  }

  /** One disk at a time: until its members are replaced, the others are the only copies. */
  private void wipe(SimulatedNode node) {
    if (mover.isWhole() && node.isUp() && random.nextBoolean()) {
      mover.wiped(node);
      node.crash();
      node.wipe();
      cluster.time().in(random.nextLong(1, DOWN_MILLIS_MAX), () -> startAgain(node));
    }
  }

  private static void startAgain(SimulatedNode node) {
    if (!node.isUp()) {
      node.start();
    }
  }

  private void flushSome() {
    for (SimulatedNode node : cluster.nodes()) {
      if (node.isUp() && !node.isPaused()) {
        for (SimulatedReplica replica : List.copyOf(node.replicas())) {
          if (random.nextInt(3) == 0) {
            node.flushAndDrop(replica, random.nextInt(30));
          }
        }
      }
    }
  }
}
