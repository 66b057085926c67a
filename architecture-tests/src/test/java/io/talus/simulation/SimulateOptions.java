package io.talus.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What the command line of a simulation asks for.
 *
 * @param first the first seed
 * @param count how many seeds, one after the other
 */
record SimulateOptions(long first, int count, boolean help) {
  static final String USAGE =
      """
      usage: talus simulate [--seeds N] [--seed S]
        --seeds N  so many seeds, from 1 or S on (100)
        --seed S   this one alone, unless --seeds says how many
      """;

  private static final int COUNT = 100;

  SimulateOptions {
    if (count < 1) {
      throw new IllegalArgumentException("--seeds: " + count + " (expected: 1 or more)");
    }
  }

  static SimulateOptions parse(String... args) {
    Deque<String> rest = new ArrayDeque<>(List.of(args));
    long first = 1;
    int count = rest.contains("--seed") ? 1 : COUNT;
    boolean help = false;
    while (!rest.isEmpty()) {
      String word = rest.pop();
      switch (word) {
        case "--seeds" -> count = Math.toIntExact(value(word, rest));
        case "--seed" -> first = value(word, rest);
        case "--help" -> help = true;
        default -> throw new IllegalArgumentException("unknown option: " + word);
      }
    }
    return new SimulateOptions(first, count, help);
  }

  private static long value(String word, Deque<String> rest) {
    String value = rest.isEmpty() ? "" : rest.pop();
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException wrong) {
      throw new IllegalArgumentException(word + ": " + value + " (expected: a number)", wrong);
    }
  }
}
