package io.talus.adapters.memory.structure;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A leaf or a branch of a {@link RankedTree}. */
abstract sealed class RankedNode permits RankedLeaf, RankedBranch {

  /** Entries of a leaf, or children of a branch. */
  abstract int size();

  /** Members below this node. */
  abstract int count();

  abstract void add(ScoredNode node);

  /** Removes the member if it is here; its score must be the one it was added with. */
  abstract boolean remove(ScoredNode node);

  /** How many members come before the bound; see {@link #isBefore}. */
  abstract int countBefore(double score, byte @Nullable [] member, boolean inclusive);

  abstract boolean isFull();

  /** Moves the upper part of a full node to a new one, which comes right after it. */
  abstract RankedNode split();

  /** The lowest score, or a bound not above it, when this node has just been split off. */
  abstract double firstScore();

  abstract byte[] firstMember();

  /** Whether it is worth looking for a neighbour to join. */
  abstract boolean isSmall();

  /** Whether the neighbour after this node fits in, with room for more. */
  abstract boolean hasRoomFor(RankedNode right);

  /**
   * Takes over all of the neighbour after this node.
   *
   * @param score with {@code member}: what separates the two
   */
  abstract void join(RankedNode right, double score, byte[] member);

  /** Takes an empty node out of what it is linked with. */
  abstract void unlink();

  /**
   * Whether an element comes before the bound: by score, then by member. A bound without a member
   * is before, or with {@code inclusive} after, all members of its score.
   */
  static boolean isBefore(
      double elementScore,
      byte[] element,
      double score,
      byte @Nullable [] member,
      boolean inclusive) {
    if (elementScore != score) {
      return elementScore < score;
    }
    if (member == null) {
      return inclusive;
    }
    int order = Arrays.compareUnsigned(element, member);
    return order < 0 || (inclusive && order == 0);
  }
}
