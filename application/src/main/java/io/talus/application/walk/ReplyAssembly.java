package io.talus.application.walk;

import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts replies together again that came in pieces, for who wants them whole. Of one client. */
public final class ReplyAssembly {
  private Reply.@Nullable Opening opening;
  private List<Reply> items = new ArrayList<>();
  private Bytes bulk = Bytes.EMPTY;
  private long bulkLength = -1;

  /** The reply that is whole with this piece; null if more belongs to it. */
  public @Nullable Reply add(Reply sent) {
    return switch (sent) {
      case Reply.Opening begun -> begin(begun);
      case Reply.Items(_, var some) -> {
        items.addAll(some);
        yield wholeOrNull();
      }
      case Reply.BulkOpening(long length) -> beginBulk(length);
      case Reply.BulkPart(Bytes bytes) -> bulkOrNull(bytes);
      default -> sent;
    };
  }

  private @Nullable Reply begin(Reply.Opening begun) {
    opening = begun;
    items = new ArrayList<>();
    return wholeOrNull();
  }

  private @Nullable Reply beginBulk(long length) {
    bulkLength = length;
    bulk = Bytes.EMPTY;
    return null;
  }

  private @Nullable Reply bulkOrNull(Bytes bytes) {
    if (bulk.length() < bulkLength) {
      bulk = bulk.concat(bytes);
      return null;
    }
    return Reply.bulk(bulk); // the end of the line
  }

  private @Nullable Reply wholeOrNull() {
    if (opening == null || items.size() < opening.items()) {
      return null;
    }
    Reply whole =
        switch (opening.kind()) {
          case ARRAY -> new Reply.Array(items);
          case SET -> new Reply.Set(items);
          case MAP -> new Reply.Map(items);
          case PAIRS -> new Reply.Pairs(items);
        };
    opening = null;
    return whole;
  }
}
