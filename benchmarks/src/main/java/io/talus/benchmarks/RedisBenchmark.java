package io.talus.benchmarks;

import io.talus.testkit.process.RunningServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The tool redis-benchmark: one run of it is one measurement. */
final class RedisBenchmark {
  private static final int RANDOM_KEYS = 100_000;
  private static final int CLIENTS = 50;
  private static final int CSV_COLUMNS = 8;
  private static final int RPS = 1;
  private static final int P50 = 4;
  private static final int P99 = 6;

  private RedisBenchmark() {}

  /**
   * Sends a command {@code requests} times, {@code pipeline} at once on each of fifty connections.
   */
  static Measurement run(RunningServer server, List<String> command, int requests, int pipeline)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("redis-benchmark", "--csv", "--precision", "3"));
    number(words, "-p", server.port());
    number(words, "-n", requests);
    number(words, "-r", RANDOM_KEYS);
    number(words, "-c", CLIENTS);
    number(words, "-P", pipeline);
    words.addAll(command);
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("redis-benchmark " + command.getFirst() + ": " + output.strip());
    }
    return parse(output);
  }

  /** Reads the last line of the CSV; anything else that the tool has to say is a complaint. */
  static Measurement parse(String output) throws IOException {
    List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
    List<String> complaints = lines.stream().filter(line -> !line.startsWith("\"")).toList();
    String[] columns = lines.isEmpty() ? new String[0] : lines.getLast().split("\",\"", -1);
    if (!complaints.isEmpty() || columns.length != CSV_COLUMNS) {
      throw new IOException("redis-benchmark: " + output.strip());
    }
    return new Measurement(number(columns[RPS]), number(columns[P50]), number(columns[P99]));
  }

  /** A run that took no time at all is infinitely fast, in C's spelling. */
  private static double number(String text) {
    return text.equals("inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
  }

  private static void number(List<String> words, String option, int value) {
    words.add(option);
    words.add(Integer.toString(value));
  }
}
