package io.talus.conformance;

import io.talus.testkit.process.ServerCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What the command line of a conformance run asks for.
 *
 * @param units the units of the suite, such as {@code unit/type/string}
 * @param subject the server under test
 * @param baselineAgain whether to count again what redis-server passes, though it is known
 * @param quick whether to leave out the stress tests that take many seconds each
 * @param percentMin the share of the counted tests of each unit below which the run fails
 * @param unitLimit how long one unit may take, with everything that is run again
 * @param hangLimit how long one test may take before it counts as hanging
 * @param suite an unpacked source tree of Redis, if it is not to be fetched
 */
record ConformanceOptions(
    List<String> units,
    ServerCommand subject,
    boolean baselineAgain,
    boolean quick,
    double percentMin,
    Duration unitLimit,
    Duration hangLimit,
    Optional<Path> suite) {

  static final String USAGE =
      """
      usage: talus conformance [unit ...] [options]
        --quick             without the stress tests that take many seconds each
        --server redis      test redis-server itself, which must reach 100 percent
        --server-command C  test what C starts; C holds {port} and {dir}
        --baseline          count again what redis-server passes
        --min N             fail below N percent of a unit (95)
        --limit SECONDS     for one unit (600)
        --hang SECONDS      for one test (60)
        --suite DIR         an unpacked redis 7.0.15, instead of Debian's source package
      """;

  static final List<String> DEFAULT_UNITS =
      List.of(
          "unit/type/string",
          "unit/type/incr",
          "unit/type/list",
          "unit/type/list-2",
          "unit/type/list-3",
          "unit/type/set",
          "unit/type/zset",
          "unit/type/hash",
          "unit/keyspace",
          "unit/scan",
          "unit/expire",
          "unit/multi",
          "unit/protocol",
          "unit/quit",
          "unit/info-command",
          "unit/introspection-2",
          "unit/pause",
          "unit/querybuf",
          "unit/lazyfree");

  /** The server that the suite was written for, as its authors run it in external mode. */
  static ServerCommand reference() {
    return ServerCommand.redis("--enable-debug-command", "yes", "--save", "");
  }

  /** What a run without the slow tests takes, and nothing else. */
  static ConformanceOptions quick(Path root) {
    return parse(new String[] {"--quick"}, root);
  }

  static ConformanceOptions parse(String[] args, Path root) {
    Deque<String> rest = new ArrayDeque<>(List.of(args));
    Builder options = new Builder(root);
    while (!rest.isEmpty()) {
      options.take(rest.pop(), rest);
    }
    return options.build();
  }

  private static final class Builder {
    private final List<String> units = new ArrayList<>();
    private ServerCommand subject;
    private boolean baselineAgain;
    private boolean quick;
    private double percentMin = 95;
    private Duration unitLimit = Duration.ofMinutes(10);
    private Duration hangLimit = Duration.ofMinutes(1);
    private Optional<Path> suite = Optional.empty();

    private Builder(Path root) {
      this.subject = ServerCommand.talus(root, "--enable-debug-command", "yes");
    }

    private void take(String word, Deque<String> rest) {
      switch (word) {
        case "--quick" -> quick = true;
        case "--baseline" -> baselineAgain = true;
        case "--server" -> subject = server(value(word, rest));
        case "--server-command" -> subject = ServerCommand.parse(value(word, rest));
        case "--min" -> percentMin = Double.parseDouble(value(word, rest));
        case "--limit" -> unitLimit = Duration.ofSeconds(Long.parseLong(value(word, rest)));
        case "--hang" -> hangLimit = Duration.ofSeconds(Long.parseLong(value(word, rest)));
        case "--suite" -> suite = Optional.of(Path.of(value(word, rest)).toAbsolutePath());
        default -> units.add(unit(word));
      }
    }

    private ServerCommand server(String name) {
      return switch (name) {
        case "redis" -> reference();
        case "talus" -> subject;
        default ->
            throw new IllegalArgumentException("--server: " + name + " (expected: talus or redis)");
      };
    }

    private static String value(String word, Deque<String> rest) {
      if (rest.isEmpty()) {
        throw new IllegalArgumentException(word + " needs a value");
      }
      return rest.pop();
    }

    private static String unit(String word) {
      if (word.startsWith("-")) {
        throw new IllegalArgumentException("unknown option: " + word);
      }
      return word;
    }

    private ConformanceOptions build() {
      return new ConformanceOptions(
          units.isEmpty() ? DEFAULT_UNITS : List.copyOf(units),
          subject,
          baselineAgain,
          quick,
          percentMin,
          unitLimit,
          hangLimit,
          suite);
    }
  }
}
