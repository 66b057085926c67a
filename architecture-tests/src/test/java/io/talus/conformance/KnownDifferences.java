package io.talus.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The tests that do not count, each with a reason: {@code unit | test name | reason}, one a line,
 * where {@code *} in the unit or the name stands for anything.
 */
final class KnownDifferences {

  /** One line of the file. */
  record Difference(Pattern unit, String test, Pattern name, String reason) {
    boolean covers(String unitName, String testName) {
      return unit.matcher(unitName).matches() && name.matcher(testName).matches();
    }
  }

  private static final String NOT_RUN = "later:";

  private final List<Difference> differences;

  KnownDifferences(List<Difference> differences) {
    this.differences = List.copyOf(differences);
  }

  static KnownDifferences read(Path file) throws IOException {
    List<Difference> differences = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        differences.add(parse(line, file + ":" + (i + 1)));
      }
    }
    return new KnownDifferences(differences);
  }

  /** These, and tests of any unit that are left out for another reason. */
  KnownDifferences and(List<String> names, String reason) {
    List<Difference> all = new ArrayList<>(differences);
    names.forEach(name -> all.add(new Difference(glob("*"), name, glob(name), reason)));
    return new KnownDifferences(all);
  }

  /** Those of the tests that do not count, by the names under which the suite knows them. */
  Set<String> among(String unit, Set<String> tests) {
    return tests.stream()
        .map(SuiteOutput::plainName)
        .filter(name -> reason(unit, name).isPresent())
        .collect(Collectors.toSet());
  }

  /** Those that are not even run: without their commands they would only hang, or leave a mess. */
  Set<String> notRunAmong(String unit, Set<String> tests) {
    return among(unit, tests).stream()
        .filter(name -> reason(unit, name).filter(reason -> reason.startsWith(NOT_RUN)).isPresent())
        .collect(Collectors.toSet());
  }

  /** The same as they stand in the file, for when the unit's tests are not known. */
  Set<String> notRun(String unit) {
    return differences.stream()
        .filter(each -> each.unit().matcher(unit).matches() && each.reason().startsWith(NOT_RUN))
        .map(Difference::test)
        .collect(Collectors.toSet());
  }

  Optional<String> reason(String unit, String name) {
    return differences.stream()
        .filter(difference -> difference.covers(unit, name))
        .map(Difference::reason)
        .findFirst();
  }

  private static Difference parse(String line, String place) {
    int first = line.indexOf(" | ");
    int last = line.lastIndexOf(" | ");
    if (first < 0 || first == last) {
      throw new IllegalArgumentException(
          place + ": " + line + " (expected: unit | test name | reason)");
    }
    String name = line.substring(first + 3, last).strip();
    return new Difference(
        glob(line.substring(0, first).strip()), name, glob(name), line.substring(last + 3).strip());
  }

  private static Pattern glob(String text) {
    StringBuilder regex = new StringBuilder();
    for (String part : text.split("\\*", -1)) {
      regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(part));
    }
    return Pattern.compile(regex.toString());
  }
}
