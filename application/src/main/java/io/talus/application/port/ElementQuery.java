package io.talus.application.port;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.ScoredMember;
import org.jspecify.annotations.Nullable;

/** A question about the elements of one {@link StoredCollection}. */
public sealed interface ElementQuery {
  /** The field or member with this name; no element if there is none. */
  record Named(Bytes name) implements ElementQuery {}

  /**
   * Fields or members in hash order, at least {@code count} unless the end is reached; see {@link
   * io.talus.domain.value.Scan}.
   */
  record ByHash(long cursor, int count) implements ElementQuery {}

  /**
   * The fields of a hash that are due at this time, or a part of them if they are very many.
   *
   * @param index a new part is asked for with another index, when the store has applied it and so
   *     does not have the parts before any more; 0 for the first
   */
  record Due(long nowMillis, long index) implements ElementQuery {}

  /**
   * The entries of a list at the absolute positions {@code from} to {@code to} (exclusive), and
   * those beside them that cost the store nothing.
   */
  record Positions(long from, long to) implements ElementQuery {
    public Positions {
      requireRange(from, to);
    }

    /** Whether all positions of the other are in this one. */
    public boolean covers(Positions other) {
      return from <= other.from && other.to <= to;
    }
  }

  /** The bytes {@code from} to {@code to} (exclusive) of a string in chunks. */
  record Content(long from, long to) implements ElementQuery {
    public Content {
      requireRange(from, to);
    }
  }

  /** The members of a sorted set with the ranks {@code from} to {@code to} (exclusive). */
  record Ranks(long from, long to) implements ElementQuery {
    public Ranks {
      requireRange(from, to);
    }
  }

  /**
   * How many members of a sorted set come before a place in it.
   *
   * @param score the place's score
   * @param member the place among the members with this score; null for before all of them, or with
   *     {@code inclusive} behind all of them
   * @param inclusive whether a member that is exactly there counts
   */
  record CountBelow(double score, @Nullable Bytes member, boolean inclusive)
      implements ElementQuery {
    /** Whether this member comes before the place. */
    public boolean counts(Bytes other, double otherScore) {
      if (otherScore != score || member == null) {
        return otherScore < score || (inclusive && otherScore == score);
      }
      int order = other.compareTo(member);
      return order < 0 || (inclusive && order == 0);
    }

    /** Whether this member comes before the place. */
    public boolean counts(ScoredMember other) {
      return counts(other.member(), other.score());
    }
  }

  private static void requireRange(long from, long to) {
    if (from > to) {
      throw new IllegalArgumentException("range: " + from + ".." + to + " (expected: upwards)");
    }
  }
}
