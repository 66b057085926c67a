package io.talus.application.report;

import java.util.Locale;

/** The text of INFO as it grows. */
final class Lines {
  private static final String END = "\r\n";
  private static final String[] UNITS = {"B", "K", "M", "G", "T", "P"};
  private static final double UNIT = 1024;

  private final StringBuilder text = new StringBuilder();

  void title(String title) {
    if (!text.isEmpty()) {
      text.append(END);
    }
    text.append("# ").append(title).append(END);
  }

  void line(String name, String value) {
    text.append(name).append(':').append(value).append(END);
  }

  void line(String name, long value) {
    text.append(name).append(':').append(value).append(END);
  }

  /** Redis's fields for what does not exist here. */
  void zeros(String... names) {
    for (String name : names) {
      line(name, 0);
    }
  }

  /** With two digits behind the point. */
  void line(String name, double value) {
    line(name, String.format(Locale.ROOT, "%.2f", value));
  }

  /** Bytes, and once more for humans. */
  void bytes(String name, long value) {
    line(name, value);
    line(name + "_human", human(value));
  }

  private static String human(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= UNIT && unit < UNITS.length - 1) {
      value /= UNIT;
      unit++;
    }
    return unit == 0 ? bytes + "B" : String.format(Locale.ROOT, "%.2f%s", value, UNITS[unit]);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
