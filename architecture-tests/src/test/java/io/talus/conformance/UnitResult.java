package io.talus.conformance;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What became of the tests of one unit.
 *
 * @param passed the names of the tests that passed
 * @param failed the names of the tests that failed, with the reason
 * @param interruptions errors between the tests, with which a block of tests or the run ended early
 * @param took how long it took, with everything that was run again
 */
record UnitResult(
    String unit,
    Set<String> passed,
    Map<String, String> failed,
    List<String> interruptions,
    Duration took) {

  UnitResult {
    passed = Set.copyOf(passed);
    failed = Map.copyOf(failed);
    interruptions = List.copyOf(interruptions);
  }
}
