package io.talus.application.walk;

import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts replies into pieces that are sent one after the other. */
public final class ReplyPieces {
  /** As much is encoded, and held for a client, at once. */
  static final long BYTES = 64 * 1024;

  static final int ITEMS = 4096;

  private static final Bytes LINE_END = Bytes.of("\r\n");

  private ReplyPieces() {}

  /** Whether the reply is short enough to be sent at once. */
  public static boolean isShort(Reply reply) {
    return switch (reply) {
      case Reply.Bulk(Bytes value) -> value.length() <= BYTES;
      case Reply.Bulks(List<Bytes> items) -> items.size() <= ITEMS / 8;
      case Reply.Array(var items) -> items.size() <= ITEMS / 8;
      case Reply.Set(var items) -> items.size() <= ITEMS / 8;
      case Reply.Map(var items) -> items.size() <= ITEMS / 8;
      case Reply.Pairs(var items) -> items.size() <= ITEMS / 8;
      default -> true;
    };
  }

  /** The pieces that together are the reply. */
  public static Pull<Reply> of(Reply reply) {
    return switch (reply) {
      case Reply.Bulk(Bytes value) when !isShort(reply) -> bulk(value);
      case Reply.Bulks(List<Bytes> items) ->
          listed(Reply.Kind.ARRAY, items.size(), Pulls.map(Pulls.of(items), Reply::bulk));
      case Reply.Array(var items) -> listed(Reply.Kind.ARRAY, items.size(), Pulls.of(items));
      case Reply.Set(var items) -> listed(Reply.Kind.SET, items.size(), Pulls.of(items));
      case Reply.Map(var items) -> listed(Reply.Kind.MAP, items.size(), Pulls.of(items));
      case Reply.Pairs(var items) -> listed(Reply.Kind.PAIRS, items.size(), Pulls.of(items));
      default -> Pulls.of(List.of(reply));
    };
  }

  /** The pieces of a reply with so many items. */
  static Pull<Reply> listed(Reply.Kind kind, long count, Pull<Reply> items) {
    return Pulls.concat(Pulls.of(List.of(new Reply.Opening(kind, count))), cut(kind, items));
  }

  /** The halves of a pair stay together. */
  private static Pull<Reply> cut(Reply.Kind kind, Pull<Reply> items) {
    return new Pull<>() {
      @Override
      public @Nullable Reply next() {
        List<Reply> piece = new ArrayList<>();
        long bytes = 0;
        while (bytes < BYTES && piece.size() < ITEMS) {
          Reply first = items.next();
          if (first == null) {
            break;
          }
          piece.add(first);
          bytes += bytes(first);
          if (kind == Reply.Kind.MAP || kind == Reply.Kind.PAIRS) {
            Reply second = items.next();
            if (second == null) {
              throw new IllegalStateException("half of a pair: " + first);
            }
            piece.add(second);
            bytes += bytes(second);
          }
        }
        return piece.isEmpty() ? null : new Reply.Items(kind, piece);
      }
    };
  }

  private static long bytes(Reply item) {
    return item instanceof Reply.Bulk(Bytes value) ? value.length() : Long.BYTES;
  }

  private static Pull<Reply> bulk(Bytes value) {
    List<Reply> pieces = new ArrayList<>();
    pieces.add(new Reply.BulkOpening(value.length()));
    for (int from = 0; from < value.length(); from += (int) BYTES) {
      int to = (int) Math.min(from + BYTES, value.length());
      pieces.add(new Reply.BulkPart(value.slice(from, to)));
    }
    pieces.add(new Reply.BulkPart(LINE_END));
    return Pulls.of(pieces);
  }
}
