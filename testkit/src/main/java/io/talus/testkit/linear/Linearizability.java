package io.talus.testkit.linear;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether there is an order of the operations on one register that explains every read, in which
 * nothing comes before what had returned when it was invoked.
 *
 * <p>Wing and Gong's search ("Testing and Verifying Concurrent Objects", 1993): take as next any
 * operation that was invoked before the first of the remaining ones returned, and go back if that
 * leads nowhere. Lowe's addition ("Testing for linearizability", 2017): never look twice at the
 * same set of taken operations with the same value. Registers are independent of each other, so a
 * history is checked key by key.
 */
public final class Linearizability {
  /** What came of the search. */
  public enum Verdict {
    LINEARIZABLE,
    NOT_LINEARIZABLE,
    /** The search took too long; this is never a success. */
    UNDECIDED
  }

  private record Seen(BitSet taken, long value) {}

  private final List<RegisterOperation> operations;
  private final BitSet taken = new BitSet();
  private final Set<Seen> seen = new HashSet<>();
  private int known;
  private long budget;

  private Linearizability(List<RegisterOperation> operations, long budget) {
    this.operations =
        operations.stream().sorted(Comparator.comparingLong(RegisterOperation::invoked)).toList();
    this.known = (int) operations.stream().filter(Linearizability::isKnown).count();
    this.budget = budget;
  }

  /**
   * Checks a register that is 0 at first.
   *
   * @param budget how many states may be looked at
   */
  public static Verdict check(List<RegisterOperation> operations, long budget) {
    Linearizability search = new Linearizability(operations, budget);
    boolean found = search.search();
    if (found) {
      return Verdict.LINEARIZABLE;
    }
    return search.budget <= 0 ? Verdict.UNDECIDED : Verdict.NOT_LINEARIZABLE;
  }

  /** A choice that was made: which operation came next, and what the value was before it. */
  private record Step(int operation, long before) {}

  private boolean search() {
    ArrayDeque<Step> steps = new ArrayDeque<>();
    long value = 0;
    int from = taken.nextClearBit(0);
    while (known > 0) {
      int next = nextCandidate(from, value);
      if (next >= 0) {
        steps.push(new Step(next, value));
        value = take(next, value);
        from = taken.nextClearBit(0);
      } else if (steps.isEmpty() || budget <= 0) {
        return false;
      } else {
        Step undone = steps.pop();
        giveBack(undone.operation());
        value = undone.before();
        from = undone.operation() + 1;
      }
    }
    return true;
  }

  /**
   * The first operation from an index on that may come next and leads to a state not seen before.
   */
  private int nextCandidate(int from, long value) {
    long firstReturn = RegisterOperation.NEVER;
    for (int i = taken.nextClearBit(0); i < operations.size(); i = taken.nextClearBit(i + 1)) {
      RegisterOperation operation = operations.get(i);
      if (operation.invoked() > firstReturn) {
        return -1;
      }
      firstReturn = Math.min(firstReturn, operation.returned());
      if (i >= from && explains(operation, value) && isNew(i, value)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean explains(RegisterOperation operation, long value) {
    return operation.write() || operation.value() == value;
  }

  private boolean isNew(int index, long value) {
    budget--;
    BitSet after = (BitSet) taken.clone();
    after.set(index);
    RegisterOperation operation = operations.get(index);
    return seen.add(new Seen(after, operation.write() ? operation.value() : value));
  }

  private long take(int index, long value) {
    taken.set(index);
    RegisterOperation operation = operations.get(index);
    known -= isKnown(operation) ? 1 : 0;
    return operation.write() ? operation.value() : value;
  }

  private void giveBack(int index) {
    taken.clear(index);
    known += isKnown(operations.get(index)) ? 1 : 0;
  }

  private static boolean isKnown(RegisterOperation operation) {
    return operation.returned() != RegisterOperation.NEVER;
  }
}
