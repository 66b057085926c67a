package io.talus.adapters.memory.structure;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.Scan;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A hash table whose iteration order is {@link Bytes#compareByHash}, so that a {@link Scan} cursor
 * stays good while the table grows and shrinks. Belongs to one thread.
 *
 * <p>The bucket of a hash is its <em>top</em> bits, and each bucket is a sorted chain: buckets one
 * after the other are the whole table in order. Doubling cuts every chain in two neighbouring
 * buckets, halving joins two.
 *
 * <p>Cutting all chains at once would touch every node: tens of milliseconds for a million. So
 * doubling only spreads the chains out, each to the even one of its two new buckets, and marks the
 * odd one <em>unsplit</em>: what belongs there is still in the chain of the nearest bucket before
 * it that is not unsplit. The chain is cut when the unsplit bucket is next asked for. What remains
 * of the pause is a walk over the array: about ten milliseconds for a million.
 *
 * <p>Lookups stop at the first greater hash, and read nothing but nodes until the hashes agree.
 */
public final class HashOrderedTable<N extends HashNode> {
  private static final int BUCKETS_MIN = 2;
  private static final int BUCKETS_MAX = 1 << 30;

  /**
   * Below this share of full buckets the table halves; well below the half that doubling leaves.
   */
  private static final int SPARSE = 8;

  /** Up to this size every node is drawn equally often: the walk is short enough. */
  private static final int FAIR_SIZE_MAX = 128;

  /** How many nodes after a random place are candidates in a larger table. */
  private static final int CANDIDATES = 16;

  private static final HashNode UNSPLIT = new Mark();

  private @Nullable HashNode[] buckets = new HashNode[BUCKETS_MIN];
  private int shift = shift(BUCKETS_MIN);
  private int size;

  /** Stands for a bucket whose nodes are still in a bucket before it. */
  private static final class Mark extends HashNode {
    Mark() {
      super(Bytes.EMPTY);
    }
  }

  private static int shift(int buckets) {
    return Integer.SIZE - Integer.numberOfTrailingZeros(buckets);
  }

  public int size() {
    return size;
  }

  /** The heap that the table takes without its nodes. */
  public long sizeBytes() {
    return HeapSize.TABLE + HeapSize.references(buckets.length);
  }

  public @Nullable N find(Bytes key) {
    int hash = key.hashCode();
    HashNode node = buckets[bucket(hash)];
    while (node != null && Integer.compareUnsigned(node.hash(), hash) < 0) {
      node = node.next;
    }
    byte[] array = key.array();
    while (node != null && node.hash() == hash) {
      if (node.hasKey(array)) {
        return cast(node);
      }
      node = node.next;
    }
    return null;
  }

  /** Adds the node; one with the same key goes, and is returned. */
  public @Nullable N put(N added) {
    int index = bucket(added.hash());
    HashNode previous = null;
    HashNode node = buckets[index];
    int order = -1;
    while (node != null && (order = node.compareTo(added.hash(), added.keyArray())) < 0) {
      previous = node;
      node = node.next;
    }
    HashNode replaced = order == 0 ? node : null;
    added.next = replaced == null ? node : replaced.next;
    link(index, previous, added);
    if (replaced == null) {
      added();
      return null;
    }
    replaced.next = null;
    return cast(replaced);
  }

  public @Nullable N remove(Bytes key) {
    N node = find(key);
    if (node != null) {
      remove(node);
    }
    return node;
  }

  /** Removes the node itself; false if it is not in the table. */
  @SuppressWarnings("ReferenceEquality") // this node, not one with its key
  public boolean remove(N removed) {
    int index = bucket(removed.hash());
    HashNode previous = null;
    HashNode node = buckets[index];
    while (node != null && node != removed) {
      previous = node;
      node = node.next;
    }
    if (node == null) {
      return false;
    }
    link(index, previous, node.next);
    node.next = null;
    size--;
    shrinkIfSparse();
    return true;
  }

  public void clear() {
    buckets = new HashNode[BUCKETS_MIN];
    shift = shift(BUCKETS_MIN);
    size = 0;
  }

  /** Visits all nodes in order; the visitor may look nodes up, but must not change the table. */
  public void forEach(Consumer<? super N> visitor) {
    for (int index = 0; index < buckets.length; index++) {
      for (HashNode node = chain(index); node != null; node = node.next) {
        visitor.accept(cast(node));
      }
    }
  }

  /**
   * The nodes of one bucket alone. What a visitor looks up would otherwise cut off the end of the
   * chain that is being visited, and its nodes would be met again further on.
   */
  private @Nullable HashNode chain(int index) {
    if (index + 1 < buckets.length && buckets[index + 1] == UNSPLIT) {
      split(index + 1);
    }
    return buckets[index];
  }

  /** See {@link Scan}; the visitor may look nodes up, but must not change the table. */
  public long scan(long cursor, int count, Consumer<? super N> visitor) {
    int from = (int) cursor;
    int index = bucket(from);
    HashNode node = firstFrom(from, chain(index));
    int visited = 0;
    int last = 0;
    while (true) {
      while (node == null) {
        if (++index == buckets.length) {
          return Scan.END;
        }
        node = chain(index);
      }
      if (visited >= count && node.hash() != last) {
        return Scan.after(last);
      }
      visitor.accept(cast(node));
      visited++;
      last = node.hash();
      node = node.next;
    }
  }

  /**
   * A node drawn at random, or null if there is none. Small tables are fair; of a larger one a few
   * neighbours at a random place are the candidates, so that a node with many near it comes a
   * little less often.
   */
  public @Nullable N random(RandomGenerator random) {
    return size == 0 ? null : cast(draw(random));
  }

  private HashNode draw(RandomGenerator random) {
    if (size <= FAIR_SIZE_MAX) {
      return nodeAfter(0, random.nextInt(size));
    }
    int from = random.nextInt(buckets.length);
    return nodeAfter(from, random.nextInt(CANDIDATES));
  }

  /** Goes on from the bucket, past the end to the start, over {@code skip} nodes. */
  private HashNode nodeAfter(int from, int skip) {
    int index = from;
    int left = skip;
    while (true) {
      HashNode node = buckets[index] == UNSPLIT ? null : buckets[index];
      for (; node != null; node = node.next) {
        if (left-- == 0) {
          return node;
        }
      }
      index = index + 1 == buckets.length ? 0 : index + 1;
    }
  }

  /** The bucket that holds the nodes with this hash. */
  private int bucket(int hash) {
    int index = hash >>> shift;
    if (buckets[index] == UNSPLIT) {
      split(index);
    }
    return index;
  }

  /** Takes what belongs to the bucket, and to unsplit ones after it, out of the chain before it. */
  private void split(int index) {
    int owner = index - 1;
    while (buckets[owner] == UNSPLIT) {
      owner--;
    }
    HashNode last = null;
    HashNode node = buckets[owner];
    while (node != null && node.hash() >>> shift < index) {
      last = node;
      node = node.next;
    }
    link(owner, last, null);
    buckets[index] = node;
  }

  private void link(int index, @Nullable HashNode previous, @Nullable HashNode next) {
    if (previous == null) {
      buckets[index] = next;
    } else {
      previous.next = next;
    }
  }

  private static @Nullable HashNode firstFrom(int hash, @Nullable HashNode chain) {
    HashNode node = chain;
    while (node != null && Integer.compareUnsigned(node.hash(), hash) < 0) {
      node = node.next;
    }
    return node;
  }

  private void added() {
    size++;
    if (size > buckets.length && buckets.length < BUCKETS_MAX) {
      grow();
    }
  }

  private void grow() {
    @Nullable HashNode[] old = buckets;
    @Nullable HashNode[] grown = new HashNode[old.length * 2];
    for (int i = 0; i < old.length; i++) {
      grown[2 * i] = old[i];
      grown[2 * i + 1] = UNSPLIT;
    }
    use(grown);
  }

  private void shrinkIfSparse() {
    while ((long) size * SPARSE < buckets.length && buckets.length > BUCKETS_MIN) {
      shrink();
    }
  }

  private void shrink() {
    @Nullable HashNode[] old = buckets;
    @Nullable HashNode[] shrunk = new HashNode[old.length / 2];
    splitBeforeSplit(old);
    for (int i = 0; i < shrunk.length; i++) {
      shrunk[i] = joined(old[2 * i], old[2 * i + 1]);
    }
    use(shrunk);
  }

  /**
   * Splits what is to be joined with a bucket behind it. All of it before anything is joined: a
   * chain that hangs on another one already cannot be cut off at its first node.
   */
  private void splitBeforeSplit(@Nullable HashNode[] old) {
    for (int i = 0; i < old.length; i += 2) {
      if (old[i] == UNSPLIT && old[i + 1] != UNSPLIT) {
        split(i);
      }
    }
  }

  private static @Nullable HashNode joined(@Nullable HashNode left, @Nullable HashNode right) {
    if (right == null || right == UNSPLIT) {
      return left;
    }
    if (left == null) {
      return right;
    }
    HashNode last = left;
    while (last.next != null) {
      last = last.next;
    }
    last.next = right;
    return left;
  }

  private void use(@Nullable HashNode[] changed) {
    buckets = changed;
    shift = shift(changed.length);
  }

  /** Only nodes of type N are ever put in. */
  @SuppressWarnings("unchecked")
  private N cast(HashNode node) {
    return (N) node;
  }
}
