package io.talus.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.abort;

import io.talus.architecture.Repository;
import io.talus.testkit.process.ServerCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Redis's own tests of what Talus has, without those that take long: {@code talus conformance} runs
 * them all. redis-server passes every one of them, so that each failure is ours.
 */
final class QuickConformanceTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "unit/type/string",
        "unit/type/incr",
        "unit/type/list",
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
        "unit/introspection-2"
      })
  void everyTestOfTheUnitPasses(String unit) throws IOException, InterruptedException {
    Path root = Conformance.projectRoot();
    Path work = Files.createDirectories(root.resolve("target/conformance"));
    Path suite = suite(work);
    KnownDifferences known = KnownDifferences.read(root.resolve(Conformance.DIFFERENCES));
    Path raw = Files.createDirectories(work.resolve("quick")).resolve(Baseline.fileName(unit));

    UnitResult result =
        new UnitRun(unit, suite, server(), ConformanceOptions.quick(root), raw)
            .run(Set.of(), QuickSubset.skipped(known, unit));

    assertFalse(result.passed().isEmpty(), () -> "nothing ran: see " + raw);
    assertEquals(Map.of(), unexpected(result, known));
    assertEquals(List.of(), result.interruptions());
  }

  private static ServerCommand server() {
    return ServerCommand.talusOnClassPath(
        Repository.root(),
        System.getProperty("java.class.path"),
        "--enable-debug-command",
        "yes",
        "--memory-budget",
        "1gb");
  }

  private static Map<String, String> unexpected(UnitResult result, KnownDifferences known) {
    Map<String, String> unexpected = new TreeMap<>(result.failed());
    unexpected
        .keySet()
        .removeIf(name -> known.reason(result.unit(), SuiteOutput.plainName(name)).isPresent());
    return unexpected;
  }

  /** The suite, if this machine has Tcl and can have the source package. */
  private static Path suite(Path work) throws InterruptedException {
    try {
      Process tcl =
          new ProcessBuilder("tclsh").redirectInput(Path.of("/dev/null").toFile()).start();
      tcl.waitFor();
      return RedisSuite.unpackedBelow(work);
    } catch (IOException missing) {
      return abort(
          "NOT RUN: Redis's test suite needs tclsh and Debian's source package of redis: "
              + missing.getMessage());
    }
  }
}
