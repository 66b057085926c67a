package io.talus.application.peer;

/** How urgent a message is: one does not wait for those of a later class. */
public enum MessageClass {
  HEARTBEATS,
  SLOTS,
  /** Calls and questions, and what comes of them. */
  CALLS,
  SNAPSHOTS;

  /** The class of a message. */
  public static MessageClass of(PeerMessage message) {
    return switch (message) {
      case PeerMessage.Beat _, PeerMessage.BeatReply _ -> HEARTBEATS;
      case PeerMessage.Slots _ -> SLOTS;
      case PeerMessage.Call _,
          PeerMessage.Answer _,
          PeerMessage.Cancel _,
          PeerMessage.Question _,
          PeerMessage.QuestionReply _ ->
          CALLS;
      case PeerMessage.SnapshotPiece _, PeerMessage.SnapshotProgress _ -> SNAPSHOTS;
    };
  }
}
