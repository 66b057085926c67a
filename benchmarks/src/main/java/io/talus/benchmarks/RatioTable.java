package io.talus.benchmarks;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints measurements beside each other, each with its ratio to the first contestant's. */
final class RatioTable {
  private static final int NAME_WIDTH = 16;
  private static final int RATIO_WIDTH = 16;

  private final PrintStream out;
  private boolean headed;
  private int below;

  RatioTable(PrintStream out) {
    this.out = out;
  }

  /** Starts a part of the table. */
  void begin(String title) {
    headed = false;
    out.printf(Locale.ROOT, "%n%s%n", title);
  }

  /** Prints a command; a ratio of the subject below {@code target} is marked. */
  void row(String name, double target, Map<Contestant, Measurement> measured) {
    List<Map.Entry<Contestant, Measurement>> entries = List.copyOf(measured.entrySet());
    if (!headed) {
      head(entries);
    }
    double reference = entries.getFirst().getValue().rps();
    StringBuilder line = new StringBuilder(cell(NAME_WIDTH, name));
    for (int i = 0; i < entries.size(); i++) {
      double ratio = entries.get(i).getValue().rps() / reference;
      line.append(numbers(entries.get(i).getValue()))
          .append(i == 0 ? "" : ratio(ratio, i == 1 ? target : 0));
    }
    out.println(line.toString().stripTrailing());
  }

  void note(String text) {
    out.println("  note: " + text);
  }

  /** Says so if a server did not come to rest within {@code limit}. */
  void noteIfBusy(Contestant contestant, boolean rests, Duration limit) {
    if (!rests) {
      note(contestant.name() + " is still busy after " + limit.toSeconds() + " s");
    }
  }

  /** How many ratios of the subject were below what is wanted. */
  int below() {
    return below;
  }

  private void head(List<Map.Entry<Contestant, Measurement>> entries) {
    StringBuilder line = new StringBuilder(cell(NAME_WIDTH, ""));
    for (int i = 0; i < entries.size(); i++) {
      line.append(
          String.format(
              Locale.ROOT, "%14s %8s %8s", entries.get(i).getKey().name(), "p50 ms", "p99 ms"));
      line.append(i == 0 ? "" : cell(RATIO_WIDTH, "   ratio"));
    }
    out.println(line.toString().stripTrailing());
    headed = true;
  }

  private static String numbers(Measurement one) {
    return String.format(
        Locale.ROOT, "%14.0f %8.3f %8.3f", one.rps(), one.p50Millis(), one.p99Millis());
  }

  private String ratio(double ratio, double target) {
    boolean low = ratio < target;
    below += low ? 1 : 0;
    String mark = low ? String.format(Locale.ROOT, " < %.2f", target) : "";
    return cell(RATIO_WIDTH, String.format(Locale.ROOT, "%8.2f%s", ratio, mark));
  }

  private static String cell(int width, String text) {
    return String.format(Locale.ROOT, "%-" + width + "s", text);
  }
}
