package io.talus.application.command.sortedset;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.FloatingPoint;
import io.talus.application.command.IndexRange;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.SortedSetValue;

/** Scores between two bounds. */
record ScoreRange(Bound min, Bound max) implements MemberRange {
  private static final String NOT_A_FLOAT = "ERR min or max is not a float";

  /** A score; {@code (1.5} excludes it. */
  private record Bound(double score, boolean exclusive) {

    static Bound parse(Bytes text) {
      boolean exclusive = !text.isEmpty() && text.at(0) == '(';
      Bytes number = exclusive ? text.slice(1, text.length()) : text;
      double score = FloatingPoint.parseLoosely(number);
      if (Double.isNaN(score)) {
        throw new CommandError(NOT_A_FLOAT);
      }
      return new Bound(score, exclusive);
    }
  }

  static ScoreRange parse(Arguments args, int minAt, int maxAt) {
    return new ScoreRange(Bound.parse(args.get(minAt)), Bound.parse(args.get(maxAt)));
  }

  @Override
  public IndexRange ranks(SortedSetValue set) {
    return MemberRange.between(
        set.countBelow(min.score, min.exclusive), set.countBelow(max.score, !max.exclusive));
  }
}
