package io.talus.conformance;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The table of a run, row by row as the units end, and for each unit a file that says what is
 * missing.
 */
final class Report {
  private static final String ROW = "%-24s %9s %8s %7s %8s %8s%n";
  private static final int SHOWN_MAX = 12;
  private static final int LINE_MAX = 160;

  private final PrintStream out;
  private final Path folder;
  private final List<UnitScore> scores = new ArrayList<>();

  Report(PrintStream out, Path folder) {
    this.out = out;
    this.folder = folder;
  }

  void begin(String server) {
    out.println("Redis " + RedisSuite.VERSION + "'s test suite against " + server);
    out.printf(ROW, "unit", "baseline", "counted", "passed", "percent", "seconds");
  }

  void add(UnitScore score) throws IOException {
    scores.add(score);
    UnitResult result = score.result();
    row(
        result.unit(),
        score.baseline(),
        score.counted().size(),
        score.passed(),
        result.took().toMillis());
    Files.write(log(result.unit()), details(score));
  }

  /**
   * Prints the sum and what is missing.
   *
   * @return whether every unit reaches {@code percentMin}
   */
  boolean end(double percentMin) {
    int baseline = scores.stream().mapToInt(UnitScore::baseline).sum();
    int counted = scores.stream().mapToInt(score -> score.counted().size()).sum();
    int passed = scores.stream().mapToInt(UnitScore::passed).sum();
    row(
        "total",
        baseline,
        counted,
        passed,
        scores.stream().mapToLong(s -> s.result().took().toMillis()).sum());
    scores.forEach(this::show);
    List<UnitScore> below = scores.stream().filter(score -> score.percent() < percentMin).toList();
    below.forEach(
        score ->
            out.printf(
                Locale.ROOT, "%s is below %.1f percent%n", score.result().unit(), percentMin));
    return below.isEmpty();
  }

  private void row(String name, int baseline, int counted, int passed, long millis) {
    double percent = counted == 0 ? 100 : 100.0 * passed / counted;
    out.printf(
        ROW, name, baseline, counted, passed, oneDecimal(percent), oneDecimal(millis / 1000.0));
  }

  private static String oneDecimal(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }

  private void show(UnitScore score) {
    List<String> lines = details(score);
    if (lines.isEmpty()) {
      return;
    }
    out.println();
    out.println(score.result().unit() + ": " + log(score.result().unit()));
    lines.stream().limit(SHOWN_MAX).map(Report::cut).forEach(line -> out.println("  " + line));
    if (lines.size() > SHOWN_MAX) {
      out.println("  ... and " + (lines.size() - SHOWN_MAX) + " more");
    }
  }

  private static List<String> details(UnitScore score) {
    List<String> lines = new ArrayList<>();
    score.result().interruptions().forEach(line -> lines.add("! " + line));
    for (Map.Entry<String, String> missed : score.missed().entrySet()) {
      lines.add("- " + missed.getKey() + ": " + missed.getValue());
    }
    return lines;
  }

  private static String cut(String line) {
    return line.length() <= LINE_MAX ? line : line.substring(0, LINE_MAX) + "...";
  }

  private Path log(String unit) {
    return folder.resolve(Baseline.fileName(unit) + ".log");
  }
}
