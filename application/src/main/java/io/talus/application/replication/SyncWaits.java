package io.talus.application.replication;

import io.talus.application.gate.BlockLog;
import io.talus.domain.replication.group.ConsistencyPolicy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.LongSupplier;

/**
 * What replicas have written, until it is as durable as they promise: synced, if a promise or the
 * policy asks for it, else in the log. Belongs to the shard's thread.
 */
final class SyncWaits {
  /** All writes of a machine up to this one. */
  private record Written(HostedReplica replica, int generation, long write) {
    void persisted() {
      replica.persisted(write, generation);
    }
  }

  private final BlockLog log;
  private final LongSupplier nowMillis;
  private List<Written> unsynced = new ArrayList<>();
  private List<Written> others = new ArrayList<>();

  /**
   * Since when, the oldest first: one for each tick. What nobody waits for, as an async table does
   * not, says nothing of the disk.
   */
  private final Queue<Long> since = new ArrayDeque<>();

  SyncWaits(BlockLog log, LongSupplier nowMillis) {
    this.log = log;
    this.nowMillis = nowMillis;
  }

  /** Since when the oldest write waits for its sync; {@link Long#MAX_VALUE} if none does. */
  long waitingSince() {
    Long oldest = since.peek();
    return oldest == null ? Long.MAX_VALUE : oldest;
  }

  /** What the replica has written in this tick is in the log. */
  void add(HostedReplica replica) {
    TickWrites writes = replica.writes();
    boolean hasToWait = writes.hasPromises() || replica.policy() == ConsistencyPolicy.QUORUM;
    (hasToWait ? unsynced : others).add(new Written(replica, replica.generation(), writes.last()));
  }

  /** Has the log synced, if anything was added that waits for that. */
  void request() {
    if (!unsynced.isEmpty()) {
      List<Written> covered = unsynced;
      unsynced = new ArrayList<>();
      since.add(nowMillis.getAsLong());
      log.whenDurable(() -> synced(covered));
    }
  }

  private void synced(List<Written> covered) {
    since.remove();
    covered.forEach(Written::persisted);
  }

  /** Tells the machines of what was added that waits for nothing more. */
  void persistOthers() {
    List<Written> all = others;
    others = new ArrayList<>();
    all.forEach(Written::persisted);
  }
}
