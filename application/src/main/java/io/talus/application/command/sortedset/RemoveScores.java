package io.talus.application.command.sortedset;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.ScoredMember;
import io.talus.domain.value.SortedSetValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** ZREM. */
final class RemoveScores implements DataCommand {
  private static final int FIRST_MEMBER_AT = 2;

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    Bytes key = args.get(1);
    SortedSetValue set = view.sortedSet(key);
    if (set == null) {
      return Reply.integer(0);
    }
    List<ScoredMember> found = found(args, set);
    return found.isEmpty()
        ? Reply.integer(0)
        : Change.of(Reply.integer(found.size()), SortedSetEdits.remove(key, set, found));
  }

  private static List<ScoredMember> found(Arguments args, SortedSetValue set) {
    int named = args.count() - FIRST_MEMBER_AT;
    if (named > 1) {
      set.expect(args.slice(FIRST_MEMBER_AT, args.count()));
    }
    List<ScoredMember> found = new ArrayList<>(named);
    Set<Bytes> seen = named > 1 ? HashSet.newHashSet(named) : Set.of();
    for (int i = FIRST_MEMBER_AT; i < args.count(); i++) {
      Bytes member = args.get(i);
      double score = set.score(member);
      if (!Double.isNaN(score) && (named == 1 || seen.add(member))) {
        found.add(new ScoredMember(member, score));
      }
    }
    return found;
  }
}
