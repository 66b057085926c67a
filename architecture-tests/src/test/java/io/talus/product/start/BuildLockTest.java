package io.talus.product.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.talus.product.node.Tool;
import io.talus.testkit.process.ProcessTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that are started at once in a fresh clone: one builds, all start. */
final class BuildLockTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path base;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void twoThatStartAtOnceBuildOnce(boolean withFlock) throws Exception {
    assumeTrue(!withFlock || Tool.exists("flock"));
    FakeClone clone = new FakeClone(Files.createDirectory(base.resolve("clone")));
    Process first = clone.server(base.resolve("first"), withFlock);
    Process second = null;
    try {
      await(clone::isBuilding);
      second = clone.server(base.resolve("second"), withFlock);
      Process waiting = second;
      await(() -> printed("second").contains("waiting for another build") || !waiting.isAlive());
      clone.go();

      assertEquals(0, exitCode(first), printed("first"));
      assertEquals(0, exitCode(second), printed("second"));
    } finally {
      ProcessTree.end(first);
      if (second != null) {
        ProcessTree.end(second);
      }
    }

    assertEquals(List.of("built"), clone.builds());
    assertTrue(printed("first").endsWith("started\n"), printed("first"));
    assertTrue(printed("second").endsWith("started\n"), printed("second"));
  }

  /** The process number in the lock may be that of another process by now. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aLockThatNobodyHoldsAnyMoreIsNoticed(boolean numberIsUsedAgain) throws Exception {
    FakeClone clone = new FakeClone(Files.createDirectory(base.resolve("clone")));
    clone.go();
    Process ended = new ProcessBuilder("true").start();
    exitCode(ended);
    clone.leaveLockOf(numberIsUsedAgain ? ProcessHandle.current().pid() : ended.pid());

    Process server = clone.server(base.resolve("first"), false);
    try {
      assertEquals(0, exitCode(server), printed("first"));
    } finally {
      ProcessTree.end(server);
    }

    assertEquals(List.of("built"), clone.builds());
    assertTrue(printed("first").contains("is removed"), printed("first"));
  }

  @Test
  void nothingIsLockedWhenNothingHasToBeBuilt() throws Exception {
    FakeClone clone = new FakeClone(Files.createDirectory(base.resolve("clone")));
    clone.go();
    Process builder = clone.server(base.resolve("first"), false);
    assertEquals(0, exitCode(builder), printed("first"));
    clone.leaveLockOf(ProcessHandle.current().pid());

    Process second = clone.server(base.resolve("second"), false);

    assertEquals(0, exitCode(second), printed("second"));
    assertEquals("started\n", printed("second"));
  }

  private static int exitCode(Process process) throws InterruptedException {
    assertTrue(process.waitFor(LIMIT), "it has not ended");
    return process.exitValue();
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "it did not happen");
      Thread.onSpinWait();
    }
  }

  private String printed(String name) {
    try {
      return Files.readString(base.resolve(name));
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }
}
