package io.talus.application.forward;

import io.talus.application.forward.AnswerPart.Fragment;
import io.talus.application.forward.AnswerPart.NotExecuted;
import io.talus.application.forward.AnswerPart.Replied;
import io.talus.application.forward.AnswerPart.Unknown;
import io.talus.application.forward.Leaders.Leader;
import io.talus.application.log.ByteSink;
import io.talus.application.log.ByteSource;
import io.talus.application.log.FormatException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Answers as bytes: a version, a kind, and the fields in the order of the records. */
final class AnswerCodec {
  static final int VERSION = 1;

  private static final int REPLIED = 1;
  private static final int FRAGMENT = 2;
  private static final int NOT_EXECUTED = 3;
  private static final int UNKNOWN = 4;

  /** Version and kind. */
  static final int HEAD_BYTES = 2;

  private AnswerCodec() {}

  /**
   * The bytes, in an array of their own.
   *
   * @param sink empty; they are written there first
   */
  static byte[] encode(AnswerPart part, ByteSink sink) {
    sink.u8(VERSION);
    switch (part) {
      case Replied replied -> {
        sink.u8(REPLIED);
        ReplyCodec.write(replied.reply(), sink);
      }
      case Fragment some -> {
        sink.u8(FRAGMENT);
        sink.bytes(some.array(), some.from(), some.length());
      }
      case NotExecuted not -> write(not, sink);
      case Unknown _ -> sink.u8(UNKNOWN);
    }
    return Arrays.copyOf(sink.array(), sink.length());
  }

  private static void write(NotExecuted not, ByteSink sink) {
    sink.u8(NOT_EXECUTED);
    Leader leader = not.leader();
    sink.u8(leader == null ? 0 : 1);
    if (leader != null) {
      sink.varint(leader.node());
      sink.varint(leader.epoch());
    }
    sink.varint(not.blockMillis());
  }

  /**
   * Reads what {@link #encode} has written.
   *
   * @throws FormatException if it is something else, or of another version
   */
  static AnswerPart decode(byte[] bytes) {
    ByteSource source = new ByteSource(bytes, 0, bytes.length);
    int version = source.u8();
    if (version != VERSION) {
      throw new FormatException(
          "version of an answer: " + version + " (expected: " + VERSION + ")");
    }
    int kind = source.u8();
    return switch (kind) {
      case REPLIED -> {
        Replied replied = new Replied(ReplyCodec.read(source));
        ReplyCodec.requireEnd(source);
        yield replied;
      }
      case FRAGMENT -> new Fragment(bytes, source.position(), bytes.length - source.position());
      case NOT_EXECUTED -> new NotExecuted(leader(source), source.varint());
      case UNKNOWN -> new Unknown();
      default -> throw new FormatException("kind of an answer: " + kind);
    };
  }

  private static @Nullable Leader leader(ByteSource source) {
    return source.u8() == 0 ? null : new Leader(source.count(), source.varint());
  }
}
