package io.talus.application.command.sortedset;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.Errors;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.application.walk.Walk;
import io.talus.application.walk.WalkingCommand;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.ScoredMember;
import io.talus.domain.value.SortedSetValue;
import java.util.List;

/** ZPOPMIN and ZPOPMAX. */
final class PopScores implements WalkingCommand {
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

  /** When many go, those that stay are stored anew. */
  @Override
  public Walk walk(Arguments args, KeyspaceView view) {
    Bytes key = args.get(1);
    SortedSetValue set = view.sortedSet(key);
    long count = args.count() > COUNT_AT ? args.integer(COUNT_AT) : 1;
    if (set == null || count <= SortedSetEdits.FEW || count >= set.size()) {
      return new Walk.Done(run(args, view));
    }
    view.reserveItems(2 * count);
    Reply reply = MemberReply.of(end.members(set, count), true);
    return SortedSetEdits.keeping(
        view, key, set, SortedSetEdits.without(set, end.ranks(set, count)), size -> reply);
  }

  @Override
  public boolean gathers() {
    return true;
  }

  /** Without a count the reply is flat in RESP3 too. */
  private static Reply single(ScoredMember popped) {
    return Reply.array(Reply.bulk(popped.member()), new Reply.Double(popped.score()));
  }
}
