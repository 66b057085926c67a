package io.talus.application.replication;

import io.talus.application.background.Errands;
import io.talus.application.background.FailureLog;
import io.talus.application.log.EntryIndex;
import io.talus.application.peer.PeerMessage.SnapshotPiece;
import io.talus.application.peer.PeerMessage.SnapshotProgress;
import io.talus.application.snapshot.SnapshotFigures;
import io.talus.domain.replication.replica.Effect;
import io.talus.domain.replication.replica.Write;
import io.talus.domain.slot.SlotId;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Snapshots of slots between the replicas of nodes, both ways. Belongs to the shard's thread. */
final class SnapshotTransfers implements SlotTransfers {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotTransfers.class);

  private final Function<SlotId, @Nullable HostedReplica> replicas;
  private final OutgoingSnapshots outgoing;
  private final IncomingSnapshots incoming;
  private final SnapshotInstalls installs;

  /**
   * @param bytesPerSecond what all that leave may take together, at any time; 0 for as fast as it
   *     goes
   * @param index where units stand in the log
   * @param replicas those of this node
   */
  SnapshotTransfers(
      Replicas.Parts parts,
      LongSupplier bytesPerSecond,
      EntryIndex index,
      Function<SlotId, @Nullable HostedReplica> replicas) {
    this.replicas = replicas;
    Errands readers = new Errands(parts.readers(), parts.loop());
    Errands writer = new Errands(parts.writerThread(), parts.loop());
    this.outgoing =
        new OutgoingSnapshots(
            parts, readers, failures("a snapshot cannot be read", parts), bytesPerSecond);
    this.incoming =
        new IncomingSnapshots(parts, writer, failures("a snapshot cannot be taken", parts));
    LostTails lost =
        new LostTails(parts, index, writer, failures("what is given up cannot be kept", parts));
    this.installs =
        new SnapshotInstalls(
            parts, writer, failures("a snapshot cannot be installed", parts), incoming, lost);
  }

  private static FailureLog failures(String what, Replicas.Parts parts) {
    return new FailureLog(LOG, what, parts.loop()::nanoTime);
  }

  @Override
  public void wanted(HostedReplica leader, Effect.StreamSnapshot snapshot) {
    LOG.debug(
        "{}: {} needs a snapshot: it has the log up to {}, which begins behind {}",
        leader.slot(),
        snapshot.to(),
        leader.acknowledged(snapshot.to()),
        leader.logStart());
    outgoing.send(leader, snapshot);
  }

  @Override
  public void install(HostedReplica replica, Write.Reset reset) {
    IncomingSnapshot snapshot = incoming.of(replica.slot());
    if (snapshot == null
        || !snapshot.isWhole()
        || !snapshot.head().position().equals(reset.snapshot())) {
      throw new IllegalStateException(replica.slot() + ": no snapshot up to " + reset.snapshot());
    }
    installs.begin(snapshot, reset);
  }

  /** A piece has come from the node. */
  void received(int node, SnapshotPiece piece) {
    HostedReplica replica = replicas.apply(piece.slot());
    if (piece.from().node() != node) {
      return;
    }
    if (replica == null || !replica.member().equals(piece.to())) {
      incoming.refuse(piece);
    } else {
      incoming.received(replica, piece);
    }
  }

  /** The node says how far a snapshot has come. */
  void received(int node, SnapshotProgress progress) {
    if (progress.from().node() == node) {
      outgoing.progress(progress);
    }
  }

  /** Whether a snapshot is on its way into the store. */
  boolean isComing(SlotId slot) {
    return incoming.of(slot) != null;
  }

  /** Whether the log must not be given up at all. */
  boolean areInstalling() {
    return incoming.areInstalling();
  }

  /** Whether the log is to be kept for those who get a snapshot of what comes before. */
  boolean needTheLog() {
    return outgoing.needTheLog();
  }

  SnapshotFigures figures() {
    return new SnapshotFigures(
        outgoing.underWay(),
        outgoing.waiting(),
        incoming.underWay(),
        outgoing.sent(),
        installs.installed(),
        outgoing.bytesSent(),
        incoming.bytesReceived());
  }

  /** Time has passed. */
  void tick() {
    outgoing.tick();
    incoming.tick();
  }
}
