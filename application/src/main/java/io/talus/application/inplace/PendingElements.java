package io.talus.application.inplace;

import io.talus.domain.bytes.Bytes;
import java.util.ArrayDeque;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The fields or members that were changed and not settled, in hash order.
 *
 * <p>There are at most as many as the store is behind, which is bounded where blocks wait for it.
 */
final class PendingElements<E> {
  /** A node of the map, the element's steps, and the entry of the queue. */
  private static final int FIXED_BYTES = 200;

  private record Changed(long block, Bytes name, long sizeBytes) {}

  private final NavigableMap<Bytes, Pending<E>> byName = new TreeMap<>(Bytes::compareByHash);
  private final Queue<Changed> inOrder = new ArrayDeque<>();
  private long sizeBytes;

  /**
   * Notes a change.
   *
   * @param before the element before; null if it was not there
   * @param after the element now; null if it is not there any more
   * @param contentBytes the length of what the element holds
   */
  void change(Bytes name, long block, @Nullable E before, @Nullable E after, long contentBytes) {
    Pending<E> pending = byName.get(name);
    if (pending == null) {
      byName.put(name, new Pending<>(block, before, after));
    } else {
      pending.change(block, before, after);
    }
    Changed changed = new Changed(block, name, FIXED_BYTES + name.length() + contentBytes);
    inOrder.add(changed);
    sizeBytes += changed.sizeBytes;
  }

  /** What happened to the element; null if nothing did. */
  @Nullable Pending<E> find(Bytes name) {
    return byName.isEmpty() ? null : byName.get(name);
  }

  boolean isEmpty() {
    return byName.isEmpty();
  }

  int size() {
    return byName.size();
  }

  /** Visits all that were changed, in hash order. */
  void forEach(BiConsumer<Bytes, Pending<E>> visitor) {
    byName.forEach(visitor);
  }

  NavigableMap<Bytes, Pending<E>> byName() {
    return byName;
  }

  void settle(long block) {
    for (Changed oldest = inOrder.peek();
        oldest != null && oldest.block <= block;
        oldest = inOrder.peek()) {
      inOrder.remove();
      sizeBytes -= oldest.sizeBytes;
      settle(oldest.name, block);
    }
  }

  private void settle(Bytes name, long block) {
    Pending<E> pending = byName.get(name);
    if (pending != null && pending.settle(block)) {
      byName.remove(name);
    }
  }

  long sizeBytes() {
    return sizeBytes;
  }
}
