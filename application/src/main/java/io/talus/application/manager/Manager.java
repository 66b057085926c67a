package io.talus.application.manager;

import io.talus.application.background.Periodically;
import io.talus.application.decision.Decisions;
import io.talus.application.port.EventLoop;
import io.talus.application.question.Questions;
import io.talus.application.topology.ChangeOutcome;
import io.talus.application.topology.ClusterImage;
import io.talus.application.topology.TopologyRepository;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.ReplicaGroup;
import io.talus.domain.replication.plan.ReplicaPlacer;
import io.talus.domain.replication.plan.ReplicaPlacer.Load;
import io.talus.domain.replication.topology.Topology;
import io.talus.domain.replication.topology.TopologyChange;
import io.talus.domain.slot.SlotId;
import io.talus.domain.table.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cluster's manager: compares what there is with what there should be, again and again, and
 * makes one step after the other. One of the nodes' managers acts ({@link ManagerElection}); all it
 * writes is written on the condition that it still is that one. Belongs to the loop.
 *
 * <p>It keeps nothing that matters: another one that takes over sees the same, and goes on.
 */
public final class Manager {
  private static final Logger LOG = LoggerFactory.getLogger(Manager.class);

  /** Often enough for what no news announces: a lease that has ended, a step that has failed. */
  private static final long ROUND_MILLIS = 500;

  private final ManagerElection election;
  private final TopologyRepository topology;
  private final Decisions decisions;
  private final Failovers failovers;
  private final Spreading spreading;
  private boolean changing;

  /**
   * Begins to compete, and to act when it is elected.
   *
   * @param questions the way to all nodes
   * @param mayLag whether a replica that lags may be appointed where nobody else can be
   */
  public Manager(
      ManagerElection election,
      TopologyRepository topology,
      Questions questions,
      Decisions decisions,
      EventLoop loop,
      BooleanSupplier mayLag) {
    this.election = election;
    this.topology = topology;
    this.decisions = decisions;
    this.failovers = new Failovers(questions::ask, topology, election, decisions, loop, mayLag);
    this.spreading = new Spreading(questions::ask, failovers, decisions, loop);
    topology.onChange(image -> reconcile());
    Periodically.run(loop, ROUND_MILLIS, "the manager's round", this::reconcile);
  }

  private void reconcile() {
    if (changing || !election.mayAct()) {
      return;
    }
    topology.current().ifPresent(this::reconcile);
  }

  private void reconcile(ClusterImage image) {
    for (TableDefinition table : image.tables().all()) {
      if (!changing) {
        place(image, table);
      }
    }
    for (int dropped : image.tables().dropped()) {
      if (!changing) {
        forget(image, dropped);
      }
    }
    failovers.look(image);
    if (!changing) {
      spreading.look(image);
    }
  }

  /** A table that was dropped has no groups; its number says so for ever. */
  private void forget(ClusterImage image, int table) {
    boolean hasGroups =
        image.topology().groups().keySet().stream().anyMatch(slot -> slot.table() == table);
    if (hasGroups) {
      decisions.add(Set.of(table), "the groups of table %d go, as it was dropped".formatted(table));
      change(List.of(new TopologyChange.DropTable(table)));
    }
  }

  /** The slots of a new table get their replicas. */
  private void place(ClusterImage image, TableDefinition table) {
    List<SlotId> missing = new ArrayList<>();
    for (int slot = 0; slot < table.slotCount(); slot++) {
      SlotId id = new SlotId(table.number(), slot);
      if (image.topology().group(id).isEmpty()) {
        missing.add(id);
      }
    }
    if (missing.isEmpty()) {
      return; // so it is in nearly every round: all groups need not be counted for that
    }
    Map<Integer, Load> loads = loads(image);
    if (loads.size() < table.replicas()) {
      return; // more nodes have to come first
    }
    List<List<Integer>> placed = ReplicaPlacer.place(missing.size(), table.replicas(), loads);
    List<TopologyChange> changes = new ArrayList<>();
    for (int i = 0; i < missing.size(); i++) {
      List<MemberId> voters = placed.get(i).stream().map(MemberId::on).toList();
      changes.add(new TopologyChange.SetGroup(missing.get(i), ReplicaGroup.initial(voters)));
    }
    decisions.add(
        Set.of(table.number()),
        "%d slots of table '%s' get %d replicas each on the nodes %s"
            .formatted(missing.size(), table.name(), table.replicas(), loads.keySet()));
    change(changes);
  }

  /** What the nodes hold and lead that live and are not being emptied. */
  private static Map<Integer, Load> loads(ClusterImage image) {
    Map<Integer, Integer> replicas = new TreeMap<>();
    Map<Integer, Integer> leaders = new TreeMap<>();
    Topology topology = image.topology();
    for (ReplicaGroup group : topology.groups().values()) {
      group.membership().voters().forEach(voter -> replicas.merge(voter.node(), 1, Integer::sum));
      group.leader().ifPresent(leader -> leaders.merge(leader.node(), 1, Integer::sum));
    }
    Map<Integer, Load> loads = new TreeMap<>();
    topology
        .nodes()
        .forEach(
            (node, entry) -> {
              if (image.alive().contains(node) && !entry.draining()) {
                loads.put(
                    node, new Load(replicas.getOrDefault(node, 0), leaders.getOrDefault(node, 0)));
              }
            });
    return loads;
  }

  private void change(List<TopologyChange> changes) {
    changing = true;
    topology.change(
        changes,
        election.condition().stream().toList(),
        outcome -> {
          changing = false;
          if (!(outcome instanceof ChangeOutcome.Made)) {
            LOG.info("what the manager wanted was not made: {}", outcome);
          }
        });
  }
}
