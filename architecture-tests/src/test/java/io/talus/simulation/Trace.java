package io.talus.simulation;

import java.util.ArrayDeque;
import java.util.Deque;

/** What happened lately: what a failure is understood by. */
final class Trace {
  private static final int LINES_MAX = 120;

  private final Deque<String> lines = new ArrayDeque<>();

  void add(String format, Object... values) {
    if (lines.size() == LINES_MAX) {
      lines.remove();
    }
    lines.add(format.formatted(values));
  }

  /** A failure that tells what happened before it. */
  AssertionError failure(String format, Object... values) {
    return new AssertionError(format.formatted(values) + "\nbefore that:\n" + this);
  }

  @Override
  public String toString() {
    return String.join("\n", lines);
  }
}
