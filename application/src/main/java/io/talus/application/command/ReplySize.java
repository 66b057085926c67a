package io.talus.application.command;

import io.talus.domain.bytes.Bytes;
import java.util.List;

/** What a reply takes of the heap, roughly, if nobody else has the values in it. */
public final class ReplySize {
  /** Objects, headers and the place in a list. */
  private static final int ITEM_BYTES = 48;

  private ReplySize() {}

  public static long of(Reply reply) {
    return ITEM_BYTES
        + switch (reply) {
          case Reply.Bulk bulk -> bulk.value().length();
          case Reply.Bulks bulks -> sum(bulks);
          case Reply.Simple simple -> simple.text().length();
          case Reply.Error error -> error.text().length();
          case Reply.Verbatim verbatim -> verbatim.text().length();
          case Reply.Array array -> sum(array.items());
          case Reply.Set set -> sum(set.items());
          case Reply.Map map -> sum(map.items());
          case Reply.Pairs pairs -> sum(pairs.items());
          case Reply.Push push -> sum(push.items());
          case Reply.Items items -> sum(items.items());
          case Reply.BulkPart part -> part.bytes().length();
          case Reply.Int _,
              Reply.Null _,
              Reply.Bool _,
              Reply.Double _,
              Reply.Opening _,
              Reply.BulkOpening _ ->
              0;
        };
  }

  private static long sum(Reply.Bulks bulks) {
    long sum = 0;
    for (Bytes item : bulks.items()) {
      sum += ITEM_BYTES + item.length();
    }
    return sum;
  }

  private static long sum(List<? extends Reply> items) {
    long sum = 0;
    for (Reply item : items) {
      sum += of(item);
    }
    return sum;
  }
}
