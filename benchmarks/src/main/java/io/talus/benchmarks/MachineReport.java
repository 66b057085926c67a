package io.talus.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** What the numbers depend on: commit, processors, JDK, and the version of the reference. */
final class MachineReport {
  private MachineReport() {}

  static void print(PrintStream out, Path root) throws IOException, InterruptedException {
    out.println(
        "commit  " + firstLine(root, "git", "describe", "--always", "--dirty", "--abbrev=12"));
    out.println("cpus    " + Runtime.getRuntime().availableProcessors());
    out.println("jdk     " + System.getProperty("java.vendor") + " " + Runtime.version());
    out.println("redis   " + firstLine(root, "redis-server", "--version"));
  }

  private static String firstLine(Path root, String... command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(List.of(command))
            .directory(root.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output.lines().findFirst().orElse("unknown");
  }
}
