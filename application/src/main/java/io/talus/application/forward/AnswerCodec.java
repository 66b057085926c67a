package io.talus.application.forward;

import io.talus.application.command.Reply;
import io.talus.application.forward.AnswerPart.Fragment;
import io.talus.application.forward.AnswerPart.NotExecuted;
import io.talus.application.forward.AnswerPart.Replied;
import io.talus.application.forward.AnswerPart.Unknown;
import io.talus.application.forward.Leaders.Leader;
import io.talus.application.log.ByteSink;
import io.talus.application.log.ByteSource;
import io.talus.application.log.FormatException;
import org.jspecify.annotations.Nullable;

/** Answers as bytes: a version, a kind, and the fields in the order of the records. */
final class AnswerCodec {
  static final int VERSION = 1;

  private static final int REPLIED = 1;
  private static final int FRAGMENT = 2;
  private static final int NOT_EXECUTED = 3;
  private static final int UNKNOWN = 4;
  private static final int FIXED_BYTES = 32;

  /** Version and kind. */
  static final int HEAD_BYTES = 2;

  private AnswerCodec() {}

  static byte[] encode(AnswerPart part) {
    return switch (part) {
      case Replied replied -> ReplyCodec.exact(replied(replied.reply()));
      case Fragment some -> encode(some);
      case NotExecuted not -> encode(not);
      case Unknown _ -> ReplyCodec.exact(begin(UNKNOWN, FIXED_BYTES));
    };
  }

  private static ByteSink begin(int kind, int bytes) {
    ByteSink sink = new ByteSink(bytes);
    sink.u8(VERSION);
    sink.u8(kind);
    return sink;
  }

  /** The bytes of a {@link Replied} with the reply: behind the head come those of the reply. */
  static ByteSink replied(Reply reply) {
    ByteSink sink =
        begin(
            REPLIED,
            reply instanceof Reply.Bulk bulk ? FIXED_BYTES + bulk.value().length() : FIXED_BYTES);
    ReplyCodec.write(reply, sink);
    return sink;
  }

  private static byte[] encode(NotExecuted not) {
    ByteSink sink = begin(NOT_EXECUTED, FIXED_BYTES);
    Leader leader = not.leader();
    sink.u8(leader == null ? 0 : 1);
    if (leader != null) {
      sink.varint(leader.node());
      sink.varint(leader.epoch());
    }
    sink.varint(not.blockMillis());
    return ReplyCodec.exact(sink);
  }

  private static byte[] encode(Fragment some) {
    byte[] bytes = new byte[HEAD_BYTES + some.length()];
    bytes[0] = VERSION;
    bytes[1] = FRAGMENT;
    System.arraycopy(some.array(), some.from(), bytes, HEAD_BYTES, some.length());
    return bytes;
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
