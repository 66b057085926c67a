package io.talus.bootstrap;

import io.talus.application.settings.ConfigLoader;
import io.talus.application.settings.InvalidConfiguration;
import io.talus.application.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the node was told: settings from a file and from the command line.
 *
 * @param file the file's absolute path; null if there is none
 */
record Configuration(Settings settings, @Nullable Path file) {
  /** Reads {@code [file] [--setting value ...]}; what stands later counts more. */
  static Configuration of(List<String> arguments) throws InvalidConfiguration {
    Settings settings = Settings.initial();
    ConfigLoader loader = new ConfigLoader(settings, path -> lines(Path.of(path)));
    boolean hasFile = !arguments.isEmpty() && !arguments.getFirst().startsWith("--");
    Path file = hasFile ? Path.of(arguments.getFirst()).toAbsolutePath() : null;
    if (file != null) {
      loader.readFile(arguments.getFirst(), lines(file));
    }
    loader.readCommandLine(arguments.subList(hasFile ? 1 : 0, arguments.size()));
    return new Configuration(settings, file);
  }

  private static List<String> lines(Path file) throws InvalidConfiguration {
    try {
      return Files.readAllLines(file);
    } catch (IOException failed) {
      throw new InvalidConfiguration(file.toString(), "cannot be read: " + failed.getMessage());
    }
  }
}
