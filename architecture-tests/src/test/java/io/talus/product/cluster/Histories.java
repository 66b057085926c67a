package io.talus.product.cluster;

import io.talus.testkit.linear.Linearizability;
import io.talus.testkit.linear.Linearizability.Verdict;
import io.talus.testkit.linear.RegisterOperation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What clients did to registers, key by key, and whether one register could have answered so.
 * Values are written once. For any thread.
 */
final class Histories {
  /** States that are looked at for one key: some seconds. */
  private static final long BUDGET = 2_000_000;

  private final Map<String, ConcurrentLinkedQueue<RegisterOperation>> byKey =
      new ConcurrentHashMap<>();

  void add(String key, RegisterOperation operation) {
    byKey.computeIfAbsent(key, any -> new ConcurrentLinkedQueue<>()).add(operation);
  }

  int size() {
    return byKey.values().stream().mapToInt(ConcurrentLinkedQueue::size).sum();
  }

  /**
   * @throws AssertionError if there is a key whose history no register explains, or none is found
   */
  void check() {
    byKey.forEach(
        (key, operations) -> {
          List<RegisterOperation> told = told(List.copyOf(operations));
          Verdict verdict = Linearizability.check(told, BUDGET);
          if (verdict != Verdict.LINEARIZABLE) {
            throw new AssertionError(key + " is " + verdict + ":\n" + text(told));
          }
        });
  }

  /**
   * The same history with a return for every write. One that nobody knows the end of and nobody has
   * read makes no difference: taken out of an order that explains the rest, it leaves one. One that
   * was read took place before the first of its reads returned.
   */
  static List<RegisterOperation> told(List<RegisterOperation> operations) {
    Map<Long, Long> firstRead = new HashMap<>();
    for (RegisterOperation operation : operations) {
      if (!operation.write()) {
        firstRead.merge(operation.value(), operation.returned(), Math::min);
      }
    }
    List<RegisterOperation> told = new ArrayList<>();
    for (RegisterOperation operation : operations) {
      Long read = firstRead.get(operation.value());
      if (operation.returned() != RegisterOperation.NEVER) {
        told.add(operation);
      } else if (read != null) {
        told.add(RegisterOperation.write(operation.value(), operation.invoked(), read));
      }
    }
    return told;
  }

  private static String text(List<RegisterOperation> operations) {
    StringBuilder text = new StringBuilder();
    operations.stream()
        .sorted(Comparator.comparingLong(RegisterOperation::invoked))
        .forEach(operation -> text.append(operation).append('\n'));
    return text.toString();
  }
}
