package io.talus.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one run of the suite printed, read line by line.
 *
 * <p>A test ends with {@code [ok]: name (12 ms)} or with {@code [err]: name in tests/unit/x.tcl}
 * and a message in the lines after it. An {@code [err]} without a file is an error between two
 * tests: it ends the block of tests around it, and {@code [exception]} ends the whole run. Several
 * tests of a unit may bear the same name; the second is called {@code name [2]}.
 */
final class SuiteOutput {
  private static final Pattern EVENT = Pattern.compile("\\[(ok|err|exception|TIMEOUT)]: ?(.*)$");
  private static final Pattern MARK = Pattern.compile("^(\\[(\\w+|\\d+/\\d+ done)]:|Cleanup: )");
  private static final Pattern OK_NAME = Pattern.compile("^(.*) \\(\\d+ ms\\)$");
  private static final Pattern ERR_NAME = Pattern.compile("^(.*) in tests/\\S+\\.tcl$");
  private static final Pattern IN_PROGRESS = Pattern.compile("\\(IN PROGRESS\\) (.*)$");
  private static final Pattern LOST_SERVER =
      Pattern.compile(
          "I/O error|couldn't open socket|connection refused|connection reset",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern NUMBER = Pattern.compile(" \\[\\d+]$");
  private static final int REASON_LINES_MAX = 4;

  /** A test that has run: passed if there is no reason why not. */
  record Ended(String name, Optional<String> failure) {}

  private final List<String> lines;
  private final List<Ended> tests = new ArrayList<>();
  private final List<String> interruptions = new ArrayList<>();
  private final Map<String, Integer> occurrences = new LinkedHashMap<>();

  private SuiteOutput(List<String> lines) {
    this.lines = List.copyOf(lines);
  }

  static SuiteOutput of(List<String> lines) {
    SuiteOutput output = new SuiteOutput(lines);
    for (int i = 0; i < lines.size(); i++) {
      output.take(i);
    }
    return output;
  }

  /** The tests in the order in which they ended. */
  List<Ended> tests() {
    return List.copyOf(tests);
  }

  /** The errors between tests, each of which may have cost the tests after it. */
  List<String> interruptions() {
    return List.copyOf(interruptions);
  }

  /**
   * Of a run on which the server died, the tests that say something about it: up to the first that
   * missed it.
   */
  List<Ended> testsUntilServerWasLost() {
    for (int i = 0; i < tests.size(); i++) {
      if (tests.get(i).failure().filter(reason -> LOST_SERVER.matcher(reason).find()).isPresent()) {
        return List.copyOf(tests.subList(0, i + 1));
      }
    }
    return tests();
  }

  private void take(int index) {
    Matcher event = EVENT.matcher(lines.get(index));
    if (event.find()) {
      String text = event.group(2);
      switch (event.group(1)) {
        case "ok" -> ok(text);
        case "err" -> err(text, reason(index));
        case "exception" -> interruptions.add("exception: " + text + " " + reason(index));
        case "TIMEOUT" -> hung(index);
        default -> throw new IllegalStateException(event.group(1));
      }
    }
  }

  private void ok(String text) {
    Matcher name = OK_NAME.matcher(text);
    tests.add(new Ended(numbered(name.find() ? name.group(1) : text), Optional.empty()));
  }

  private void err(String text, String reason) {
    Matcher name = ERR_NAME.matcher(text);
    if (name.find()) {
      tests.add(new Ended(numbered(name.group(1)), Optional.of(reason)));
    } else if (!text.startsWith("clients state")) {
      interruptions.add("between tests: " + text + " " + reason);
    }
  }

  private void hung(int index) {
    for (String line : lines.subList(index + 1, lines.size())) {
      Matcher name = IN_PROGRESS.matcher(line);
      if (name.find()) {
        tests.add(new Ended(numbered(name.group(1)), Optional.of("hangs")));
        return;
      }
    }
    interruptions.add("hangs between tests");
  }

  private String numbered(String name) {
    int number = occurrences.merge(name, 1, Integer::sum);
    return number == 1 ? name : name + " [" + number + "]";
  }

  /** The name as the suite knows it, without the number that tells apart tests of one name. */
  static String plainName(String name) {
    return NUMBER.matcher(name).replaceFirst("");
  }

  /** The message below an event; of a message that the suite cut at its start, the whole. */
  private String reason(int index) {
    List<String> message = new ArrayList<>();
    for (int i = index + 1; i < lines.size() && message.size() < REASON_LINES_MAX; i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || MARK.matcher(line).find()) {
        break;
      }
      message.add(line);
    }
    if (message.size() > 1 && message.get(1).endsWith(message.getFirst())) {
      message.removeFirst();
    }
    return String.join(" | ", message);
  }
}
