package io.talus.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What the command line of a simulation asks for.
 *
 * @param kind one of {@link #KINDS}, or all
 * @param first the first seed
 * @param count how many seeds, one after the other
 */
record SimulateOptions(String kind, long first, int count, boolean help) {
  static final String USAGE =
      """
      usage: talus simulate [--kind K] [--seeds N] [--seed S]
        --kind K   cluster, group or async (all three)
        --seeds N  so many seeds, from 1 or S on (100)
        --seed S   this one alone, unless --seeds says how many
      """;

  private static final String ALL = "all";
  private static final List<String> KINDS = List.of("cluster", "group", "async");
  private static final int COUNT = 100;

  SimulateOptions {
    if (!kind.equals(ALL) && !KINDS.contains(kind)) {
      throw new IllegalArgumentException("--kind: " + kind + " (expected: one of " + KINDS + ")");
    }
    if (count < 1) {
      throw new IllegalArgumentException("--seeds: " + count + " (expected: 1 or more)");
    }
  }

  static SimulateOptions parse(String... args) {
    Deque<String> rest = new ArrayDeque<>(List.of(args));
    String kind = ALL;
    long first = 1;
    int count = rest.contains("--seed") ? 1 : COUNT;
    boolean help = false;
    while (!rest.isEmpty()) {
      String word = rest.pop();
      switch (word) {
        case "--kind" -> kind = word(rest);
        case "--seeds" -> count = Math.toIntExact(value(word, rest));
        case "--seed" -> first = value(word, rest);
        case "--help" -> help = true;
        default -> throw new IllegalArgumentException("unknown option: " + word);
      }
    }
    return new SimulateOptions(kind, first, count, help);
  }

  /** Whether this kind is asked for. */
  boolean isWanted(String one) {
    return kind.equals(ALL) || kind.equals(one);
  }

  private static String word(Deque<String> rest) {
    return rest.isEmpty() ? "" : rest.pop();
  }

  private static long value(String word, Deque<String> rest) {
    String value = word(rest);
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException wrong) {
      throw new IllegalArgumentException(word + ": " + value + " (expected: a number)", wrong);
    }
  }
}
