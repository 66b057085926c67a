package io.talus.bootstrap.trial;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** Which nodes are cut off. Any thread; those whose way is cut wait here. */
final class Cuts {
  private final Map<Integer, Direction> byNode = new TreeMap<>();

  /** From now on nothing passes there. */
  synchronized void cut(int node, Direction direction) {
    byNode.put(node, direction);
    notifyAll();
  }

  /** Everything passes again, what was on its way as well. */
  synchronized void heal(int node) {
    byNode.remove(node);
    notifyAll();
  }

  synchronized Map<Integer, Direction> all() {
    return Map.copyOf(byNode);
  }

  private boolean isCut(int from, int to) {
    Direction atSender = byNode.get(from);
    Direction atReceiver = byNode.get(to);
    return (atSender != null && atSender.stopsWhatItSends())
        || (atReceiver != null && atReceiver.stopsWhatItGets());
  }

  /**
   * Waits until something may pass.
   *
   * @param isGivenUp whether it is not wanted any more; looked at when {@link #look} is called
   */
  synchronized void await(int from, int to, BooleanSupplier isGivenUp) throws InterruptedException {
    while (isCut(from, to) && !isGivenUp.getAsBoolean()) {
      wait();
    }
  }

  /** Something has been given up: those who wait look. */
  synchronized void look() {
    notifyAll();
  }
}
