package io.talus.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * What redis-server passes, counted once per unit and kept below the build folder.
 *
 * <p>A quick run leaves tests out, so its counts are kept apart; a full count serves both.
 */
final class Baseline {
  private final Path folder;
  private final Path suite;
  private final ConformanceOptions options;

  Baseline(Path work, Path suite, ConformanceOptions options) {
    this.folder = work.resolve("baseline");
    this.suite = suite;
    this.options = options;
  }

  /** The names of the tests of the unit that redis-server passes. */
  Set<String> passed(String unit) throws IOException, InterruptedException {
    Path full = folder.resolve(fileName(unit) + ".txt");
    Path own = options.quick() ? folder.resolve(fileName(unit) + ".quick.txt") : full;
    if (!options.baselineAgain()) {
      for (Path known : new Path[] {full, own}) {
        if (Files.exists(known)) {
          return new TreeSet<>(Files.readAllLines(known));
        }
      }
    }
    return count(unit, own);
  }

  private Set<String> count(String unit, Path file) throws IOException, InterruptedException {
    Path raw = Files.createDirectories(folder.resolve("raw")).resolve(fileName(unit) + ".out");
    Set<String> leftOut = options.quick() ? QuickSubset.suitePatterns() : Set.of();
    UnitResult result =
        new UnitRun(unit, suite, ConformanceOptions.reference(), options, raw)
            .run(Set.of(), leftOut);
    result
        .failed()
        .forEach(
            (name, reason) -> System.out.println("  redis-server fails: " + name + ": " + reason));
    result.interruptions().forEach(line -> System.out.println("  redis-server: " + line));
    Set<String> passed = new TreeSet<>(result.passed());
    if (passed.isEmpty() && !options.quick()) {
      throw new IOException("redis-server passes no test of " + unit + "; see " + raw);
    }
    Files.write(file, passed);
    return passed;
  }

  static String fileName(String unit) {
    return unit.replaceFirst("^unit/", "").replace('/', '-');
  }
}
