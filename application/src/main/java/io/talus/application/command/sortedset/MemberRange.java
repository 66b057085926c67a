package io.talus.application.command.sortedset;

import io.talus.application.command.IndexRange;
import io.talus.domain.value.SortedSetValue;

/** A stretch of a sorted set, however a client describes it. */
sealed interface MemberRange permits RankRange, ScoreRange, LexRange {

  /** The ranks, counted from the lowest, that the range has in this set. */
  IndexRange ranks(SortedSetValue set);

  /** The ranks between two counts of members that come before; empty if they are crossed. */
  static IndexRange between(long from, long to) {
    return from < to ? new IndexRange(from, to) : IndexRange.EMPTY;
  }
}
