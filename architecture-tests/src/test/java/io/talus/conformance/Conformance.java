package io.talus.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The command {@code talus conformance}: Redis's own test suite, unit by unit, each against a
 * server of its own.
 *
 * <p>Exit codes: 0 if every unit reaches the wanted share, 1 if one does not, 2 if the run could
 * not be made.
 */
public final class Conformance {
  static final String DIFFERENCES = "docs/conformance-exceptions.txt";

  private final ConformanceOptions options;
  private final Path work;
  private final KnownDifferences differences;
  private final Path suite;

  private Conformance(ConformanceOptions options, Path root)
      throws IOException, InterruptedException {
    this.options = options;
    this.work = Files.createDirectories(root.resolve("target/conformance"));
    KnownDifferences known = KnownDifferences.read(root.resolve(DIFFERENCES));
    this.differences =
        options.quick() ? known.and(QuickSubset.LEFT_OUT, "too slow for a quick run") : known;
    this.suite =
        options.suite().isPresent() ? options.suite().get() : RedisSuite.unpackedBelow(work);
  }

  /** Runs the units named by {@code args}, or all that Talus is to pass. */
  public static void main(String[] args) throws InterruptedException {
    System.exit(run(args));
  }

  private static int run(String[] args) throws InterruptedException {
    if (List.of(args).contains("--help")) {
      System.out.print(ConformanceOptions.USAGE);
      return 0;
    }
    try {
      Path root = projectRoot();
      return new Conformance(ConformanceOptions.parse(args, root), root).runUnits() ? 0 : 1;
    } catch (IOException | IllegalArgumentException e) {
      System.err.println("conformance: " + e.getMessage());
      return 2;
    }
  }

  private boolean runUnits() throws IOException, InterruptedException {
    Report report = new Report(System.out, work);
    report.begin(options.subject().name());
    Baseline baseline = new Baseline(work, suite, options);
    for (String unit : options.units()) {
      report.add(score(known(unit), baseline));
    }
    return report.end(options.percentMin());
  }

  /**
   * The unit as the suite calls it: {@code unit/type/incr} for {@code unit/type/incr}, {@code
   * type/incr} and {@code incr}.
   */
  private String known(String unit) {
    for (String folder : List.of("", "unit/", "unit/type/")) {
      if (Files.exists(suite.resolve("tests").resolve(folder + unit + ".tcl"))) {
        return folder + unit;
      }
    }
    throw new IllegalArgumentException(
        "unit: " + unit + " (expected: a file below " + suite.resolve("tests") + ")");
  }

  private UnitScore score(String unit, Baseline baseline) throws IOException, InterruptedException {
    Set<String> passedByRedis = baseline.passed(unit);
    Set<String> uncounted = differences.among(unit, passedByRedis);
    Set<String> counted = new TreeSet<>(passedByRedis);
    counted.removeIf(name -> uncounted.contains(SuiteOutput.plainName(name)));
    Set<String> skipped = new TreeSet<>(differences.notRunAmong(unit, passedByRedis));
    skipped.addAll(options.quick() ? QuickSubset.suitePatterns() : Set.of());
    Path raw =
        Files.createDirectories(work.resolve("raw")).resolve(Baseline.fileName(unit) + ".out");
    UnitResult result =
        new UnitRun(unit, suite, options.subject(), options, raw).run(counted, skipped);
    return new UnitScore(result, passedByRedis.size(), counted);
  }

  /**
   * The working tree that this runs in: named by the launcher, or the nearest folder upwards that
   * holds it.
   */
  static Path projectRoot() throws IOException {
    String named = System.getenv("TALUS_HOME");
    if (named != null) {
      return Path.of(named);
    }
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("talus"))) {
        return folder;
      }
    }
    throw new IOException("no working tree of Talus around " + Path.of("").toAbsolutePath());
  }
}
