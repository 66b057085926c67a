package io.talus.application.peer;

import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.support.Heartbeat;
import io.talus.domain.replication.support.HeartbeatReply;
import io.talus.domain.slot.SlotId;
import java.util.List;

/** From one node to another. May be lost with its connection, but is never doubled by it. */
public sealed interface PeerMessage {

  /**
   * What the replicas of this node have to tell those of another after a tick, all slots together.
   */
  record Slots(List<SlotMessage> messages) implements PeerMessage {
    public Slots {
      messages = List.copyOf(messages);
    }
  }

  /** A question for support. Overtakes everything else that waits to be sent. */
  record Beat(Heartbeat heartbeat) implements PeerMessage {}

  /** The answer to a {@link Beat}. Overtakes everything else, too. */
  record BeatReply(HeartbeatReply reply) implements PeerMessage {}

  /**
   * A client's command that the receiver is asked to execute.
   *
   * @param id of the call, chosen by who calls; the answers name it. Unique as long as both
   *     processes live
   * @param request the command with what has to be known of its client, see {@code
   *     io.talus.application.forward}
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Call(long id, byte[] request) implements PeerMessage {}

  /**
   * What came of a call, or a piece of it: the pieces of one answer come in order.
   *
   * @param last whether it is the last piece, or the only one
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Answer(long id, byte[] answer, boolean last) implements PeerMessage {}

  /** Nobody waits for the answer any more. It may come all the same. */
  record Cancel(long id) implements PeerMessage {}

  /**
   * A piece of a slot's snapshot. Everything else that is to be sent goes before it.
   *
   * @param transfer which snapshot it is a piece of: chosen by the sender, unique as long as both
   *     processes live
   * @param number of the piece, counting from 0
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record SnapshotPiece(
      SlotId slot,
      MemberId from,
      MemberId to,
      long transfer,
      long number,
      byte[] bytes,
      boolean last)
      implements PeerMessage {}

  /**
   * How far the receiver of a snapshot has come.
   *
   * @param next the number of the piece that it wants next
   * @param state whether it goes on
   */
  record SnapshotProgress(
      SlotId slot, MemberId from, MemberId to, long transfer, long next, State state)
      implements PeerMessage {
    /** What becomes of the snapshot. */
    public enum State {
      RECEIVING,
      INSTALLED,
      REFUSED
    }
  }

  /**
   * For what is asked of a node seldom, like the ends of its logs or what an operator wants to see.
   *
   * @param id as in {@link Call}
   * @param topic what is asked, by a name that both nodes know
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Question(long id, String topic, byte[] question) implements PeerMessage {}

  /**
   * The answer to a {@link Question}.
   *
   * @param known whether the receiver knows the topic; the answer is empty if not
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record QuestionReply(long id, boolean known, byte[] answer) implements PeerMessage {}
}
