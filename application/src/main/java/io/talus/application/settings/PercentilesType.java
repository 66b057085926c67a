package io.talus.application.settings;

import java.util.ArrayList;
import java.util.List;

/** Percentiles between 0 and 100; none at all is allowed. */
record PercentilesType() implements SettingType<List<String>> {
  private static final double MAX = 100;

  @Override
  public List<String> parse(List<String> words, List<String> current) throws RefusedValue {
    List<String> percentiles = new ArrayList<>();
    for (String word : words.equals(List.of("")) ? List.<String>of() : words) {
      double percentile = number(word);
      if (!(percentile >= 0 && percentile <= MAX)) {
        throw new RefusedValue(
            "latency-tracking-info-percentiles parameters should sit between [0.0,100.0]");
      }
      percentiles.add(shortest(percentile));
    }
    return List.copyOf(percentiles);
  }

  private static double number(String word) throws RefusedValue {
    try {
      return Double.parseDouble(word);
    } catch (NumberFormatException e) {
      throw new RefusedValue("Invalid latency-tracking-info-percentiles parameters");
    }
  }

  private static String shortest(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  @Override
  public String text(List<String> value) {
    return String.join(" ", value);
  }

  @Override
  public String expected() {
    return "numbers from 0 to 100";
  }

  @Override
  public boolean takesSeveralWords() {
    return true;
  }

  @Override
  public List<String> lines(List<String> value) {
    return List.of(value.isEmpty() ? "\"\"" : text(value));
  }
}
