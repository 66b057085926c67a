package io.talus.domain.replication.replica;

import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.MembershipChange;
import io.talus.domain.replication.message.Message;

/** What happens to a replica. */
public sealed interface Event {
  record Received(Message message) implements Event {}

  /**
   * All writes up to this one are durable. A number says it, not (epoch, last index): within one
   * epoch a vote changes neither.
   */
  record Persisted(long write) implements Event {}

  /** Clients' units, already executed here. */
  record Propose(int units) implements Event {}

  record ProposeChange(MembershipChange change) implements Event {}

  /** A read that must see everything that was acknowledged before. */
  record Read(long id) implements Event {}

  record TransferTo(MemberId target) implements Event {}

  /** The manager grants a new epoch, in which nobody leads yet (appointed groups). */
  record AdoptEpoch(long epoch) implements Event {}

  /** The manager has written into the metadata that this replica leads the epoch. */
  record Appoint(long epoch) implements Event {}

  /** The manager wants this leader to stop, so that another can take over without a gap. */
  record Seal() implements Event {}

  /**
   * The followers are so far behind that the leader goes on alone (appointed groups): what it has
   * durably is committed.
   */
  record GoAlone() implements Event {}

  /** Support has changed between this node and that one, in either direction. */
  record SupportChanged(int node) implements Event {}

  /** The time of {@link Replica#wakeAt} has come. */
  record Tick() implements Event {}

  /** The snapshot has been sent, or has failed: the follower is asked what it has. */
  record SnapshotEnded(MemberId to) implements Event {}

  /** The binlog has dropped the slot's records up to this index, all of them committed. */
  record LogDropped(long through) implements Event {}
}
