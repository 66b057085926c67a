package io.talus.application.command.sortedset;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.IndexRange;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.application.walk.Pulls;
import io.talus.application.walk.Walk;
import io.talus.application.walk.WalkingCommand;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.ScoredMember;
import io.talus.domain.value.SortedSetValue;
import java.util.ArrayList;
import java.util.List;

/** ZRANGESTORE. */
final class StoreRange implements WalkingCommand {
  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    RangeQuery query = RangeForm.ZRANGESTORE.parse(args);
    SortedSetValue set = view.sortedSet(args.get(2));
    List<ScoredMember> members = set == null ? List.of() : selected(query, set);
    return new Change(
        Reply.integer(members.size()), SortedSetEdits.replace(view, args.get(1), members));
  }

  @Override
  public Walk walk(Arguments args, KeyspaceView view) {
    RangeQuery query = RangeForm.ZRANGESTORE.parse(args);
    SortedSetValue set = view.sortedSet(args.get(2));
    return set == null
        ? new Walk.Done(run(args, view))
        : storing(args.get(1), set, query.ranks(set), view);
  }

  private static Walk storing(Bytes key, SortedSetValue set, IndexRange ranks, KeyspaceView view) {
    return SortedSetEdits.storing(view, key, Pulls.ranks(set, ranks.from(), ranks.to()));
  }

  private static List<ScoredMember> selected(RangeQuery query, SortedSetValue set) {
    IndexRange ranks = query.ranks(set);
    List<ScoredMember> selected = new ArrayList<>((int) ranks.length());
    query.forEach(set, ranks, selected::add);
    return selected;
  }
}
