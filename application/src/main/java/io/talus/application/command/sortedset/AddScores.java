package io.talus.application.command.sortedset;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation.PutScores;
import io.talus.domain.mutation.ScoreChange;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.SortedSetValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ZADD and ZINCRBY. */
final class AddScores implements DataCommand {
  private static final String NOT_A_NUMBER = "ERR resulting score is not a number (NaN)";

  private final boolean increments;

  AddScores(boolean increments) {
    this.increments = increments;
  }

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    ScoreCondition condition = ScoreCondition.parse(args, increments);
    double[] scores = scores(args, condition.firstScoreAt());
    Bytes key = args.get(1);
    SortedSetValue set = view.sortedSet(key);
    if (set != null && scores.length > 1) {
      set.expect(args.every(2, condition.firstScoreAt() + 1));
    }
    Run run = new Run(condition, new ScoreChanges(set, scores.length));
    for (int i = 0; i < scores.length; i++) {
      run.put(args.get(condition.firstScoreAt() + 2 * i + 1), scores[i]);
    }
    return outcome(key, set, run, view);
  }

  /** All scores are read first: a malformed one leaves everything as it is. */
  private static double[] scores(Arguments args, int first) {
    double[] scores = new double[(args.count() - first) / 2];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = args.floating(first + 2 * i);
    }
    return scores;
  }

  private static CommandOutcome outcome(
      Bytes key, @Nullable SortedSetValue set, Run run, KeyspaceView view) {
    List<ScoreChange> changes = run.changes.changes();
    if (changes.isEmpty()) {
      return run.reply();
    }
    CollectionHeader before = SortedSetEdits.header(view, key, set);
    CollectionHeader after = before.withSize(before.size() + run.changes.added());
    return Change.of(run.reply(), new PutScores(key, after, changes));
  }

  /** One execution: the changes so far and what the reply is made of. */
  private static final class Run {
    private final ScoreCondition condition;
    private final ScoreChanges changes;
    private int added;
    private int updated;
    private double incremented = SortedSetValue.ABSENT;

    Run(ScoreCondition condition, ScoreChanges changes) {
      this.condition = condition;
      this.changes = changes;
    }

    void put(Bytes member, double score) {
      double current = changes.score(member);
      if (Double.isNaN(current)) {
        add(member, score);
      } else if (condition.changesMembers()) {
        update(member, condition.increments() ? sum(current, score) : score, current);
      }
    }

    private void add(Bytes member, double score) {
      if (condition.addsMembers()) {
        changes.put(member, score, SortedSetValue.ABSENT);
        added++;
        incremented = score;
      }
    }

    private void update(Bytes member, double score, double current) {
      if (!condition.allows(current, score)) {
        return;
      }
      incremented = score;
      if (score != current) {
        changes.put(member, score, current);
        updated++;
      }
    }

    private static double sum(double current, double increment) {
      double sum = current + increment;
      if (Double.isNaN(sum)) {
        throw new CommandError(NOT_A_NUMBER);
      }
      return sum;
    }

    Reply reply() {
      if (condition.increments()) {
        return Double.isNaN(incremented) ? Reply.NULL : new Reply.Double(incremented);
      }
      return Reply.integer(condition.countsChanged() ? added + updated : added);
    }
  }
}
