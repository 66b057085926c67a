package io.talus.application.replication;

import io.talus.domain.replication.replica.Effect;
import io.talus.domain.replication.replica.Write;

/** Brings whole slots from one node to another. On the shard's thread. */
interface SlotTransfers {
  /** The replica leads, and wants a member to have a snapshot. */
  void wanted(HostedReplica leader, Effect.StreamSnapshot snapshot);

  /**
   * A snapshot has arrived as a whole, and takes the place of all that the replica has. Later, and
   * durably; then {@link HostedReplica#installed} is called.
   */
  void install(HostedReplica replica, Write.Reset reset);
}
