package io.talus.application.replication;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What waits to go to other nodes. Nodes take turns, so that none waits for all that another is to
 * get; what goes to one node goes in the order in which it came. Belongs to the shard's thread.
 */
final class Turns<T> {
  /** Whose turn comes first stands first. */
  private final Map<Integer, Deque<T>> byNode = new LinkedHashMap<>();

  void add(int node, T one) {
    byNode.computeIfAbsent(node, _ -> new ArrayDeque<>()).add(one);
  }

  /**
   * Takes away what is to go next; null if nothing may.
   *
   * @param mayReceive whether a node may get something now
   * @param isReady whether this may go now; if not, what stands behind it may
   */
  @Nullable T next(IntPredicate mayReceive, Predicate<T> isReady) {
    for (Map.Entry<Integer, Deque<T>> node : byNode.entrySet()) {
      if (mayReceive.test(node.getKey())) {
        T next = takeFirst(node.getValue(), isReady);
        if (next != null) {
          comesLast(node.getKey(), node.getValue());
          return next;
        }
      }
    }
    return null;
  }

  private @Nullable T takeFirst(Deque<T> waiting, Predicate<T> isReady) {
    Iterator<T> each = waiting.iterator();
    while (each.hasNext()) {
      T one = each.next();
      if (isReady.test(one)) {
        each.remove();
        return one;
      }
    }
    return null;
  }

  private void comesLast(int node, Deque<T> waiting) {
    byNode.remove(node);
    if (!waiting.isEmpty()) {
      byNode.put(node, waiting);
    }
  }

  void removeIf(Predicate<T> isNeedless) {
    byNode.values().forEach(waiting -> waiting.removeIf(isNeedless));
    byNode.values().removeIf(Deque::isEmpty);
  }

  /** How much waits, for all nodes. */
  int size() {
    return byNode.values().stream().mapToInt(Deque::size).sum();
  }
}
