package io.talus.application.command.sortedset;

import io.talus.application.command.IndexRange;
import io.talus.application.walk.Pull;
import io.talus.application.walk.Pulls;
import io.talus.domain.value.ScoredMember;
import io.talus.domain.value.SortedSetValue;
import java.util.function.Consumer;

/**
 * What ZRANGE and its kin select.
 *
 * @param descending from the highest to the lowest
 * @param offset how many are left out at the beginning; negative: all
 * @param limit how many are answered at most; negative: all
 */
record RangeQuery(
    MemberRange range, boolean descending, long offset, long limit, boolean withScores) {

  /** The ranks of the members selected, counted from the lowest. */
  IndexRange ranks(SortedSetValue set) {
    return limited(range.ranks(set));
  }

  /** Visits the members with these ranks in the order asked for. */
  void forEach(SortedSetValue set, IndexRange ranks, Consumer<ScoredMember> visitor) {
    if (descending) {
      set.forEachReverse(ranks.from(), ranks.to(), visitor);
    } else {
      set.forEach(ranks.from(), ranks.to(), visitor);
    }
  }

  /** The same, one after the other. */
  Pull<ScoredMember> pull(SortedSetValue set, IndexRange ranks) {
    return descending
        ? Pulls.ranksReversed(set, ranks.from(), ranks.to())
        : Pulls.ranks(set, ranks.from(), ranks.to());
  }

  private IndexRange limited(IndexRange ranks) {
    if (offset < 0 || offset >= ranks.length()) {
      return IndexRange.EMPTY;
    }
    long remaining = ranks.length() - offset;
    long length = limit < 0 ? remaining : Math.min(limit, remaining);
    long from = descending ? ranks.to() - offset - length : ranks.from() + offset;
    return new IndexRange(from, from + length);
  }
}
