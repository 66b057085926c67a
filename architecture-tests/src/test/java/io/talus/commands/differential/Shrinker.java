package io.talus.commands.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Leaves out of a failing trace what the failure does not need: first large pieces, then smaller
 * ones, down to single calls.
 *
 * <p>Source: the idea of Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input"
 * (2002), without their complements.
 */
final class Shrinker {
  /** So many traces are tried: a difference that comes and goes must not keep us for ever. */
  private static final int ATTEMPTS_MAX = 3_000;

  private final Predicate<List<Call>> fails;
  private int attemptsLeft;

  Shrinker(Predicate<List<Call>> fails) {
    this(fails, ATTEMPTS_MAX);
  }

  /** With a bound for traces that take long. */
  Shrinker(Predicate<List<Call>> fails, int attemptsMax) {
    this.fails = fails;
    this.attemptsLeft = attemptsMax;
  }

  /** A shorter trace that still fails; the same one if none was found. */
  List<Call> shrink(List<Call> failing) {
    List<Call> shortest = failing;
    for (int piece = Math.max(1, shortest.size() / 2); piece >= 1; piece /= 2) {
      List<Call> before;
      do {
        before = shortest;
        shortest = withoutPieces(shortest, piece);
      } while (piece == 1 && shortest.size() < before.size());
    }
    return shortest;
  }

  private List<Call> withoutPieces(List<Call> calls, int piece) {
    List<Call> shortest = calls;
    // Backwards: what comes later depends on what comes earlier, not the other way round.
    for (int from = shortest.size() - piece; from >= 0; from -= piece) {
      List<Call> shorter = new ArrayList<>(shortest);
      shorter.subList(from, Math.min(from + piece, shorter.size())).clear();
      if (attemptsLeft-- > 0 && fails.test(shorter)) {
        shortest = shorter;
      }
    }
    return shortest;
  }
}
