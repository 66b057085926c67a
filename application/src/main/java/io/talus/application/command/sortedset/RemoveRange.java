package io.talus.application.command.sortedset;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.IndexRange;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.ScoredMember;
import io.talus.domain.value.SortedSetValue;
import java.util.ArrayList;
import java.util.List;

/** ZREMRANGEBYRANK, ZREMRANGEBYSCORE and ZREMRANGEBYLEX. */
final class RemoveRange implements DataCommand {
  private final RangeOrder order;

  RemoveRange(RangeOrder order) {
    this.order = order;
  }

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    MemberRange range = order.parse(args, 2, false);
    Bytes key = args.get(1);
    SortedSetValue set = view.sortedSet(key);
    List<ScoredMember> removed = set == null ? List.of() : members(set, range.ranks(set));
    return set == null || removed.isEmpty()
        ? Reply.integer(0)
        : Change.of(Reply.integer(removed.size()), SortedSetEdits.remove(key, set, removed));
  }

  private static List<ScoredMember> members(SortedSetValue set, IndexRange ranks) {
    List<ScoredMember> members = new ArrayList<>((int) ranks.length());
    set.forEach(ranks.from(), ranks.to(), members::add);
    return members;
  }
}
