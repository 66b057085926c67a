package io.talus.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The sources of this repository. */
public final class Repository {

  private Repository() {}

  /** The folder with the launcher, at or above the one that the test runs in. */
  public static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isRegularFile(folder.resolve("talus"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("no launcher at or above " + Path.of("").toAbsolutePath());
    }
    return folder;
  }

  /** Every Java file of every module, main and test. */
  static List<JavaSource> sources() {
    try (Stream<Path> modules = Files.list(root())) {
      return modules
          .flatMap(module -> Stream.of("src/main/java", "src/test/java").map(module::resolve))
          .filter(Files::isDirectory)
          .flatMap(Repository::javaFiles)
          .sorted()
          .map(Repository::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> javaFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JavaSource read(Path file) {
    try {
      String path = root().relativize(file).toString().replace('\\', '/');
      return new JavaSource(path, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
