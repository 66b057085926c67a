package io.talus.domain.mutation;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.SortedSetValue;

/**
 * A member of a sorted set with its score after the command.
 *
 * @param previousScore its score before, {@link SortedSetValue#ABSENT} (NaN) if it was not in the
 *     set
 */
public record ScoreChange(Bytes member, double score, double previousScore) {
  public static ScoreChange added(Bytes member, double score) {
    return new ScoreChange(member, score, SortedSetValue.ABSENT);
  }
}
