package io.talus.adapters.replication.wire;

import io.talus.application.peer.PeerMessage;
import io.talus.application.peer.SlotMessage;
import java.util.Arrays;
import java.util.List;

/** Messages as texts, with their arrays, which records do not compare. */
final class Shown {

  private Shown() {}

  static String of(PeerMessage message) {
    return switch (message) {
      case PeerMessage.Slots slots -> slots.messages().stream().map(Shown::of).toList().toString();
      case PeerMessage.Call call -> "call %d %s".formatted(call.id(), text(call.request()));
      case PeerMessage.Answer answer ->
          "answer %d %s %s".formatted(answer.id(), text(answer.answer()), answer.last());
      case PeerMessage.Question question ->
          "question %d %s %s".formatted(question.id(), question.topic(), text(question.question()));
      case PeerMessage.QuestionReply reply ->
          "reply %d %s %s".formatted(reply.id(), reply.known(), text(reply.answer()));
      case PeerMessage.SnapshotPiece piece ->
          List.of(
                  piece.slot(),
                  piece.from(),
                  piece.to(),
                  piece.transfer(),
                  piece.number(),
                  text(piece.bytes()),
                  piece.last())
              .toString();
      case PeerMessage.Beat _,
          PeerMessage.BeatReply _,
          PeerMessage.Cancel _,
          PeerMessage.SnapshotProgress _ ->
          message.toString();
    };
  }

  private static String of(SlotMessage message) {
    return "%s %s %s"
        .formatted(
            message.slot(),
            message.message(),
            message.records().stream().map(Shown::text).toList());
  }

  private static String text(byte[] bytes) {
    return Arrays.toString(bytes);
  }
}
