package io.talus.application.command.sortedset;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.SortedSetValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ZSCORE and ZMSCORE. */
final class MemberScore implements DataCommand {
  private final boolean many;

  MemberScore(boolean many) {
    this.many = many;
  }

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    SortedSetValue set = view.sortedSet(args.get(1));
    return many ? scores(args, set) : score(args.get(2), set);
  }

  private static Reply scores(Arguments args, @Nullable SortedSetValue set) {
    if (set != null) {
      set.expect(args.slice(2, args.count()));
    }
    List<Reply> scores = new ArrayList<>(args.count() - 2);
    for (int i = 2; i < args.count(); i++) {
      scores.add(score(args.get(i), set));
    }
    return new Reply.Array(scores);
  }

  private static Reply score(Bytes member, @Nullable SortedSetValue set) {
    double score = set == null ? SortedSetValue.ABSENT : set.score(member);
    return Double.isNaN(score) ? Reply.NULL : new Reply.Double(score);
  }
}
