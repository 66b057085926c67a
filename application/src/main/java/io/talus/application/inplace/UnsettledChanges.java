package io.talus.application.inplace;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/** What was changed in a collection in place, in its order, until the store has it. */
final class UnsettledChanges<C extends UnsettledChanges.Change> {
  interface Change {
    /** Its place in the slot's log. */
    long index();

    /** What it takes of the heap. */
    long sizeBytes();
  }

  /** What the store lacks: writers wait when that is too much of the log. */
  private final Queue<C> inOrder = new ArrayDeque<>();

  private long sizeBytes;

  void add(C change) {
    inOrder.add(change);
    sizeBytes += change.sizeBytes();
  }

  /**
   * See {@link io.talus.application.port.InPlace#settle}.
   *
   * @param forget is given each change that is settled, the oldest first
   */
  int settle(long index, int steps, Consumer<C> forget) {
    int left = steps;
    for (C oldest = inOrder.peek();
        left > 0 && oldest != null && oldest.index() <= index;
        oldest = inOrder.peek()) {
      inOrder.remove();
      sizeBytes -= oldest.sizeBytes();
      forget.accept(oldest);
      left--;
    }
    return left;
  }

  boolean isEmpty() {
    return inOrder.isEmpty();
  }

  long sizeBytes() {
    return sizeBytes;
  }
}
