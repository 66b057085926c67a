package io.talus.commands.differential;

import io.talus.application.command.Reply;
import java.util.ArrayList;
import java.util.List;

/** Replies as they look when they have been written in a RESP version and read again. */
public record ReplyShape(int protocol) {
  /** The reply as a client sees it. */
  public Reply of(Reply reply) {
    return switch (reply) {
      case Reply.Bulks bulks -> new Reply.Array(bulks.items().stream().map(Reply::bulk).toList());
      case Reply.Array array -> new Reply.Array(all(array.items()));
      case Reply.Push push -> new Reply.Array(all(push.items()));
      case Reply.Pairs pairs -> pairs(all(pairs.items()));
      case Reply.Set set -> isResp3() ? new Reply.Set(all(set.items())) : array(set.items());
      case Reply.Map map -> isResp3() ? new Reply.Map(all(map.items())) : array(map.items());
      case Reply.Bool bool -> isResp3() ? bool : Reply.integer(bool.value());
      case Reply.Verbatim verbatim -> Reply.bulk(verbatim.text());
      case Reply.Null nothing -> isResp3() ? Reply.NULL : nothing;
      case Reply.Piece piece -> throw new IllegalArgumentException("not whole: " + piece);
      case Reply.Simple _, Reply.Error _, Reply.Int _, Reply.Bulk _, Reply.Double _ -> reply;
    };
  }

  private boolean isResp3() {
    return protocol == 3;
  }

  private Reply array(List<? extends Reply> items) {
    return new Reply.Array(all(items));
  }

  private List<Reply> all(List<? extends Reply> items) {
    return items.stream().map(this::of).toList();
  }

  private Reply pairs(List<Reply> items) {
    if (!isResp3()) {
      return new Reply.Array(items);
    }
    List<Reply> pairs = new ArrayList<>(items.size() / 2);
    for (int i = 0; i < items.size(); i += 2) {
      pairs.add(Reply.array(items.get(i), items.get(i + 1)));
    }
    return new Reply.Array(pairs);
  }
}
