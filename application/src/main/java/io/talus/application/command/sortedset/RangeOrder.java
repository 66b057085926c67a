package io.talus.application.command.sortedset;

import io.talus.application.command.Arguments;

/** By what a range is bounded. */
enum RangeOrder {
  RANK {
    @Override
    MemberRange parse(Arguments args, int firstBoundAt, boolean descending) {
      return RankRange.parse(args, firstBoundAt, firstBoundAt + 1, descending);
    }
  },
  SCORE {
    @Override
    MemberRange parse(Arguments args, int firstBoundAt, boolean descending) {
      return descending
          ? ScoreRange.parse(args, firstBoundAt + 1, firstBoundAt)
          : ScoreRange.parse(args, firstBoundAt, firstBoundAt + 1);
    }
  },
  MEMBER {
    @Override
    MemberRange parse(Arguments args, int firstBoundAt, boolean descending) {
      return descending
          ? LexRange.parse(args, firstBoundAt + 1, firstBoundAt)
          : LexRange.parse(args, firstBoundAt, firstBoundAt + 1);
    }
  };

  /** Reads the two bounds; the higher one comes first if the range is descending. */
  abstract MemberRange parse(Arguments args, int firstBoundAt, boolean descending);
}
