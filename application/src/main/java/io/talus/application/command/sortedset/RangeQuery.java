package io.talus.application.command.sortedset;

import io.talus.application.command.IndexRange;
import io.talus.domain.value.ScoredMember;
import io.talus.domain.value.SortedSetValue;
import java.util.ArrayList;
import java.util.List;

/**
 * What ZRANGE and its kin select.
 *
 * @param descending from the highest to the lowest
 * @param offset how many are left out at the beginning; negative: all
 * @param limit how many are answered at most; negative: all
 */
record RangeQuery(
    MemberRange range, boolean descending, long offset, long limit, boolean withScores) {

  /** The members selected, in the order asked for. */
  List<ScoredMember> select(SortedSetValue set) {
    IndexRange ranks = limited(range.ranks(set));
    List<ScoredMember> selected = new ArrayList<>((int) ranks.length());
    if (descending) {
      set.forEachReverse(ranks.from(), ranks.to(), selected::add);
    } else {
      set.forEach(ranks.from(), ranks.to(), selected::add);
    }
    return selected;
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
