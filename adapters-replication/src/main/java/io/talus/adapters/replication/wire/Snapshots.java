package io.talus.adapters.replication.wire;

import com.google.protobuf.UnsafeByteOperations;
import io.talus.adapters.replication.wire.generated.Peer;
import io.talus.application.peer.PeerMessage;
import io.talus.application.peer.PeerMessage.SnapshotProgress.State;

/** Snapshots and how far they have come, there and back. */
final class Snapshots {

  private Snapshots() {}

  static Peer.SnapshotPiece encode(PeerMessage.SnapshotPiece piece) {
    return Peer.SnapshotPiece.newBuilder()
        .setSlot(Values.slot(piece.slot()))
        .setFrom(Values.member(piece.from()))
        .setTo(Values.member(piece.to()))
        .setTransfer(piece.transfer())
        .setNumber(piece.number())
        .setContent(UnsafeByteOperations.unsafeWrap(piece.bytes()))
        .setLast(piece.last())
        .build();
  }

  static PeerMessage decode(Peer.SnapshotPiece piece) {
    return new PeerMessage.SnapshotPiece(
        Values.slot(piece.getSlot()),
        Values.member(piece.getFrom()),
        Values.member(piece.getTo()),
        piece.getTransfer(),
        piece.getNumber(),
        piece.getContent().toByteArray(),
        piece.getLast());
  }

  static Peer.SnapshotProgress encode(PeerMessage.SnapshotProgress progress) {
    return Peer.SnapshotProgress.newBuilder()
        .setSlot(Values.slot(progress.slot()))
        .setFrom(Values.member(progress.from()))
        .setTo(Values.member(progress.to()))
        .setTransfer(progress.transfer())
        .setNext(progress.next())
        .setState(state(progress.state()))
        .build();
  }

  static PeerMessage decode(Peer.SnapshotProgress progress) {
    return new PeerMessage.SnapshotProgress(
        Values.slot(progress.getSlot()),
        Values.member(progress.getFrom()),
        Values.member(progress.getTo()),
        progress.getTransfer(),
        progress.getNext(),
        state(progress.getState()));
  }

  private static Peer.SnapshotState state(State state) {
    return switch (state) {
      case RECEIVING -> Peer.SnapshotState.SNAPSHOT_RECEIVING;
      case INSTALLED -> Peer.SnapshotState.SNAPSHOT_INSTALLED;
      case REFUSED -> Peer.SnapshotState.SNAPSHOT_REFUSED;
    };
  }

  private static State state(Peer.SnapshotState state) {
    return switch (state) {
      case SNAPSHOT_RECEIVING -> State.RECEIVING;
      case SNAPSHOT_INSTALLED -> State.INSTALLED;
      case SNAPSHOT_REFUSED -> State.REFUSED;
      case SNAPSHOT_UNKNOWN, UNRECOGNIZED ->
          throw new MalformedMessageException("unknown state of a snapshot");
    };
  }
}
