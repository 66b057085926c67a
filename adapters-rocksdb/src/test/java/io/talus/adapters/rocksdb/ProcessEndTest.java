package io.talus.adapters.rocksdb;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.testkit.process.ProcessTree;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that RocksDB's threads have called into ends, whether the store was closed or not. */
final class ProcessEndTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @ParameterizedTest
  @ValueSource(strings = {"close", "leave open"})
  void processEnds(String how, @TempDir Path folder) throws Exception {
    ProcessBuilder command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            LeftOpen.class.getName(),
            folder.toString(),
            how);

    assertTrue(ProcessTree.run(command.inheritIO(), LIMIT));
  }
}
