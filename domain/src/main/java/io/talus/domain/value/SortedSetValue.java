package io.talus.domain.value;

import io.talus.domain.bytes.Bytes;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A sorted set. Ranks count from 0 at the lowest score; finding a rank or the member at a rank
 * takes time logarithmic in the size, so every range is first turned into ranks.
 */
public non-sealed interface SortedSetValue extends CollectionValue {
  /** What {@link #score} returns for a member that is not in the set. */
  double ABSENT = Double.NaN;

  /** The member's score, or {@link #ABSENT}. */
  double score(Bytes member);

  default boolean contains(Bytes member) {
    return !Double.isNaN(score(member));
  }

  /** The member's rank, or -1 if it is not in the set. */
  long rank(Bytes member);

  /**
   * How many members come before {@code score}: those with a lower score, and with {@code
   * inclusive} also those with exactly this score. So the ranks of a range of scores are {@code
   * countBelow(min, minExclusive)} to {@code countBelow(max, !maxExclusive)}.
   */
  long countBelow(double score, boolean inclusive);

  /**
   * How many members come before {@code member} in the order of their bytes, for sets in which all
   * scores are equal; with {@code inclusive} the member itself counts too.
   */
  long countBelow(Bytes member, boolean inclusive);

  /** Visits the ranks {@code from} (inclusive) to {@code to} (exclusive), upwards. */
  void forEach(long from, long to, Consumer<ScoredMember> visitor);

  /** Visits the ranks {@code to - 1} down to {@code from}. */
  void forEachReverse(long from, long to, Consumer<ScoredMember> visitor);

  /** These will be asked for one after the other: what has to be fetched is fetched at once. */
  default void expect(Collection<Bytes> members) {}

  /** See {@link Scan}; in the order of the members' hashes, not of the scores. */
  long scan(long cursor, int count, Consumer<ScoredMember> visitor);

  /** {@code count} members drawn independently: the same member may come twice. */
  List<ScoredMember> random(int count, RandomGenerator random);
}
