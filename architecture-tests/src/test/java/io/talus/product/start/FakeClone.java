package io.talus.product.start;

import io.talus.architecture.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * A fresh clone that holds the launcher as it is and nothing to build: its Maven is a script that
 * waits until it is let go, says when another one runs beside it, and leaves what a build leaves.
 */
final class FakeClone {
  private static final List<String> MODULES =
      List.of("domain", "application", "testkit", "adapters-memory", "bootstrap");

  /** What the launcher calls; flock is not among it. */
  private static final List<String> TOOLS =
      List.of(
          "bash",
          "cat",
          "dirname",
          "env",
          "find",
          "grep",
          "head",
          "ldconfig",
          "ln",
          "mkdir",
          "ps",
          "readlink",
          "realpath",
          "rm",
          "rmdir",
          "sed",
          "sleep",
          "tail",
          "tee",
          "touch",
          "tr");

  private static final String MAVEN =
      """
      #!/usr/bin/env bash
      root=$(cd "$(dirname "$0")/.." && pwd)
      if ! mkdir "$root/building"; then echo collision >>"$root/builds"; exit 1; fi
      until [[ -e $root/go ]]; do sleep 0.02; done
      mkdir -p "$root/bootstrap/target/lib"
      rmdir "$root/building"
      echo built >>"$root/builds"
      """;

  private final Path root;

  FakeClone(Path root) throws IOException {
    this.root = root;
    Files.copy(Repository.root().resolve("talus"), root.resolve("talus"));
    Files.createFile(root.resolve("pom.xml"));
    for (String module : MODULES) {
      Files.createDirectories(root.resolve(module).resolve("src/main"));
      Files.createFile(root.resolve(module).resolve("pom.xml"));
    }
    Files.createDirectories(root.resolve("jdk/bin"));
    Files.writeString(root.resolve("jdk/release"), "JAVA_VERSION=\"25\"\n");
    script("jdk/bin/javac", "#!/bin/sh\n");
    script("jdk/bin/java", "#!/bin/sh\necho started\n");
    Files.createDirectories(root.resolve("bin"));
    script("bin/mvn", MAVEN);
    for (String tool : TOOLS) {
      link(tool);
    }
  }

  private void script(String name, String text) throws IOException {
    Path file = Files.writeString(root.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Where the machine has the tool; what it lacks the launcher does without. */
  private void link(String tool) throws IOException {
    for (String folder : List.of("/bin", "/usr/bin", "/sbin", "/usr/sbin")) {
      Path place = Path.of(folder, tool);
      if (Files.isExecutable(place)) {
        Files.createSymbolicLink(root.resolve("bin").resolve(tool), place);
        return;
      }
    }
  }

  /** Starts {@code ./talus server}; what it prints goes to a file. */
  Process server(Path output, boolean withFlock) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(root.resolve("talus").toString(), "server")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    String path = root.resolve("bin").toString();
    builder.environment().put("PATH", withFlock ? path + ":" + System.getenv("PATH") : path);
    builder.environment().put("JAVA_HOME", root.resolve("jdk").toString());
    return builder.start();
  }

  boolean isBuilding() {
    return Files.exists(root.resolve("building"));
  }

  /** From now on builds end. */
  void go() throws IOException {
    Files.createFile(root.resolve("go"));
  }

  /** How the builds so far ended, in their order. */
  List<String> builds() throws IOException {
    Path file = root.resolve("builds");
    return Files.exists(file) ? Files.readAllLines(file) : new ArrayList<>();
  }

  /** What a launcher leaves that is killed while it builds, where there is no flock. */
  void leaveLockOf(long process) throws IOException {
    Path start = Path.of(process + " Mon Nov 30 08:31:57 2026");
    Files.createSymbolicLink(root.resolve(".build-lock.owner"), start);
  }
}
