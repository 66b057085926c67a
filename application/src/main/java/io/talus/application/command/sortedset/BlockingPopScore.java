package io.talus.application.command.sortedset;

import io.talus.application.command.Arguments;
import io.talus.application.command.Blocked;
import io.talus.application.command.BlockingTimeout;
import io.talus.application.command.Change;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.ScoredMember;
import io.talus.domain.value.SortedSetValue;
import io.talus.domain.value.ValueType;
import java.util.List;

/** BZPOPMIN and BZPOPMAX: takes a member off the first sorted set there is, or waits for one. */
final class BlockingPopScore implements DataCommand {
  private final ScoreEnd end;

  BlockingPopScore(ScoreEnd end) {
    this.end = end;
  }

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    int timeoutAt = args.count() - 1;
    long timeoutMillis = BlockingTimeout.millis(args, timeoutAt, view);
    for (int i = 1; i < timeoutAt; i++) {
      SortedSetValue set = view.sortedSet(args.get(i));
      if (set != null) {
        return pop(args.get(i), set);
      }
    }
    return new Blocked(
        args.slice(1, timeoutAt), ValueType.SORTED_SET, timeoutMillis, Reply.NULL_ARRAY);
  }

  private Change pop(Bytes key, SortedSetValue set) {
    List<ScoredMember> popped = end.members(set, 1);
    ScoredMember member = popped.getFirst();
    Reply reply =
        Reply.array(Reply.bulk(key), Reply.bulk(member.member()), new Reply.Double(member.score()));
    return Change.of(reply, SortedSetEdits.remove(key, set, popped));
  }
}
