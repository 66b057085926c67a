package io.talus.application.inplace;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to one element since the changes before were settled: how it is now, and how it was
 * after each index.
 */
final class Pending<E> {
  /**
   * What a index did to the element; null for an element that is not there.
   *
   * @param before how it was before the index
   * @param after how it is after the index
   */
  private record Step<E>(long index, @Nullable E before, @Nullable E after) {}

  private final List<Step<E>> earlier = new ArrayList<>(0);
  private Step<E> last;

  Pending(long index, @Nullable E before, @Nullable E after) {
    last = new Step<>(index, before, after);
  }

  void change(long index, @Nullable E before, @Nullable E after) {
    if (last.index == index) {
      last = new Step<>(index, last.before, after);
    } else {
      earlier.add(last);
      last = new Step<>(index, before, after);
    }
  }

  /** The element as it is now; null if it is not there. */
  @Nullable E now() {
    return last.after;
  }

  /** The element as the store has it after this index, which is not before the last one settled. */
  @Nullable E after(long index) {
    if (last.index <= index) {
      return last.after;
    }
    E found = earlier.isEmpty() ? last.before : earlier.getFirst().before;
    for (Step<E> step : earlier) {
      if (step.index <= index) {
        found = step.after;
      }
    }
    return found;
  }

  /** Forgets what the store has; returns whether nothing is left to know. */
  boolean settle(long index) {
    if (!earlier.isEmpty()) {
      earlier.removeIf(step -> step.index <= index);
    }
    return last.index <= index;
  }
}
