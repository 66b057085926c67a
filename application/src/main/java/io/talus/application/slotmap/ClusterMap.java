package io.talus.application.slotmap;

import io.talus.application.command.CommandError;
import io.talus.domain.replication.topology.Address;
import io.talus.domain.slot.SlotId;
import java.util.List;
import java.util.Optional;

/**
 * The cluster as this node knows it at the moment: who there is, and who leads and follows what.
 * Belongs to the shard's thread.
 */
public interface ClusterMap {
  /** What this node thinks of another. */
  enum Health {
    ONLINE,
    /** This node does not reach it. */
    SUSPECTED,
    /** And it has given up its lease. */
    FAILED
  }

  /**
   * A node.
   *
   * @param id of 40 hexadecimal digits
   * @param address where clients that know Redis Cluster find it
   * @param peerPort where other nodes find it
   */
  record MappedNode(
      int number, String id, Address address, int peerPort, boolean isSelf, Health health) {}

  /**
   * Who has a slot.
   *
   * @param followers by their numbers, ascending
   */
  record Holders(int leader, long epoch, List<Integer> followers) {
    public Holders {
      followers = List.copyOf(followers);
    }

    boolean areThoseOf(Holders other) {
      return leader == other.leader && followers.equals(other.followers);
    }
  }

  /**
   * A connection to another node.
   *
   * @param sinceMillis when it was made
   */
  record PeerLink(int node, long sinceMillis) {}

  /** All nodes by their numbers, ascending; this one is among them. */
  List<MappedNode> nodes();

  /**
   * Looks whether there is such a node.
   *
   * @throws CommandError if there is none
   */
  default void requireNode(String id) {
    if (nodes().stream().noneMatch(node -> node.id().equals(id))) {
      throw new CommandError("ERR Unknown node " + id);
    }
  }

  /** Who has the slot; empty while nobody is known to lead it. */
  Optional<Holders> holders(SlotId slot);

  /** The connections that there are, by their nodes' numbers. */
  List<PeerLink> links();
}
