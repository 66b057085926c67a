package io.talus.application.command.sortedset;

import io.talus.application.walk.Pull;
import io.talus.application.walk.Pulls;
import io.talus.application.walk.Union;
import io.talus.domain.value.ScoredMember;
import java.util.List;

/**
 * As {@link SortedSetOperation#of}, for inputs that are read page by page: members come in hash
 * order.
 */
final class MergedInputs {
  private MergedInputs() {}

  static Pull<ScoredMember> of(
      SortedSetOperation operation, List<Input> inputs, double[] weights, Aggregate aggregate) {
    return switch (operation) {
      case UNION -> union(WeightedInput.smallestFirst(inputs, weights), aggregate);
      case INTERSECTION -> intersection(WeightedInput.smallestFirst(inputs, weights), aggregate);
      case DIFFERENCE -> difference(inputs);
    };
  }

  private static Pull<ScoredMember> union(List<WeightedInput> inputs, Aggregate aggregate) {
    List<Pull<ScoredMember>> pulls = inputs.stream().map(each -> each.input().pull()).toList();
    Union<ScoredMember> union = new Union<>(pulls, ScoredMember::member);
    return () -> {
      if (!union.advance()) {
        return null;
      }
      double score = weighted(inputs, union, 0);
      for (int i = 1; i < union.count(); i++) {
        score = aggregate.of(score, weighted(inputs, union, i));
      }
      return new ScoredMember(union.element(0).member(), score);
    };
  }

  private static double weighted(List<WeightedInput> inputs, Union<ScoredMember> union, int index) {
    return inputs.get(union.input(index)).first(union.element(index).score());
  }

  /** The members of the smallest are asked for in the others, in hash order. */
  private static Pull<ScoredMember> intersection(List<WeightedInput> inputs, Aggregate aggregate) {
    WeightedInput smallest = inputs.getFirst();
    Pull<ScoredMember> members = smallest.input().pull();
    return () -> {
      for (ScoredMember each = members.next(); each != null; each = members.next()) {
        double score = smallest.first(each.score());
        for (int i = 1; i < inputs.size() && !Double.isNaN(score); i++) {
          double other = inputs.get(i).input().score(each.member());
          score =
              Double.isNaN(other)
                  ? Double.NaN
                  : aggregate.of(score, other * inputs.get(i).weight());
        }
        if (!Double.isNaN(score)) {
          return new ScoredMember(each.member(), score);
        }
      }
      return null;
    };
  }

  private static Pull<ScoredMember> difference(List<Input> inputs) {
    List<Input> others = inputs.subList(1, inputs.size());
    return Pulls.filter(
        inputs.getFirst().pull(),
        each -> others.stream().allMatch(other -> Double.isNaN(other.score(each.member()))));
  }
}
