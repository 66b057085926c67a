package io.talus.application.cluster;

import io.talus.application.replication.Replicas;
import io.talus.application.table.NodeTables;
import io.talus.application.topology.ClusterImage;
import io.talus.domain.replication.group.ConsistencyPolicy;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.Membership;
import io.talus.domain.replication.group.ReplicaGroup;
import io.talus.domain.slot.SlotId;
import io.talus.domain.table.Consistency;
import io.talus.domain.table.TableDefinition;
import io.talus.domain.table.Tables;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that this node has the replicas that the metadata names, and speaks to the nodes that
 * have the others. A replica ends when its table was dropped, and never because the metadata lacks
 * it. Belongs to the shard's thread.
 */
public final class NodeReplicas {
  private static final Logger LOG = LoggerFactory.getLogger(NodeReplicas.class);

  private final int self;
  private final Replicas replicas;
  private final NodeTables tables;

  /**
   * Begins with nothing wanted.
   *
   * @param tables as the shard has them: a replica is of a table that is there
   */
  NodeReplicas(int self, Replicas replicas, NodeTables tables) {
    this.self = self;
    this.replicas = replicas;
    this.tables = tables;
  }

  /** The cluster is so now. */
  void follow(ClusterImage image) {
    Set<Integer> others = new TreeSet<>(image.topology().nodes().keySet());
    others.remove(self);
    replicas.peers(others);
    image.topology().groups().forEach(this::follow);
    for (SlotId slot : replicas.slots()) {
      if (tables.current().dropped().contains(slot.table())) {
        replicas.end(slot);
      }
    }
  }

  private void follow(SlotId slot, ReplicaGroup group) {
    TableDefinition table = tables.current().find(slot.table());
    Optional<MemberId> wanted = memberHere(group.membership());
    if (table == null || wanted.isEmpty()) {
      return;
    }
    Optional<MemberId> held = replicas.member(slot);
    if (held.isEmpty()) {
      boolean isVoter = group.membership().isVoter(wanted.get());
      replicas.begin(
          slot, wanted.get(), isVoter ? group.membership() : Membership.NONE, policy(table));
    } else if (!held.equals(wanted)) {
      LOG.error(
          "{} is to have replica {} here, but there is {}: nothing is done",
          slot,
          wanted.get(),
          held.get());
    }
  }

  private Optional<MemberId> memberHere(Membership membership) {
    return Stream.concat(membership.voters().stream(), membership.learners().stream())
        .filter(member -> member.node() == self)
        .findFirst();
  }

  /** How the slots of a table are replicated; the stricter way, of a table that is not known. */
  public static ConsistencyPolicy policy(Tables tables, int number) {
    TableDefinition table = tables.find(number);
    return table == null ? ConsistencyPolicy.QUORUM : policy(table);
  }

  private static ConsistencyPolicy policy(TableDefinition table) {
    return table.consistency() == Consistency.QUORUM
        ? ConsistencyPolicy.QUORUM
        : ConsistencyPolicy.ASYNC;
  }
}
