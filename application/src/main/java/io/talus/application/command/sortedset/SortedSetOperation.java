package io.talus.application.command.sortedset;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.ScoredMember;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Union, intersection and difference of sorted sets. */
enum SortedSetOperation {
  UNION,
  INTERSECTION,
  DIFFERENCE;

  /** The members of the result, in no order; a difference has no use for weights. */
  List<ScoredMember> of(List<Input> inputs, double[] weights, Aggregate aggregate) {
    return switch (this) {
      case UNION -> union(WeightedInput.smallestFirst(inputs, weights), aggregate);
      case INTERSECTION -> intersection(WeightedInput.smallestFirst(inputs, weights), aggregate);
      case DIFFERENCE -> difference(inputs);
    };
  }

  /** How many members are collected on the way to the result. */
  long collected(List<Input> inputs) {
    return switch (this) {
      case UNION -> inputs.stream().mapToLong(Input::size).sum();
      case INTERSECTION -> inputs.stream().mapToLong(Input::size).min().orElse(0);
      case DIFFERENCE -> inputs.getFirst().size();
    };
  }

  /** Whether there are the options WEIGHTS and AGGREGATE. */
  boolean isWeighted() {
    return this != DIFFERENCE;
  }

  private static List<ScoredMember> union(List<WeightedInput> inputs, Aggregate aggregate) {
    Map<Bytes, Score> scores = new HashMap<>();
    for (WeightedInput weighted : inputs) {
      weighted
          .input()
          .forEach(
              each -> {
                double score = weighted.first(each.score());
                Score known = scores.get(each.member());
                if (known == null) {
                  scores.put(each.member(), new Score(score));
                } else {
                  known.value = aggregate.of(known.value, score);
                }
              });
    }
    List<ScoredMember> members = new ArrayList<>(scores.size());
    scores.forEach((member, score) -> members.add(new ScoredMember(member, score.value)));
    return members;
  }

  /** A score that is not finished, in a map that is not filled with boxes. */
  private static final class Score {
    private double value;

    Score(double value) {
      this.value = value;
    }
  }

  private static List<ScoredMember> intersection(List<WeightedInput> inputs, Aggregate aggregate) {
    WeightedInput smallest = inputs.getFirst();
    List<Input> others = inputs.stream().skip(1).map(WeightedInput::input).toList();
    List<ScoredMember> members = new ArrayList<>();
    for (ScoredMember each : expected(smallest.input(), others)) {
      double score = smallest.first(each.score());
      boolean isInAll = true;
      for (int i = 1; i < inputs.size() && isInAll; i++) {
        double other = inputs.get(i).input().score(each.member());
        isInAll = !Double.isNaN(other);
        score = isInAll ? aggregate.of(score, other * inputs.get(i).weight()) : score;
      }
      if (isInAll) {
        members.add(new ScoredMember(each.member(), score));
      }
    }
    return members;
  }

  /** All members of an input, of which each will be looked up in the others. */
  private static List<ScoredMember> expected(Input input, List<Input> others) {
    List<ScoredMember> members = new ArrayList<>((int) input.size());
    input.forEach(members::add);
    List<Bytes> names = members.stream().map(ScoredMember::member).toList();
    others.forEach(other -> other.expect(names));
    return members;
  }

  private static List<ScoredMember> difference(List<Input> inputs) {
    List<Input> others = inputs.subList(1, inputs.size());
    List<ScoredMember> members = expected(inputs.getFirst(), others);
    members.removeIf(each -> isInAny(others, each.member()));
    return members;
  }

  private static boolean isInAny(List<Input> inputs, Bytes member) {
    for (Input input : inputs) {
      if (!Double.isNaN(input.score(member))) {
        return true;
      }
    }
    return false;
  }
}
