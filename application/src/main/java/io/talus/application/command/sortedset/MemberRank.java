package io.talus.application.command.sortedset;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.Errors;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.SortedSetValue;
import java.util.Locale;

/** ZRANK and ZREVRANK. */
final class MemberRank implements DataCommand {
  private static final int OPTION_AT = 3;

  private final boolean fromHighest;

  MemberRank(boolean fromHighest) {
    this.fromHighest = fromHighest;
  }

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    boolean withScore = withScore(args);
    SortedSetValue set = view.sortedSet(args.get(1));
    Bytes member = args.get(2);
    long rank = set == null ? -1 : set.rank(member);
    if (set == null || rank < 0) {
      return withScore ? Reply.NULL_ARRAY : Reply.NULL;
    }
    Reply counted = Reply.integer(fromHighest ? set.size() - 1 - rank : rank);
    return withScore ? Reply.array(counted, new Reply.Double(set.score(member))) : counted;
  }

  private static boolean withScore(Arguments args) {
    if (args.count() == OPTION_AT) {
      return false;
    }
    if (args.count() > OPTION_AT + 1) {
      throw Errors.wrongArity(args.text(0).toLowerCase(Locale.ROOT));
    }
    if (!args.is(OPTION_AT, "WITHSCORE")) {
      throw Errors.syntax();
    }
    return true;
  }
}
