package io.talus.application.replication;

import io.talus.application.peer.PeerMessage.SnapshotPiece;
import io.talus.application.peer.PeerMessage.SnapshotProgress;
import io.talus.application.port.SlotStore;
import io.talus.application.snapshot.SlotImport;
import io.talus.domain.replication.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot that is coming to a replica of this node. Belongs to the shard's thread, but for what
 * the store's writer does with the pieces, one after the other.
 */
final class IncomingSnapshot {
  private final HostedReplica replica;
  private final SnapshotPiece first;
  private final SnapshotHead head;

  /** The number of the next piece that is to come. */
  private long expected = 1;

  /** Pieces before this one are in the store's hands. */
  private long taken = 1;

  private long heardAt;

  /** When there was a connection to the sender last. */
  long connectedAt;

  private boolean whole;
  private boolean installing;

  /** The writer's. */
  private @Nullable SlotImport pieces;

  IncomingSnapshot(HostedReplica replica, SnapshotPiece first, long nowMillis) {
    this.replica = replica;
    this.first = first;
    this.head = SnapshotHead.decode(first.bytes());
    this.heardAt = nowMillis;
    this.connectedAt = nowMillis;
  }

  /** The node that sends it. */
  int sender() {
    return first.from().node();
  }

  HostedReplica replica() {
    return replica;
  }

  SnapshotHead head() {
    return head;
  }

  long transfer() {
    return first.transfer();
  }

  /** What the replica's machine is told when all of it is here. */
  Message.Snapshot message() {
    return new Message.Snapshot(
        first.from(),
        first.to(),
        head.epoch(),
        head.position(),
        head.membership(),
        head.history(),
        head.diverged());
  }

  SnapshotProgress progress(SnapshotProgress.State state) {
    return new SnapshotProgress(
        first.slot(), first.to(), first.from(), first.transfer(), taken, state);
  }

  /** Whether this is the piece that is to come, and there is room for it. */
  boolean expects(SnapshotPiece piece) {
    return piece.number() == expected && expected - taken < OutgoingSnapshot.WINDOW && !whole;
  }

  void came(long nowMillis) {
    expected++;
    heardAt = nowMillis;
  }

  void heard(long nowMillis) {
    heardAt = nowMillis;
  }

  long heardAt() {
    return heardAt;
  }

  /** The store has the next piece. */
  void taken(boolean isWhole) {
    taken++;
    whole = isWhole;
  }

  boolean isWhole() {
    return whole;
  }

  void installing() {
    installing = true;
  }

  /** Whether the machine has taken it: it is not given up any more. */
  boolean isInstalling() {
    return installing;
  }

  // ------------------------------------------------------------------------------------------
  // on the writer's thread

  /** Returns whether all has come. */
  boolean take(SlotStore store, byte[] piece) {
    if (pieces == null) {
      pieces = SlotImport.begin(store, piece);
      requireSame(pieces);
    } else {
      pieces.take(piece);
    }
    return pieces.isWhole();
  }

  private void requireSame(SlotImport begun) {
    if (!begun.state().slot().equals(first.slot())
        || !begun.state().status().position().equals(head.position())) {
      throw new IllegalStateException(
          "snapshot of %s (expected: %s, %s)"
              .formatted(begun.state(), first.slot(), head.position()));
    }
  }

  SlotImport pieces() {
    if (pieces == null) {
      throw new IllegalStateException("nothing has come yet of the snapshot of " + first.slot());
    }
    return pieces;
  }

  /** Nothing of it remains. */
  void abandon() {
    if (pieces != null) {
      pieces.abandon();
    }
  }
}
