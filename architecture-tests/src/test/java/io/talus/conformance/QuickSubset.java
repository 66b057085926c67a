package io.talus.conformance;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a quick run leaves out: the stress tests that take from two to fifteen seconds each, most of
 * it in Tcl.
 *
 * <p>They look for mistakes in Redis's compact encodings, which Talus does not have; the full run
 * has them all.
 */
final class QuickSubset {
  static final List<String> LEFT_OUT =
      List.of(
          "LTRIM stress testing*",
          "SETNX against expired volatile key",
          "GETRANGE fuzzing",
          "ziplist implementation: *",
          "Stress tester for #3343-alike bugs*",
          "SCAN regression test for issue #4906",
          "SDIFF fuzzing",
          "ZDIFF fuzzing*",
          "Very big payload random access",
          "ZRANGEBYSCORE fuzzy test*",
          "intsets implementation stress testing");

  private QuickSubset() {}

  /** What a quick run does not run: slow tests, and those of commands that come later. */
  static Set<String> skipped(KnownDifferences known, String unit) {
    Set<String> skipped = new TreeSet<>(suitePatterns());
    known.notRun(unit).forEach(glob -> skipped.add(suitePattern(glob)));
    return skipped;
  }

  /** The same as regular expressions, which the suite knows by a slash before them. */
  static Set<String> suitePatterns() {
    return LEFT_OUT.stream().map(QuickSubset::suitePattern).collect(Collectors.toSet());
  }

  private static String suitePattern(String glob) {
    return "/^" + glob.replaceAll("[\\[\\](){}+?.^$|]", "\\\\$0").replace("*", ".*") + "$";
  }
}
