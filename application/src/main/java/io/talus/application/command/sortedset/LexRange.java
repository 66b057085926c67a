package io.talus.application.command.sortedset;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.IndexRange;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.SortedSetValue;

/** Members between two bounds in the order of their bytes, if all scores are equal. */
record LexRange(Bound min, Bound max) implements MemberRange {
  private static final String NOT_A_BOUND = "ERR min or max not valid string range item";

  /** {@code [member}, {@code (member} without the member itself, {@code -} or {@code +}. */
  private sealed interface Bound {
    record Lowest() implements Bound {}

    record Highest() implements Bound {}

    record Member(Bytes member, boolean exclusive) implements Bound {}

    static Bound parse(Bytes text) {
      byte kind = text.isEmpty() ? 0 : text.at(0);
      if (kind == '[' || kind == '(') {
        return new Member(text.slice(1, text.length()), kind == '(');
      }
      if (text.length() == 1 && kind == '-') {
        return new Lowest();
      }
      if (text.length() == 1 && kind == '+') {
        return new Highest();
      }
      throw new CommandError(NOT_A_BOUND);
    }

    /** How many members come before the range that begins with this bound. */
    default long countBefore(SortedSetValue set) {
      return switch (this) {
        case Lowest lowest -> 0;
        case Highest highest -> set.size();
        case Member(Bytes member, boolean exclusive) -> set.countBelow(member, exclusive);
      };
    }

    /** How many members come before the end of the range that ends with this bound. */
    default long countUpTo(SortedSetValue set) {
      return switch (this) {
        case Lowest lowest -> 0;
        case Highest highest -> set.size();
        case Member(Bytes member, boolean exclusive) -> set.countBelow(member, !exclusive);
      };
    }
  }

  static LexRange parse(Arguments args, int minAt, int maxAt) {
    return new LexRange(Bound.parse(args.get(minAt)), Bound.parse(args.get(maxAt)));
  }

  @Override
  public IndexRange ranks(SortedSetValue set) {
    return MemberRange.between(min.countBefore(set), max.countUpTo(set));
  }
}
