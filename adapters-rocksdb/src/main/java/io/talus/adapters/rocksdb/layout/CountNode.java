package io.talus.adapters.rocksdb.layout;

import io.talus.domain.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * A node of the tree that counts the members of a large sorted set: Redis's skip list with spans,
 * as a B+ tree of which the leaves are runs of members in {@link Family#SCORES}.
 *
 * <p>The children of a node of level 0 are such runs, those of a higher one are nodes of the level
 * below. A child begins at a place and ends where the next one begins; the first child begins where
 * the node does, and the first node of each level at the empty place. The bytes are the level, and
 * for each child the length of its place, the place, and its count, all numbers varints.
 *
 * @param level 0 above the members
 */
public record CountNode(int level, List<Child> children) {
  /**
   * A part of the set.
   *
   * @param place where it begins
   * @param count how many members it has
   */
  public record Child(Bytes place, long count) {}

  /** The number of the last child that begins at the place or before it. */
  public int childAt(Bytes place) {
    int low = 0;
    int high = children.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (children.get(middle).place.compareTo(place) <= 0) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  public long count() {
    return countBefore(children.size());
  }

  /** The members of the children before this one. */
  public long countBefore(int child) {
    long sum = 0;
    for (int i = 0; i < child; i++) {
      sum += children.get(i).count;
    }
    return sum;
  }

  public void encode(LayoutSink sink) {
    sink.varint(level);
    for (Child child : children) {
      sink.varint(child.place.length()).bytes(child.place).varint(child.count);
    }
  }

  public static CountNode decode(byte[] value) {
    LayoutSource source = new LayoutSource(value);
    int level = (int) source.varint();
    List<Child> children = new ArrayList<>();
    while (source.remaining() > 0) {
      children.add(new Child(source.bytes((int) source.varint()), source.varint()));
    }
    return new CountNode(level, children);
  }
}
