package io.talus.domain.value;

import io.talus.domain.bytes.Bytes;

/** A member of a sorted set with its score; ordered by score, then by member. */
public record ScoredMember(Bytes member, double score) implements Comparable<ScoredMember> {
  public ScoredMember {
    if (Double.isNaN(score)) {
      throw new IllegalArgumentException("score: NaN (expected: a number)");
    }
  }

  @Override
  public int compareTo(ScoredMember other) {
    if (score != other.score) {
      return score < other.score ? -1 : 1;
    }
    return member.compareTo(other.member);
  }
}
