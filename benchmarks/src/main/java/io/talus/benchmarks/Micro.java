package io.talus.benchmarks;

import java.util.List;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** {@code talus bench --micro [pattern]}: the small benchmarks, each in a JVM of its own. */
final class Micro {
  static final String OPTION = "--micro";

  private static final String PACKAGE = "io\\.talus\\.benchmarks\\.micro\\.";

  private Micro() {}

  static boolean isWanted(List<String> args) {
    return !args.isEmpty() && args.getFirst().equals(OPTION);
  }

  /**
   * Runs the benchmarks whose names contain a match of the pattern.
   *
   * @return the exit code of the process
   */
  static int run(List<String> args) {
    if (args.size() > 2) {
      throw new IllegalArgumentException(OPTION + " takes one pattern at most: " + args);
    }
    String pattern = args.size() == 2 ? args.get(1) : "";
    try {
      new Runner(new OptionsBuilder().include(PACKAGE + ".*" + pattern).build()).run();
      return 0;
    } catch (RunnerException failed) {
      System.err.println("bench: " + failed.getMessage());
      return 2;
    }
  }
}
