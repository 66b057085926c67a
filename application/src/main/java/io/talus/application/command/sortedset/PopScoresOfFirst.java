package io.talus.application.command.sortedset;

import io.talus.application.command.Arguments;
import io.talus.application.command.Blocked;
import io.talus.application.command.BlockingTimeout;
import io.talus.application.command.Change;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.MultiPop;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.ScoredMember;
import io.talus.domain.value.SortedSetValue;
import io.talus.domain.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ZMPOP and BZMPOP: takes members off the first sorted set there is; BZMPOP waits for one. */
final class PopScoresOfFirst implements DataCommand {
  private final boolean blocking;

  PopScoresOfFirst(boolean blocking) {
    this.blocking = blocking;
  }

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    MultiPop<ScoreEnd> pop = MultiPop.parse(args, blocking ? 2 : 1, ScoreEnd::parse);
    long timeoutMillis = blocking ? BlockingTimeout.millis(args, 1, view) : 0;
    Change popped = pop(pop, view);
    if (popped != null) {
      return popped;
    }
    return blocking
        ? new Blocked(pop.keys(), ValueType.SORTED_SET, timeoutMillis, Reply.NULL_ARRAY)
        : Reply.NULL_ARRAY;
  }

  private static @Nullable Change pop(MultiPop<ScoreEnd> pop, KeyspaceView view) {
    for (Bytes key : pop.keys()) {
      SortedSetValue set = view.sortedSet(key);
      if (set != null) {
        List<ScoredMember> popped = pop.end().members(set, pop.count());
        return Change.of(
            Reply.array(Reply.bulk(key), nested(popped)), SortedSetEdits.remove(key, set, popped));
      }
    }
    return null;
  }

  /** Arrays of two, whatever the protocol. */
  private static Reply nested(List<ScoredMember> members) {
    List<Reply> items = new ArrayList<>(members.size());
    for (ScoredMember member : members) {
      items.add(Reply.array(Reply.bulk(member.member()), new Reply.Double(member.score())));
    }
    return new Reply.Array(items);
  }
}
