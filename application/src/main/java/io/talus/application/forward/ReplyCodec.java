package io.talus.application.forward;

import io.talus.application.command.Reply;
import io.talus.application.log.ByteSink;
import io.talus.application.log.ByteSource;
import io.talus.application.log.FormatException;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.slot.HashSlot;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Replies as bytes, whole or in pieces: for each a code, then what it consists of. */
final class ReplyCodec {
  /** No command nests its reply so deep; who says so makes no sense. */
  private static final int DEPTH_MAX = 32;

  private static final int SIMPLE = 1;
  private static final int ERROR = 2;
  private static final int INT = 3;
  private static final int BULK = 4;
  private static final int NULL = 5;
  private static final int NULL_ARRAY = 6;
  private static final int TRUE = 7;
  private static final int FALSE = 8;
  private static final int DOUBLE = 9;
  private static final int VERBATIM = 10;
  private static final int ARRAY = 11;
  private static final int BULKS = 12;
  private static final int SET = 13;
  private static final int MAP = 14;
  private static final int PAIRS = 15;
  private static final int PUSH = 16;
  private static final int OPENING = 17;
  private static final int ITEMS = 18;
  private static final int BULK_OPENING = 19;
  private static final int BULK_PART = 20;

  private ReplyCodec() {}

  static void requireEnd(ByteSource source) {
    if (source.hasMore()) {
      throw new FormatException("more than was announced, at " + source.position());
    }
  }

  static String text(ByteSource source) {
    return new String(source.bytes().array(), StandardCharsets.UTF_8);
  }

  static int slots(ByteSource source) {
    int count = source.count();
    if (count > HashSlot.COUNT) {
      throw new FormatException("slots before " + source.position() + ": " + count);
    }
    return count;
  }

  static void write(Reply reply, ByteSink sink) {
    switch (reply) {
      case Reply.Simple simple -> text(SIMPLE, simple.text(), sink);
      case Reply.Error error -> text(ERROR, error.text(), sink);
      case Reply.Int number -> {
        sink.u8(INT);
        sink.zigzag(number.value());
      }
      case Reply.Bulk bulk -> bytes(BULK, bulk.value(), sink);
      case Reply.Null nothing -> sink.u8(nothing.array() ? NULL_ARRAY : NULL);
      case Reply.Bool bool -> sink.u8(bool.value() ? TRUE : FALSE);
      case Reply.Double number -> {
        sink.u8(DOUBLE);
        sink.float64(number.value());
      }
      case Reply.Verbatim verbatim -> text(VERBATIM, verbatim.text(), sink);
      case Reply.Bulks bulks -> writeBulks(bulks, sink);
      case Reply.Array array -> items(ARRAY, array.items(), sink);
      case Reply.Set set -> items(SET, set.items(), sink);
      case Reply.Map map -> items(MAP, map.items(), sink);
      case Reply.Pairs pairs -> items(PAIRS, pairs.items(), sink);
      case Reply.Push push -> items(PUSH, push.items(), sink);
      case Reply.Opening opening -> {
        sink.u8(OPENING);
        sink.u8(code(opening.kind()));
        sink.varint(opening.items());
      }
      case Reply.Items some -> {
        sink.u8(ITEMS);
        sink.u8(code(some.kind()));
        writeAll(some.items(), sink);
      }
      case Reply.BulkOpening opening -> {
        sink.u8(BULK_OPENING);
        sink.varint(opening.length());
      }
      case Reply.BulkPart part -> bytes(BULK_PART, part.bytes(), sink);
    }
  }

  private static void text(int code, String text, ByteSink sink) {
    bytes(code, Bytes.of(text), sink);
  }

  private static void bytes(int code, Bytes bytes, ByteSink sink) {
    sink.u8(code);
    sink.bytes(bytes);
  }

  private static void writeBulks(Reply.Bulks bulks, ByteSink sink) {
    sink.u8(BULKS);
    sink.varint(bulks.items().size());
    for (Bytes item : bulks.items()) {
      sink.bytes(item);
    }
  }

  private static void items(int code, List<? extends Reply> items, ByteSink sink) {
    sink.u8(code);
    writeAll(items, sink);
  }

  private static void writeAll(List<? extends Reply> items, ByteSink sink) {
    sink.varint(items.size());
    for (Reply item : items) {
      write(item, sink);
    }
  }

  /**
   * Reads the next reply.
   *
   * @throws FormatException if there is none
   */
  static Reply read(ByteSource source) {
    return read(source, DEPTH_MAX);
  }

  private static Reply read(ByteSource source, int depth) {
    if (depth == 0) {
      throw new FormatException("a reply nested too deep, at " + source.position());
    }
    int code = source.u8();
    return switch (code) {
      case SIMPLE -> new Reply.Simple(text(source));
      case ERROR -> new Reply.Error(text(source));
      case INT -> Reply.integer(source.zigzag());
      case BULK -> new Reply.Bulk(source.bytes());
      case NULL -> Reply.NULL;
      case NULL_ARRAY -> Reply.NULL_ARRAY;
      case TRUE -> new Reply.Bool(true);
      case FALSE -> new Reply.Bool(false);
      case DOUBLE -> new Reply.Double(source.float64());
      case VERBATIM -> new Reply.Verbatim(text(source));
      case ARRAY -> new Reply.Array(readAll(source, depth));
      case BULKS -> readBulks(source);
      case SET -> new Reply.Set(readAll(source, depth));
      case MAP -> new Reply.Map(readAll(source, depth));
      case PAIRS -> new Reply.Pairs(readAll(source, depth));
      case PUSH -> new Reply.Push(readAll(source, depth));
      case OPENING -> new Reply.Opening(kind(source), source.varint());
      case ITEMS -> new Reply.Items(kind(source), readAll(source, depth));
      case BULK_OPENING -> new Reply.BulkOpening(source.varint());
      case BULK_PART -> new Reply.BulkPart(source.bytes());
      default -> throw new FormatException("code of a reply: " + code);
    };
  }

  private static int code(Reply.Kind kind) {
    return switch (kind) {
      case ARRAY -> 0;
      case SET -> 1;
      case MAP -> 2;
      case PAIRS -> 3;
    };
  }

  private static Reply.Kind kind(ByteSource source) {
    int code = source.u8();
    return switch (code) {
      case 0 -> Reply.Kind.ARRAY;
      case 1 -> Reply.Kind.SET;
      case 2 -> Reply.Kind.MAP;
      case 3 -> Reply.Kind.PAIRS;
      default -> throw new FormatException("kind of a reply in pieces: " + code);
    };
  }

  private static Reply readBulks(ByteSource source) {
    int count = source.elements();
    List<Bytes> items = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      items.add(source.bytes());
    }
    return new Reply.Bulks(items);
  }

  private static List<Reply> readAll(ByteSource source, int depth) {
    int count = source.elements();
    List<Reply> items = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      items.add(read(source, depth - 1));
    }
    return items;
  }
}
