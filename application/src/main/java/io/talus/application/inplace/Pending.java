package io.talus.application.inplace;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to one element since the changes before were settled: how it is now, and how it was
 * after each block.
 */
final class Pending<E> {
  /**
   * What a block did to the element; null for an element that is not there.
   *
   * @param before how it was before the block
   * @param after how it is after the block
   */
  private record Step<E>(long block, @Nullable E before, @Nullable E after) {}

  private final List<Step<E>> earlier = new ArrayList<>(0);
  private Step<E> last;

  Pending(long block, @Nullable E before, @Nullable E after) {
    last = new Step<>(block, before, after);
  }

  void change(long block, @Nullable E before, @Nullable E after) {
    if (last.block == block) {
      last = new Step<>(block, last.before, after);
    } else {
      earlier.add(last);
      last = new Step<>(block, before, after);
    }
  }

  /** The element as it is now; null if it is not there. */
  @Nullable E now() {
    return last.after;
  }

  /** The element as the store has it after this block, which is not before the last one settled. */
  @Nullable E after(long block) {
    if (last.block <= block) {
      return last.after;
    }
    E found = earlier.isEmpty() ? last.before : earlier.getFirst().before;
    for (Step<E> step : earlier) {
      if (step.block <= block) {
        found = step.after;
      }
    }
    return found;
  }

  /** Forgets what the store has; returns whether nothing is left to know. */
  boolean settle(long block) {
    if (!earlier.isEmpty()) {
      earlier.removeIf(step -> step.block <= block);
    }
    return last.block <= block;
  }
}
