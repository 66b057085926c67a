package io.talus.application.command.sortedset;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.IndexRange;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.application.walk.Walk;
import io.talus.application.walk.WalkingCommand;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.ScoredMember;
import io.talus.domain.value.SortedSetValue;
import java.util.ArrayList;
import java.util.List;

/** ZREMRANGEBYRANK, ZREMRANGEBYSCORE and ZREMRANGEBYLEX. */
final class RemoveRange implements WalkingCommand {
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

  /** When many go, those that stay are stored anew. */
  @Override
  public Walk walk(Arguments args, KeyspaceView view) {
    Bytes key = args.get(1);
    SortedSetValue set = view.sortedSet(key);
    IndexRange ranks = set == null ? IndexRange.EMPTY : order.parse(args, 2, false).ranks(set);
    if (set == null || ranks.length() <= SortedSetEdits.FEW) {
      return new Walk.Done(run(args, view));
    }
    return SortedSetEdits.keeping(
        view, key, set, SortedSetEdits.without(set, ranks), size -> Reply.integer(ranks.length()));
  }

  private static List<ScoredMember> members(SortedSetValue set, IndexRange ranks) {
    List<ScoredMember> members = new ArrayList<>((int) ranks.length());
    set.forEach(ranks.from(), ranks.to(), members::add);
    return members;
  }
}
