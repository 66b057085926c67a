package io.talus.bootstrap;

import io.talus.application.host.ConfigFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The configuration file, if the node was started with one. */
record PathConfigFile(@Nullable Path file) implements ConfigFile {
  @Override
  public boolean exists() {
    return file != null;
  }

  @Override
  public List<String> read() throws IOException {
    return file == null ? List.of() : Files.readAllLines(file);
  }

  @Override
  public void write(List<String> lines) throws IOException {
    if (file == null) {
      throw new IOException("the node was started without a file");
    }
    Path temporary = file.resolveSibling(file.getFileName() + ".new");
    Files.write(temporary, lines);
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
