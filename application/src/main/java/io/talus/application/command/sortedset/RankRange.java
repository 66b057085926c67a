package io.talus.application.command.sortedset;

import io.talus.application.command.Arguments;
import io.talus.application.command.IndexRange;
import io.talus.domain.value.SortedSetValue;

/**
 * Ranks with both ends included; negative ones count from the other end.
 *
 * @param fromHighest whether rank 0 is the highest score
 */
record RankRange(long start, long stop, boolean fromHighest) implements MemberRange {

  static RankRange parse(Arguments args, int startAt, int stopAt, boolean fromHighest) {
    return new RankRange(args.integer(startAt), args.integer(stopAt), fromHighest);
  }

  @Override
  public IndexRange ranks(SortedSetValue set) {
    long size = set.size();
    IndexRange range = IndexRange.of(start, stop, size);
    return fromHighest && !range.isEmpty()
        ? new IndexRange(size - range.to(), size - range.from())
        : range;
  }
}
