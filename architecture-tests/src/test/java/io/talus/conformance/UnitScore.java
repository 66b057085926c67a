package io.talus.conformance;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How a server did in one unit.
 *
 * @param baseline how many tests redis-server passes
 * @param counted those of them that count, by name
 */
record UnitScore(UnitResult result, int baseline, Set<String> counted) {

  UnitScore {
    counted = Set.copyOf(counted);
  }

  /** How many of the counted tests passed. */
  int passed() {
    return (int) counted.stream().filter(result.passed()::contains).count();
  }

  /** The share of the counted tests that passed; a unit without any is whole. */
  double percent() {
    return counted.isEmpty() ? 100 : 100.0 * passed() / counted.size();
  }

  /** The counted tests that did not pass, with the reason. */
  Map<String, String> missed() {
    Map<String, String> missed = new TreeMap<>();
    for (String name : counted) {
      if (!result.passed().contains(name)) {
        missed.put(
            name,
            result.failed().getOrDefault(name, "did not run: an error before it ended its block"));
      }
    }
    return new LinkedHashMap<>(missed);
  }

  /** Tests that passed though redis-server does not pass them, or that are not counted. */
  Set<String> beyond() {
    Set<String> beyond = new TreeSet<>(result.passed());
    beyond.removeAll(counted);
    return beyond;
  }
}
