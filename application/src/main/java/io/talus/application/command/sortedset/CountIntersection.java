package io.talus.application.command.sortedset;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.Errors;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.application.walk.Pull;
import io.talus.application.walk.Walk;
import io.talus.application.walk.WalkingCommand;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.ScoredMember;
import java.util.Comparator;
import java.util.List;

/** ZINTERCARD: counts up to a limit. */
final class CountIntersection implements WalkingCommand {
  private static final String LIMIT_NEGATIVE = "ERR LIMIT can't be negative";

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    List<Input> inputs = Input.parse(args, 1, view);
    long limit = limit(args, 2 + inputs.size());
    inputs.sort(Comparator.comparingLong(Input::size));
    Count count = new Count(inputs.subList(1, inputs.size()));
    inputs.getFirst().forEachWhile(() -> count.value < limit, each -> count.add(each.member()));
    return Reply.integer(Math.min(count.value, limit));
  }

  @Override
  public Walk walk(Arguments args, KeyspaceView view) {
    List<Input> inputs = Input.parse(args, 1, view);
    long limit = limit(args, 2 + inputs.size());
    double[] weights = new double[inputs.size()];
    Pull<ScoredMember> common =
        MergedInputs.of(SortedSetOperation.INTERSECTION, inputs, weights, Aggregate.SUM);
    long count = 0;
    while (count < limit && common.next() != null) {
      count++;
    }
    return new Walk.Done(Reply.integer(count));
  }

  private static long limit(Arguments args, int first) {
    long limit = 0;
    for (int i = first; i < args.count(); i += 2) {
      if (!args.is(i, "LIMIT") || !args.hasNext(i)) {
        throw Errors.syntax();
      }
      limit = args.integer(i + 1, 0, Long.MAX_VALUE, LIMIT_NEGATIVE);
    }
    return limit == 0 ? Long.MAX_VALUE : limit;
  }

  /** The members so far that all the other inputs have too. */
  private static final class Count {
    private final List<Input> others;
    private long value;

    Count(List<Input> others) {
      this.others = others;
    }

    void add(Bytes member) {
      for (Input other : others) {
        if (Double.isNaN(other.score(member))) {
          return;
        }
      }
      value++;
    }
  }
}
