package io.talus.adapters.memory.structure;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The members of a sorted set by score, then by member, with their ranks: every lookup, addition
 * and removal takes logarithmic time. Belongs to one thread.
 *
 * <p>A B+ tree whose branches count the members below each child (an order statistics tree: Cormen
 * et al., Introduction to Algorithms, "Augmenting data structures", on the nodes of Comer, The
 * Ubiquitous B-Tree, 1979). Nodes split when they are full. A node that becomes small joins a
 * neighbour if both fit into one, and is left alone otherwise: next to a small node there is always
 * a fuller one, so the height stays logarithmic without borrowing.
 */
public final class RankedTree {
  private RankedNode root = new RankedLeaf();
  private int size;

  public int size() {
    return size;
  }

  /** Adds a member that is not in the tree. */
  public void add(ScoredNode node) {
    root.add(node);
    size++;
    if (root.isFull()) {
      root = RankedBranch.over(root, root.split());
    }
  }

  /** Removes the node itself; false if it is not in the tree. */
  public boolean remove(ScoredNode node) {
    if (!root.remove(node)) {
      return false;
    }
    size--;
    while (root instanceof RankedBranch branch && branch.size() <= 1) {
      root = branch.size() == 1 ? branch.child(0) : new RankedLeaf();
    }
    return true;
  }

  public int rank(ScoredNode node) {
    return root.countBefore(node.score(), node.keyArray(), false);
  }

  /** Members with a lower score, and with {@code inclusive} those with this score. */
  public int countBelow(double score, boolean inclusive) {
    return root.countBefore(score, null, inclusive);
  }

  /** Members before this one, and with {@code inclusive} itself, among those with this score. */
  public int countBelow(double score, byte[] member, boolean inclusive) {
    return root.countBefore(score, member, inclusive);
  }

  /** The member at a rank, 0 to {@code size() - 1}. */
  public ScoredNode at(int rank) {
    Place place = place(rank);
    return place.leaf.at(place.index);
  }

  /** Visits the ranks {@code from} (inclusive) to {@code to} (exclusive), upwards. */
  public void forEach(int from, int to, Consumer<? super ScoredNode> visitor) {
    if (from >= to) {
      return;
    }
    Place place = place(from);
    @Nullable RankedLeaf leaf = place.leaf;
    int index = place.index;
    int left = to - from;
    while (leaf != null && left > 0) {
      for (; index < leaf.size() && left > 0; index++, left--) {
        visitor.accept(leaf.at(index));
      }
      leaf = leaf.next;
      index = 0;
    }
  }

  /** Visits the ranks {@code to - 1} down to {@code from}. */
  public void forEachReverse(int from, int to, Consumer<? super ScoredNode> visitor) {
    if (from >= to) {
      return;
    }
    Place place = place(to - 1);
    @Nullable RankedLeaf leaf = place.leaf;
    int index = place.index;
    int left = to - from;
    while (leaf != null && left > 0) {
      for (; index >= 0 && left > 0; index--, left--) {
        visitor.accept(leaf.at(index));
      }
      leaf = leaf.previous;
      index = leaf == null ? 0 : leaf.size() - 1;
    }
  }

  /** Where a rank is. */
  private record Place(RankedLeaf leaf, int index) {}

  private Place place(int rank) {
    if (rank < 0 || rank >= size) {
      throw new IndexOutOfBoundsException("rank: " + rank + " (expected: 0.." + (size - 1) + ")");
    }
    RankedNode node = root;
    int left = rank;
    while (node instanceof RankedBranch branch) {
      int child = 0;
      while (left >= branch.countOf(child)) {
        left -= branch.countOf(child++);
      }
      node = branch.child(child);
    }
    return new Place((RankedLeaf) node, left);
  }
}
