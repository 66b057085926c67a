package io.talus.application.command.sortedset;

import io.talus.application.command.Arguments;
import io.talus.application.command.Errors;
import io.talus.application.command.IndexRange;
import io.talus.domain.value.ScoredMember;
import io.talus.domain.value.SortedSetValue;
import java.util.ArrayList;
import java.util.List;

/** The two ends of a sorted set. */
enum ScoreEnd {
  MIN,
  MAX;

  static ScoreEnd parse(Arguments args, int index) {
    if (args.is(index, "MIN")) {
      return MIN;
    }
    if (args.is(index, "MAX")) {
      return MAX;
    }
    throw Errors.syntax();
  }

  /** The ranks of so many members at this end. */
  IndexRange ranks(SortedSetValue set, long count) {
    return this == MIN ? new IndexRange(0, count) : new IndexRange(set.size() - count, set.size());
  }

  /** Up to {@code count} members from this end on. */
  List<ScoredMember> members(SortedSetValue set, long count) {
    long size = set.size();
    int length = (int) Math.min(count, size);
    List<ScoredMember> members = new ArrayList<>(length);
    if (this == MIN) {
      set.forEach(0, length, members::add);
    } else {
      set.forEachReverse(size - length, size, members::add);
    }
    return members;
  }
}
