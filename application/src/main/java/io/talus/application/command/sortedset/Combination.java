package io.talus.application.command.sortedset;

import io.talus.application.command.Arguments;
import io.talus.application.command.Errors;
import io.talus.application.command.KeyspaceView;
import io.talus.application.walk.Pull;
import io.talus.domain.value.ScoredMember;
import java.util.Arrays;
import java.util.List;

/** {@code numkeys key [key ...]} with its options: what a client wants combined, and how. */
final class Combination {
  private static final String WEIGHT_NOT_A_FLOAT = "ERR weight value is not a float";

  private final SortedSetOperation operation;
  private final List<Input> inputs;
  private final double[] weights;
  private Aggregate aggregate = Aggregate.SUM;
  private boolean withScores;

  private Combination(SortedSetOperation operation, List<Input> inputs) {
    this.operation = operation;
    this.inputs = inputs;
    this.weights = new double[inputs.size()];
    Arrays.fill(weights, 1);
  }

  /**
   * Reads the inputs first and the options then, in Redis's order.
   *
   * @param stored whether the result is stored, so that there is no option WITHSCORES
   */
  static Combination parse(
      SortedSetOperation operation,
      Arguments args,
      int numkeysAt,
      boolean stored,
      KeyspaceView view) {
    Combination parsed = new Combination(operation, Input.parse(args, numkeysAt, view));
    int i = numkeysAt + 1 + parsed.inputs.size();
    while (i < args.count()) {
      i += parsed.take(args, i, stored);
    }
    return parsed;
  }

  /** Reads the option at {@code i} and says how many arguments it took. */
  private int take(Arguments args, int i, boolean stored) {
    if (operation.isWeighted() && args.is(i, "WEIGHTS") && i + weights.length < args.count()) {
      for (int k = 0; k < weights.length; k++) {
        weights[k] = args.floating(i + 1 + k, WEIGHT_NOT_A_FLOAT);
      }
      return 1 + weights.length;
    }
    if (operation.isWeighted() && args.is(i, "AGGREGATE") && args.hasNext(i)) {
      aggregate = Aggregate.parse(args, i + 1);
      return 2;
    }
    if (!stored && args.is(i, "WITHSCORES")) {
      withScores = true;
      return 1;
    }
    throw Errors.syntax();
  }

  boolean withScores() {
    return withScores;
  }

  /** The result in hash order. */
  Pull<ScoredMember> pull() {
    return MergedInputs.of(operation, inputs, weights, aggregate);
  }

  /** The result, in the order of a sorted set. */
  List<ScoredMember> members(KeyspaceView view) {
    view.reserveItems(operation.collected(inputs));
    List<ScoredMember> members = operation.of(inputs, weights, aggregate);
    members.sort(null);
    return members;
  }
}
