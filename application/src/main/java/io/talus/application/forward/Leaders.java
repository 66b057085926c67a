package io.talus.application.forward;

import io.talus.domain.replication.topology.Address;
import org.jspecify.annotations.Nullable;

/**
 * Who leads which slot, as far as this node knows. Belongs to the shard's thread; asked for every
 * command, so {@link #isHere} must not allocate.
 */
public interface Leaders {
  /** A node that leads a slot in an epoch. */
  record Leader(int node, long epoch) {}

  /** Who is told of changes. */
  interface Listener {
    /**
     * The slot has another leader, the same one in another epoch, or none any more. Called outside
     * of any command.
     */
    void changed(int table, int slot);

    /**
     * A majority has confirmed that this node leads the slot: {@link Leaders#isHere} says so until
     * this returns. Commands that wait for that are to run now, and not later. Called outside of
     * any command.
     */
    void confirmed(int table, int slot);
  }

  /** The number of this node. */
  int self();

  /**
   * Whether the table is one of the cluster's, so that its slots have leaders. Other tables are
   * each node's own, and it leads all their slots.
   */
  boolean covers(int table);

  /** Whether this node leads the slot, and may serve it now. */
  boolean isHere(int table, int slot);

  /** Who leads the slot, this node included; null if nobody is known to at present. */
  @Nullable Leader of(int table, int slot);

  /** Where clients that know Redis Cluster find the node; null if it is not known. */
  default @Nullable Address address(int node) {
    return null;
  }

  /** Whether this node has a replica of the slot that another leads. */
  default boolean isFollower(int table, int slot) {
    return false;
  }

  /**
   * Whether this node's follower of the slot may be read: it knows who leads, and all that its log
   * has is in the store.
   */
  default boolean mayReadFollower(int table, int slot) {
    return false;
  }

  /**
   * Another node says who leads the slot. It counts if its epoch is newer than what is known here;
   * then listeners are told, perhaps at once.
   */
  void heard(int table, int slot, Leader leader);

  /** Tells the listener of changes from now on. */
  void onChange(Listener listener);
}
