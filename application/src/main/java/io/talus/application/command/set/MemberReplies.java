package io.talus.application.command.set;

import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** How members are answered. */
final class MemberReplies {
  static final Reply EMPTY_SET = new Reply.Set(List.of());

  private MemberReplies() {}

  static Reply set(Collection<Bytes> members) {
    List<Reply> items = new ArrayList<>(members.size());
    for (Bytes member : members) {
      items.add(Reply.bulk(member));
    }
    return new Reply.Set(items);
  }
}
