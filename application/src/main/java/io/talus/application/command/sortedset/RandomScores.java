package io.talus.application.command.sortedset;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.Errors;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.RandomSample;
import io.talus.application.command.Reply;
import io.talus.domain.value.ScoredMember;
import io.talus.domain.value.SortedSetValue;
import java.util.List;

/** ZRANDMEMBER. */
final class RandomScores implements DataCommand {
  private static final int COUNT_AT = 2;
  private static final int OPTION_AT = 3;

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    return args.count() > COUNT_AT ? several(args, view) : one(args, view);
  }

  private static Reply one(Arguments args, KeyspaceView view) {
    SortedSetValue set = view.sortedSet(args.get(1));
    return set == null ? Reply.NULL : Reply.bulk(set.random(1, view.random()).getFirst().member());
  }

  private static Reply several(Arguments args, KeyspaceView view) {
    long count = RandomSample.count(args, COUNT_AT);
    boolean withScores = withScores(args, count);
    SortedSetValue set = view.sortedSet(args.get(1));
    if (set == null || count == 0) {
      return Reply.EMPTY_ARRAY;
    }
    RandomSample.All<ScoredMember> all = visitor -> set.forEach(0, set.size(), visitor);
    List<ScoredMember> drawn =
        RandomSample.of(view, set.size(), all, set::random).draw(count, view.random());
    return MemberReply.of(drawn, withScores);
  }

  private static boolean withScores(Arguments args, long count) {
    if (args.count() == OPTION_AT) {
      return false;
    }
    if (args.count() > OPTION_AT + 1 || !args.is(OPTION_AT, "WITHSCORES")) {
      throw Errors.syntax();
    }
    if (count < -Long.MAX_VALUE / 2 || count > Long.MAX_VALUE / 2) {
      throw new CommandError(Errors.OUT_OF_RANGE);
    }
    return true;
  }
}
