package io.talus.application.command.sortedset;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.IndexRange;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.value.ScoredMember;
import io.talus.domain.value.SortedSetValue;
import java.util.ArrayList;
import java.util.List;

/** ZRANGESTORE. */
final class StoreRange implements DataCommand {
  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    RangeQuery query = RangeForm.ZRANGESTORE.parse(args);
    SortedSetValue set = view.sortedSet(args.get(2));
    List<ScoredMember> members = set == null ? List.of() : selected(query, set);
    return new Change(
        Reply.integer(members.size()), SortedSetEdits.replace(view, args.get(1), members));
  }

  private static List<ScoredMember> selected(RangeQuery query, SortedSetValue set) {
    IndexRange ranks = query.ranks(set);
    List<ScoredMember> selected = new ArrayList<>((int) ranks.length());
    query.forEach(set, ranks, selected::add);
    return selected;
  }
}
