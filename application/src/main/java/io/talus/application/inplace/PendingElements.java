package io.talus.application.inplace;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.Scan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The fields or members that were changed and not settled.
 *
 * <p>There are at most as many as the store is behind, which is bounded where writers wait for it.
 * They lie all over the heap, so what counts is how many of them a look-up has to look at: a hash
 * table takes a fifth of the time of a tree, and who wants them in order sorts them.
 */
final class PendingElements<E> {
  /** A node of the map, the element's steps, and the entry of the queue. */
  private static final int FIXED_BYTES = 200;

  /** An element that was changed. */
  record Named<E>(Bytes name, Pending<E> pending) {}

  private record Changed(long index, Bytes name, long sizeBytes)
      implements UnsettledChanges.Change {}

  private final Map<Bytes, Pending<E>> byName = new HashMap<>();
  private final UnsettledChanges<Changed> unsettled = new UnsettledChanges<>();

  /**
   * Notes a change.
   *
   * @param before the element before; null if it was not there
   * @param after the element now; null if it is not there any more
   * @param contentBytes the length of what the element holds
   */
  void change(Bytes name, long index, @Nullable E before, @Nullable E after, long contentBytes) {
    Pending<E> pending = byName.get(name);
    if (pending == null) {
      byName.put(name, new Pending<>(index, before, after));
    } else {
      pending.change(index, before, after);
    }
    unsettled.add(new Changed(index, name, FIXED_BYTES + name.length() + contentBytes));
  }

  /** What happened to the element; null if nothing did. */
  @Nullable Pending<E> find(Bytes name) {
    return byName.get(name);
  }

  boolean isEmpty() {
    return byName.isEmpty();
  }

  int size() {
    return byName.size();
  }

  /** Visits all that were changed, in no order. */
  void forEach(BiConsumer<Bytes, Pending<E>> visitor) {
    byName.forEach(visitor);
  }

  /**
   * Those with hashes from {@code from} up to {@code to}, in hash order. Takes as long as there are
   * changes.
   *
   * @param to {@link Scan#END} for all from {@code from} on
   */
  List<Named<E>> between(long from, long to) {
    List<Named<E>> found = new ArrayList<>();
    byName.forEach(
        (name, pending) -> {
          long hash = Integer.toUnsignedLong(name.hashCode());
          if (hash >= from && (to == Scan.END || hash < to)) {
            found.add(new Named<>(name, pending));
          }
        });
    found.sort(Comparator.comparing(Named::name, Bytes::compareByHash));
    return found;
  }

  /** See {@link io.talus.application.port.InPlace#settle}. */
  int settle(long index, int steps) {
    return unsettled.settle(index, steps, changed -> settle(changed.name, index));
  }

  private void settle(Bytes name, long index) {
    Pending<E> pending = byName.get(name);
    if (pending != null && pending.settle(index)) {
      byName.remove(name);
    }
  }

  /** Whether no change is left to settle; an element may be settled before the last of its own. */
  boolean isSettled() {
    return unsettled.isEmpty();
  }

  long sizeBytes() {
    return unsettled.sizeBytes();
  }
}
