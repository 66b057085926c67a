package io.talus.application.command.sortedset;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.Errors;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.ScoredMember;
import io.talus.domain.value.SortedSetValue;
import java.util.List;

/** ZPOPMIN and ZPOPMAX. */
final class PopScores implements DataCommand {
  private static final int COUNT_AT = 2;

  private final ScoreEnd end;

  PopScores(ScoreEnd end) {
    this.end = end;
  }

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    if (args.count() > COUNT_AT + 1) {
      throw Errors.syntax();
    }
    boolean counted = args.count() > COUNT_AT;
    long count = counted ? args.integer(COUNT_AT, 0, Long.MAX_VALUE, Errors.NOT_POSITIVE) : 1;
    Bytes key = args.get(1);
    SortedSetValue set = view.sortedSet(key);
    if (set == null || count == 0) {
      return Reply.EMPTY_ARRAY;
    }
    view.reserveItems(2 * Math.min(count, set.size()));
    List<ScoredMember> popped = end.members(set, count);
    Reply reply = counted ? MemberReply.of(popped, true) : single(popped.getFirst());
    return Change.of(reply, SortedSetEdits.remove(key, set, popped));
  }

  /** Without a count the reply is flat in RESP3 too. */
  private static Reply single(ScoredMember popped) {
    return Reply.array(Reply.bulk(popped.member()), new Reply.Double(popped.score()));
  }
}
