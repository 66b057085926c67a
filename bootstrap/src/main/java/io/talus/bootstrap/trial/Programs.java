package io.talus.bootstrap.trial;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the system has: programs, and the state of processes. */
final class Programs {
  /** What stands before the state in Linux's {@code stat} of a process: its name. */
  private static final String BEHIND_NAME = ") ";

  private Programs() {}

  /** Where the shell looks for programs. */
  static String path() {
    return System.getenv().getOrDefault("PATH", "");
  }

  /** Whether one of the folders of the path has the program. */
  static boolean exists(String name, String path) {
    return List.of(path.split(":", -1)).stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }

  /** Sends a signal, by its name without SIG. */
  static void signal(long pid, String signal) {
    // The shell's own kill: small systems have no other.
    run("sh", "-c", "kill -%s %d".formatted(signal, pid));
  }

  /**
   * The letter for what a process does: T if it was stopped by a signal, Z if it has ended and its
   * parent has not looked; empty if there is none.
   */
  static String state(long pid) {
    try {
      Path stat = Path.of("/proc", "" + pid, "stat");
      if (Files.exists(Path.of("/proc/self/stat"))) {
        String text = Files.exists(stat) ? Files.readString(stat) : "";
        return text.isEmpty()
            ? ""
            : text.substring(text.lastIndexOf(BEHIND_NAME) + 2).substring(0, 1);
      }
      return run("sh", "-c", "ps -o state= -p %d || true".formatted(pid));
    } catch (IOException ended) {
      return ""; // between the look for the file and its reading
    }
  }

  private static String run(String... words) {
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      String printed =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      process.onExit().join();
      if (process.exitValue() != 0) {
        throw new TrialException(String.join(" ", words) + ": " + printed);
      }
      return printed;
    } catch (IOException failed) {
      throw new TrialException(String.join(" ", words) + ": " + failed.getMessage(), failed);
    }
  }
}
