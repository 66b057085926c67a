package io.talus.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Processes that we started, with their children: run to their end, or ended by their id. */
public final class ProcessTree {
  private static final int GRACE_SECONDS = 10;

  private ProcessTree() {}

  /**
   * Runs a command until it ends or its time is up.
   *
   * @return whether it ended by itself
   */
  public static boolean run(ProcessBuilder command, Duration limit)
      throws IOException, InterruptedException {
    Process process = command.start();
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      end(process);
    }
  }

  /** Asks the process and its children to end, and ends what has not done so after a while. */
  public static void end(Process process) {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroy);
    all.forEach(ProcessTree::awaitEnd);
  }

  /** What the process and its children have had of the processors so far, in all. */
  static Duration processorTime(Process process) {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .map(handle -> handle.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** Sends a signal, such as STOP. */
  static void signal(Process process, String name) throws IOException, InterruptedException {
    int code = new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor();
    if (code != 0) {
      throw new IOException("kill -" + name + " " + process.pid() + " ended with code " + code);
    }
  }

  /** Deletes a folder and everything in it. */
  public static void sweep(Path dir) throws IOException {
    try (Stream<Path> files = Files.walk(dir)) {
      files.sorted(Comparator.reverseOrder()).forEach(ProcessTree::delete);
    }
  }

  private static void awaitEnd(ProcessHandle process) {
    process.onExit().completeOnTimeout(process, GRACE_SECONDS, TimeUnit.SECONDS).join();
    if (process.isAlive()) {
      process.destroyForcibly();
      process.onExit().join();
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
