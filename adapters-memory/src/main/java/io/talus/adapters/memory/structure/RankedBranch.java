package io.talus.adapters.memory.structure;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An inner node: up to 32 children, each with the number of members below it and a separator.
 *
 * <p>Everything below the children before {@code i} comes before separator {@code i}, and nothing
 * below child {@code i} does. The first separator is not looked at: what is lower than all
 * separators goes to the first child. Separators are copies and may name members that are gone.
 */
final class RankedBranch extends RankedNode {
  private static final int CAPACITY = 32;
  private static final int SMALL = CAPACITY / 4;
  private static final int JOINED_MAX = CAPACITY * 3 / 4;

  private final RankedNode[] children = new RankedNode[CAPACITY];
  private final int[] counts = new int[CAPACITY];
  private final double[] scores = new double[CAPACITY];
  private final byte[][] members = new byte[CAPACITY][];
  private int size;

  private RankedBranch() {}

  /** A branch over a node that has just been split. */
  static RankedBranch over(RankedNode left, RankedNode right) {
    RankedBranch branch = new RankedBranch();
    branch.insert(0, left);
    branch.insert(1, right);
    return branch;
  }

  RankedNode child(int index) {
    return children[index];
  }

  int countOf(int index) {
    return counts[index];
  }

  @Override
  int size() {
    return size;
  }

  @Override
  int count() {
    int sum = 0;
    for (int i = 0; i < size; i++) {
      sum += counts[i];
    }
    return sum;
  }

  @Override
  void add(ScoredNode node) {
    int index = childFor(node.score(), node.keyArray(), true);
    RankedNode child = children[index];
    child.add(node);
    counts[index]++;
    if (child.isFull()) {
      RankedNode right = child.split();
      counts[index] = child.count();
      insert(index + 1, right);
    }
  }

  @Override
  boolean remove(ScoredNode node) {
    int index = childFor(node.score(), node.keyArray(), true);
    RankedNode child = children[index];
    if (!child.remove(node)) {
      return false;
    }
    counts[index]--;
    if (child.size() == 0) {
      child.unlink();
      delete(index);
    } else if (child.isSmall()) {
      joinWithNeighbour(index);
    }
    return true;
  }

  @Override
  int countBefore(double score, byte @Nullable [] member, boolean inclusive) {
    int index = childFor(score, member, inclusive);
    int sum = 0;
    for (int i = 0; i < index; i++) {
      sum += counts[i];
    }
    return sum + children[index].countBefore(score, member, inclusive);
  }

  /** The last child whose separator is before the bound. */
  private int childFor(double score, byte @Nullable [] member, boolean inclusive) {
    int low = 1;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isBefore(scores[middle], members[middle], score, member, inclusive)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  @Override
  boolean isFull() {
    return size == CAPACITY;
  }

  @Override
  RankedNode split() {
    int kept = size / 2;
    RankedBranch right = new RankedBranch();
    right.append(this, kept, size);
    forget(kept, size);
    size = kept;
    return right;
  }

  @Override
  double firstScore() {
    return scores[0];
  }

  @Override
  byte[] firstMember() {
    return members[0];
  }

  @Override
  boolean isSmall() {
    return size < SMALL;
  }

  @Override
  boolean hasRoomFor(RankedNode right) {
    return size + right.size() <= JOINED_MAX;
  }

  /** The right one's own first separator may be too high by now: the parent's takes its place. */
  @Override
  void join(RankedNode right, double score, byte[] member) {
    RankedBranch branch = (RankedBranch) right;
    branch.scores[0] = score;
    branch.members[0] = member;
    append(branch, 0, branch.size);
  }

  @Override
  void unlink() {
    // Only leaves are linked with each other.
  }

  private void joinWithNeighbour(int index) {
    if (index + 1 < size && children[index].hasRoomFor(children[index + 1])) {
      joinWithNext(index);
    } else if (index > 0 && children[index - 1].hasRoomFor(children[index])) {
      joinWithNext(index - 1);
    }
  }

  private void joinWithNext(int index) {
    children[index].join(children[index + 1], scores[index + 1], members[index + 1]);
    counts[index] += counts[index + 1];
    delete(index + 1);
  }

  private void insert(int index, RankedNode child) {
    move(index, index + 1);
    children[index] = child;
    counts[index] = child.count();
    scores[index] = child.firstScore();
    members[index] = child.firstMember();
    size++;
  }

  private void delete(int index) {
    move(index + 1, index);
    size--;
    forget(size, size + 1);
  }

  private void move(int from, int to) {
    System.arraycopy(children, from, children, to, size - from);
    System.arraycopy(counts, from, counts, to, size - from);
    System.arraycopy(scores, from, scores, to, size - from);
    System.arraycopy(members, from, members, to, size - from);
  }

  private void append(RankedBranch source, int from, int to) {
    int length = to - from;
    System.arraycopy(source.children, from, children, size, length);
    System.arraycopy(source.counts, from, counts, size, length);
    System.arraycopy(source.scores, from, scores, size, length);
    System.arraycopy(source.members, from, members, size, length);
    size += length;
  }

  @SuppressWarnings("NullAway") // read only below the size
  private void forget(int from, int to) {
    Arrays.fill(children, from, to, null);
    Arrays.fill(members, from, to, null);
  }
}
