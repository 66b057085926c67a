package io.talus.testkit.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The golden scenarios: each file is a script with the trace that it gives. {@code
 * -Dtalus.rewrite=true} writes the traces anew, to be read before they are committed.
 */
final class ScenariosTest {
  private static final Path SOURCES = Path.of("src/test/resources/io/talus/testkit/cluster");

  static List<String> scenarios() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  static String script(String name) throws IOException {
    return Files.readString(SOURCES.resolve(name));
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void goesAsWritten(String name) throws IOException {
    String expected = script(name);

    String played = Scenario.play(expected, ClusterRules.SOUND);

    if (Boolean.getBoolean("talus.rewrite")) {
      Files.writeString(SOURCES.resolve(name), played);
    } else {
      assertEquals(expected, played);
    }
  }
}
