package io.talus.testkit.cluster;

import io.talus.testkit.linear.Linearizability;
import io.talus.testkit.linear.Linearizability.Verdict;
import io.talus.testkit.linear.RegisterOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Checks what clients saw, key by key. */
final class Histories {
  /** Some hundred operations of four clients take some thousand. */
  private static final long BUDGET = 2_000_000;

  private Histories() {}

  static void check(List<Operation> history) {
    Map<String, List<RegisterOperation>> keys = new TreeMap<>();
    for (Operation operation : history) {
      List<RegisterOperation> key =
          keys.computeIfAbsent(operation.slot + ":" + operation.key, k -> new ArrayList<>());
      switch (operation.outcome()) {
        case DONE ->
            key.add(
                new RegisterOperation(
                    operation.write, operation.value(), operation.invoked, operation.returned()));
        case OPEN, UNKNOWN -> {
          if (operation.write && wasRead(operation, history)) {
            key.add(
                RegisterOperation.write(
                    operation.value(), operation.invoked, RegisterOperation.NEVER));
          }
        }
        case REFUSED -> {}
      }
    }
    keys.forEach(Histories::check);
  }

  /** A write that nobody knows about and nobody saw may come after everything else. */
  private static boolean wasRead(Operation write, List<Operation> history) {
    return history.stream()
        .anyMatch(
            other ->
                !other.write
                    && other.outcome() == Operation.Outcome.DONE
                    && other.value() == write.value());
  }

  private static void check(String key, List<RegisterOperation> operations) {
    Verdict verdict = Linearizability.check(operations, BUDGET);
    if (verdict != Verdict.LINEARIZABLE) {
      throw new AssertionError("history of key " + key + " is " + verdict + ": " + operations);
    }
  }
}
