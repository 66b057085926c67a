package io.talus.adapters.memory.structure;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Up to 64 members in order, linked with the leaves before and after.
 *
 * <p>The scores stand in an array of their own, so that a search reads members only where scores
 * are equal.
 */
final class RankedLeaf extends RankedNode {
  private static final int CAPACITY = 64;
  private static final int CAPACITY_MIN = 4;
  private static final int SMALL = CAPACITY / 4;

  /** What two leaves may hold together to become one: not so much that it would soon split. */
  private static final int JOINED_MAX = CAPACITY * 3 / 4;

  @Nullable RankedLeaf previous;
  @Nullable RankedLeaf next;
  private double[] scores = new double[CAPACITY_MIN];
  private ScoredNode[] nodes = new ScoredNode[CAPACITY_MIN];
  private int size;

  ScoredNode at(int index) {
    return nodes[index];
  }

  @Override
  int size() {
    return size;
  }

  @Override
  int count() {
    return size;
  }

  @Override
  void add(ScoredNode node) {
    int index = countBefore(node.score(), node.keyArray(), true);
    ensureRoom(size + 1);
    System.arraycopy(scores, index, scores, index + 1, size - index);
    System.arraycopy(nodes, index, nodes, index + 1, size - index);
    scores[index] = node.score();
    nodes[index] = node;
    size++;
  }

  @Override
  boolean remove(ScoredNode node) {
    int index = countBefore(node.score(), node.keyArray(), false);
    if (index == size || nodes[index] != node) {
      return false;
    }
    size--;
    System.arraycopy(scores, index + 1, scores, index, size - index);
    System.arraycopy(nodes, index + 1, nodes, index, size - index);
    forget(size, size + 1);
    return true;
  }

  @Override
  int countBefore(double score, byte @Nullable [] member, boolean inclusive) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isBefore(scores[middle], nodes[middle], score, member, inclusive)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static boolean isBefore(
      double elementScore,
      ScoredNode element,
      double score,
      byte @Nullable [] member,
      boolean inclusive) {
    return elementScore != score
        ? elementScore < score
        : isBefore(elementScore, element.keyArray(), score, member, inclusive);
  }

  @Override
  boolean isFull() {
    return size == CAPACITY;
  }

  /**
   * The last leaf keeps all but one: what is added in ascending order leaves full leaves behind.
   */
  @Override
  RankedNode split() {
    int kept = next == null ? size - 1 : size / 2;
    RankedLeaf right = new RankedLeaf();
    right.append(this, kept, size);
    forget(kept, size);
    size = kept;
    right.previous = this;
    right.next = next;
    if (next != null) {
      next.previous = right;
    }
    next = right;
    return right;
  }

  @Override
  double firstScore() {
    return scores[0];
  }

  @Override
  byte[] firstMember() {
    return nodes[0].keyArray();
  }

  @Override
  boolean isSmall() {
    return size < SMALL;
  }

  @Override
  boolean hasRoomFor(RankedNode right) {
    return size + right.size() <= JOINED_MAX;
  }

  @Override
  void join(RankedNode right, double score, byte[] member) {
    RankedLeaf leaf = (RankedLeaf) right;
    append(leaf, 0, leaf.size);
    leaf.unlink();
  }

  @Override
  void unlink() {
    if (previous != null) {
      previous.next = next;
    }
    if (next != null) {
      next.previous = previous;
    }
  }

  private void append(RankedLeaf source, int from, int to) {
    ensureRoom(size + to - from);
    System.arraycopy(source.scores, from, scores, size, to - from);
    System.arraycopy(source.nodes, from, nodes, size, to - from);
    size += to - from;
  }

  private void ensureRoom(int needed) {
    if (needed > nodes.length) {
      int capacity = Math.min(CAPACITY, Math.max(needed, nodes.length * 2));
      scores = Arrays.copyOf(scores, capacity);
      nodes = Arrays.copyOf(nodes, capacity);
    }
  }

  /** Slots past the size hold nothing, so that no removed member is kept alive. */
  @SuppressWarnings("NullAway") // read only below the size
  private void forget(int from, int to) {
    Arrays.fill(nodes, from, to, null);
  }
}
