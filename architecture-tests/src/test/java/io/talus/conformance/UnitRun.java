package io.talus.conformance;

import io.talus.testkit.process.ProcessTree;
import io.talus.testkit.process.RunningServer;
import io.talus.testkit.process.ServerCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs one unit of the suite against a freshly started server, and again for what the run lost.
 *
 * <p>A test that hangs, a server that dies and an error between two tests all cost the tests after
 * them. What a run lost is therefore run again, on another fresh server, without the tests that
 * failed before: they are the likely cause. The first result of a test counts. It ends when nothing
 * is lost, when a run brings nothing new, after {@link #ATTEMPTS_MAX} runs, or when the time is up.
 */
final class UnitRun {
  /**
   * Each attempt is a fresh server and a part of the unit; a unit that needs more is broken in
   * general.
   */
  private static final int ATTEMPTS_MAX = 8;

  private static final String TAGS = "-needs:debug -needs:repl -needs:save -needs:config-maxmemory";

  private final String unit;
  private final Path suite;
  private final ServerCommand command;
  private final ConformanceOptions options;
  private final Path raw;

  private final Set<String> passed = new LinkedHashSet<>();
  private final Map<String, String> failed = new LinkedHashMap<>();
  private final Set<String> interruptions = new LinkedHashSet<>();

  UnitRun(String unit, Path suite, ServerCommand command, ConformanceOptions options, Path raw) {
    this.unit = unit;
    this.suite = suite;
    this.command = command;
    this.options = options;
    this.raw = raw;
  }

  /**
   * Runs the unit.
   *
   * @param expected the tests that a complete run shows; empty if that is not known
   * @param leftOut the names of the tests that are not to be run
   */
  UnitResult run(Set<String> expected, Set<String> leftOut)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    Files.deleteIfExists(raw);
    for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      Duration left = options.unitLimit().minusNanos(System.nanoTime() - start);
      if (left.isNegative() || !attempt(leftOut, left) || seen().containsAll(expected)) {
        break;
      }
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    return new UnitResult(unit, passed, failed, List.copyOf(interruptions), took);
  }

  /** One run; true if it showed something new, so that another may show more. */
  private boolean attempt(Set<String> leftOut, Duration limit)
      throws IOException, InterruptedException {
    int seenBefore = seen().size();
    Set<String> skipped = new LinkedHashSet<>(leftOut);
    failed.keySet().forEach(name -> skipped.add(SuiteOutput.plainName(name)));
    Path lines = Files.createTempFile("talus-conformance", ".out");
    try (RunningServer server = RunningServer.start(command, beside(".server.out"))) {
      boolean ended = ProcessTree.run(suite(server.port(), skipped, lines), limit);
      SuiteOutput output = SuiteOutput.of(Files.readAllLines(lines, StandardCharsets.ISO_8859_1));
      merge(output, !server.answers());
      if (!ended) {
        interruptions.add("the time of the unit was up");
      }
      return seen().size() > seenBefore;
    } finally {
      keep(lines);
    }
  }

  private void merge(SuiteOutput output, boolean serverDied) {
    List<SuiteOutput.Ended> tests = serverDied ? output.testsUntilServerWasLost() : output.tests();
    Set<String> before = seen();
    for (SuiteOutput.Ended test : tests) {
      if (!before.contains(test.name())) {
        test.failure()
            .ifPresentOrElse(
                reason -> failed.put(test.name(), reason), () -> passed.add(test.name()));
      }
    }
    if (serverDied) {
      interruptions.add(
          "the server ended during: " + (tests.isEmpty() ? "(no test)" : tests.getLast().name()));
    }
    interruptions.addAll(output.interruptions());
  }

  private Set<String> seen() {
    Set<String> seen = new HashSet<>(passed);
    seen.addAll(failed.keySet());
    return seen;
  }

  private ProcessBuilder suite(int port, Set<String> skipped, Path lines) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of("./runtest", "--host", "127.0.0.1", "--port", Integer.toString(port)));
    words.addAll(List.of("--clients", "1", "--single", unit, "--durable"));
    words.addAll(List.of("--ignore-encoding", "--ignore-digest", "--tags", TAGS));
    words.addAll(List.of("--timeout", Long.toString(options.hangLimit().toSeconds())));
    words.addAll(List.of("--skipfile", Files.write(beside(".skip"), skipped).toString()));
    ProcessBuilder builder = new ProcessBuilder(words).directory(suite.toFile());
    builder.environment().put("TERM", "dumb");
    return builder.redirectErrorStream(true).redirectOutput(lines.toFile());
  }

  private Path beside(String ending) {
    return raw.resolveSibling(raw.getFileName() + ending);
  }

  private void keep(Path lines) throws IOException {
    Files.write(
        raw, Files.readAllBytes(lines), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    Files.delete(lines);
  }
}
