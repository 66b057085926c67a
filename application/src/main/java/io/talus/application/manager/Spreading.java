package io.talus.application.manager;

import io.talus.application.decision.Decisions;
import io.talus.application.port.EventLoop;
import io.talus.application.question.SlotLines;
import io.talus.application.question.Topics;
import io.talus.application.topology.ClusterImage;
import io.talus.domain.replication.plan.LeaderBalance;
import io.talus.domain.replication.plan.LeaderBalance.Move;
import io.talus.domain.replication.topology.Topology.NodeEntry;
import io.talus.domain.slot.SlotId;
import io.talus.domain.table.Consistency;
import io.talus.domain.table.TableDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * Lets every node lead its share again ({@link LeaderBalance}), a few slots at a time, once the
 * cluster is calm. Where leaders are appointed another one is; where they are elected the leader is
 * asked to hand over. Belongs to the manager's loop.
 */
final class Spreading {
  /** A node that has returned gets the time to catch up. */
  private static final long CALM_MILLIS = 5000;

  private static final long PAUSE_MILLIS = 1000;

  /** Each is some hundredths of a second without a leader. */
  private static final int MOVES_AT_ONCE = 8;

  /** A slot that does not move, as others cannot keep up with its leader, has some peace. */
  private static final long PEACE_MILLIS = 10_000;

  private final Adoption.Asking asking;
  private final Failovers failovers;
  private final Decisions decisions;
  private final EventLoop loop;
  private final Map<SlotId, Long> triedMillis = new HashMap<>();
  private Set<Integer> alive = Set.of();
  private long calmFrom;
  private long nextMillis;

  Spreading(Adoption.Asking asking, Failovers failovers, Decisions decisions, EventLoop loop) {
    this.asking = asking;
    this.failovers = failovers;
    this.decisions = decisions;
    this.loop = loop;
  }

  /** Moves some leaders, if it is time to. */
  void look(ClusterImage image) {
    long now = TimeUnit.NANOSECONDS.toMillis(loop.nanoTime());
    if (!image.alive().equals(alive)) {
      alive = image.alive();
      calmFrom = now + CALM_MILLIS;
    }
    boolean allLed =
        image.topology().groups().values().stream().allMatch(group -> group.leader().isPresent());
    if (now >= Math.max(calmFrom, nextMillis) && allLed && !failovers.isBusy()) {
      nextMillis = now + PAUSE_MILLIS;
      triedMillis.values().removeIf(tried -> tried < now - PEACE_MILLIS);
      move(image, now);
    }
  }

  private void move(ClusterImage image, long now) {
    Map<SlotId, String> appointed = new TreeMap<>(Leaderless.ORDER);
    Map<Integer, Map<SlotId, Long>> elected = new TreeMap<>();
    for (Move move : LeaderBalance.plan(image.topology().groups(), nodes(image), MOVES_AT_ONCE)) {
      TableDefinition table = image.tables().find(move.slot().table());
      if (table != null && triedMillis.putIfAbsent(move.slot(), now) == null) {
        if (table.consistency() == Consistency.ASYNC) {
          appointed.put(
              move.slot(),
              "node %d leads more than node %d".formatted(move.from().node(), move.to().node()));
        } else {
          elected
              .computeIfAbsent(move.from().node(), _ -> SlotLines.map())
              .put(move.slot(), (long) move.to().node());
        }
      }
    }
    failovers.move(image, appointed);
    elected.forEach(this::handOver);
  }

  private static Set<Integer> nodes(ClusterImage image) {
    Set<Integer> nodes = new TreeSet<>();
    for (int node : image.alive()) {
      NodeEntry entry = image.topology().nodes().get(node);
      if (entry != null && !entry.draining()) {
        nodes.add(node);
      }
    }
    return nodes;
  }

  private void handOver(int node, Map<SlotId, Long> targets) {
    decisions.add(
        Failovers.tables(targets.keySet()),
        "node %d, which leads more than others, is asked to hand over %d slots to the nodes %s"
            .formatted(node, targets.size(), List.copyOf(new TreeSet<>(targets.values()))));
    asking.ask(node, Topics.HAND_OVER, SlotLines.epochs(targets), answer -> {});
  }
}
