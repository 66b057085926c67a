package io.talus.adapters.replication.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnsafeByteOperations;
import io.talus.adapters.replication.wire.generated.Peer;
import io.talus.application.peer.PeerMessage;
import io.talus.domain.replication.support.Heartbeat;
import io.talus.domain.replication.support.HeartbeatReply;
import java.io.IOException;

/** Messages between nodes as bytes. */
public final class MessageMapping {

  private MessageMapping() {}

  /** The message as bytes of their own. */
  public static byte[] encode(PeerMessage message) {
    return switch (message) {
      case PeerMessage.Call call -> CallMessages.encode(call);
      case PeerMessage.Answer answer -> CallMessages.encode(answer);
      case PeerMessage.Beat beat -> bytes(envelope().setHeartbeat(encode(beat.heartbeat())));
      case PeerMessage.BeatReply reply ->
          bytes(envelope().setHeartbeatReply(encode(reply.reply())));
      case PeerMessage.Slots slots -> {
        Peer.Slots.Builder messages = Peer.Slots.newBuilder();
        slots.messages().forEach(sent -> messages.addMessages(SlotMessages.encode(sent)));
        yield bytes(envelope().setSlots(messages));
      }
      case PeerMessage.Cancel cancel ->
          bytes(envelope().setCancel(Peer.Cancel.newBuilder().setId(cancel.id())));
      case PeerMessage.Question question ->
          bytes(
              envelope()
                  .setQuestion(
                      Peer.Question.newBuilder()
                          .setId(question.id())
                          .setTopic(question.topic())
                          .setQuestion(wrapped(question.question()))));
      case PeerMessage.QuestionReply reply ->
          bytes(
              envelope()
                  .setQuestionReply(
                      Peer.QuestionReply.newBuilder()
                          .setId(reply.id())
                          .setKnown(reply.known())
                          .setAnswer(wrapped(reply.answer()))));
      case PeerMessage.SnapshotPiece piece ->
          bytes(envelope().setSnapshotPiece(Snapshots.encode(piece)));
      case PeerMessage.SnapshotProgress progress ->
          bytes(envelope().setSnapshotProgress(Snapshots.encode(progress)));
    };
  }

  private static Peer.Envelope.Builder envelope() {
    return Peer.Envelope.newBuilder();
  }

  private static byte[] bytes(Peer.Envelope.Builder envelope) {
    return envelope.build().toByteArray();
  }

  /** Without a copy: it lives no longer than the encoding. */
  private static ByteString wrapped(byte[] bytes) {
    return UnsafeByteOperations.unsafeWrap(bytes);
  }

  private static Peer.Heartbeat encode(Heartbeat beat) {
    return Peer.Heartbeat.newBuilder()
        .setFrom(beat.from())
        .setTo(beat.to())
        .setLife(beat.life())
        .setSentMillis(beat.sentMillis())
        .build();
  }

  private static Peer.HeartbeatReply encode(HeartbeatReply reply) {
    return Peer.HeartbeatReply.newBuilder()
        .setFrom(reply.from())
        .setTo(reply.to())
        .setLife(reply.life())
        .setSentMillis(reply.sentMillis())
        .setSupport(Values.support(reply.epoch()))
        .build();
  }

  /**
   * The message that the bytes hold.
   *
   * @param bytes nobody may change them any more
   * @throws MalformedMessageException if they hold none that this node knows
   */
  public static PeerMessage decode(byte[] bytes) {
    try {
      PeerMessage call = CallMessages.decode(bytes);
      if (call != null) {
        return call;
      }
      // Contents are taken out of the array once, not copied twice.
      CodedInputStream input = CodedInputStream.newInstance(bytes);
      input.enableAliasing(true);
      return message(Peer.Envelope.parseFrom(input));
    } catch (IOException e) {
      throw new MalformedMessageException("not a message", e);
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException("a message with impossible values", e);
    }
  }

  private static PeerMessage message(Peer.Envelope envelope) {
    return switch (envelope.getKindCase()) {
      case HEARTBEAT -> new PeerMessage.Beat(decode(envelope.getHeartbeat()));
      case HEARTBEAT_REPLY -> new PeerMessage.BeatReply(decode(envelope.getHeartbeatReply()));
      case SLOTS ->
          new PeerMessage.Slots(
              envelope.getSlots().getMessagesList().stream().map(SlotMessages::decode).toList());
      case CALL -> decode(envelope.getCall());
      case ANSWER -> decode(envelope.getAnswer());
      case CANCEL -> new PeerMessage.Cancel(envelope.getCancel().getId());
      case QUESTION -> decode(envelope.getQuestion());
      case QUESTION_REPLY -> decode(envelope.getQuestionReply());
      case SNAPSHOT_PIECE -> Snapshots.decode(envelope.getSnapshotPiece());
      case SNAPSHOT_PROGRESS -> Snapshots.decode(envelope.getSnapshotProgress());
      case KIND_NOT_SET -> throw new MalformedMessageException("unknown message");
    };
  }

  private static Heartbeat decode(Peer.Heartbeat beat) {
    return new Heartbeat(beat.getFrom(), beat.getTo(), beat.getLife(), beat.getSentMillis());
  }

  private static HeartbeatReply decode(Peer.HeartbeatReply reply) {
    return new HeartbeatReply(
        reply.getFrom(),
        reply.getTo(),
        reply.getLife(),
        reply.getSentMillis(),
        Values.support(reply.getSupport()));
  }

  private static PeerMessage decode(Peer.Call call) {
    return new PeerMessage.Call(call.getId(), call.getRequest().toByteArray());
  }

  private static PeerMessage decode(Peer.Answer answer) {
    return new PeerMessage.Answer(
        answer.getId(), answer.getAnswer().toByteArray(), answer.getLast());
  }

  private static PeerMessage decode(Peer.Question question) {
    return new PeerMessage.Question(
        question.getId(), question.getTopic(), question.getQuestion().toByteArray());
  }

  private static PeerMessage decode(Peer.QuestionReply reply) {
    return new PeerMessage.QuestionReply(
        reply.getId(), reply.getKnown(), reply.getAnswer().toByteArray());
  }
}
