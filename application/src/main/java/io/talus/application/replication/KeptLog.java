package io.talus.application.replication;

import io.talus.application.log.EntryIndex;
import io.talus.application.log.LogRetention;
import io.talus.domain.slot.SlotId;
import java.util.Map;

/**
 * How much of the log is kept, although the store has it, for nodes that were away. Belongs to the
 * shard's thread.
 */
final class KeptLog {
  /** The log is given up in so many steps, as each step says anew what every replica is. */
  private static final int STEPS = 4;

  /**
   * So much of the log stays besides while snapshots are on their way, and until who got one has
   * what was logged meanwhile. Who takes longer gets another.
   */
  private static final long HELD_BYTES = 1L << 30;

  private final Replicas.Parts parts;
  private final long bytesKept;
  private final EntryIndex index;
  private final SnapshotTransfers transfers;
  private final Map<SlotId, HostedReplica> replicas;

  /**
   * Begins with all that the log has.
   *
   * @param replicas those of this node, as they are at any time
   */
  KeptLog(
      Replicas.Parts parts,
      long bytesKept,
      EntryIndex index,
      SnapshotTransfers transfers,
      Map<SlotId, HostedReplica> replicas) {
    this.parts = parts;
    this.bytesKept = bytesKept;
    this.index = index;
    this.transfers = transfers;
    this.replicas = replicas;
  }

  /** The store does not need this part of the log any more; other nodes may, for a while. */
  void storeHas(LogRetention.Needless upTo) {
    LogRetention.Needless needless = upTo.keeping(bytesKept);
    if (needless.bytes() < Math.max(1, bytesKept / STEPS) || isHeld(needless)) {
      return;
    }
    needless.forEachSlot(
        index,
        dropped -> {
          HostedReplica replica = replicas.get(dropped.slot());
          if (replica != null) {
            replica.dropThrough(dropped.through());
          }
        });
    // First what the tick has: the notes repeat what was written before them, votes as well.
    if (parts.slots().append() && isRestated()) {
      parts.log().whenDurable(() -> parts.readers().execute(needless::giveUp));
    } // else a start would miss what was given up
  }

  private boolean isRestated() {
    replicas.values().forEach(HostedReplica::restate);
    return parts.slots().append();
  }

  private boolean isHeld(LogRetention.Needless needless) {
    return transfers.areInstalling() || (transfers.needTheLog() && needless.bytes() < HELD_BYTES);
  }
}
