package io.talus.application.host;

import java.io.IOException;
import java.util.List;

/** The file the node was configured with, for CONFIG REWRITE. */
public interface ConfigFile {
  /** Whether the node was started with a file. */
  boolean exists();

  List<String> read() throws IOException;

  /** Replaces the file by these lines, wholly or not at all. */
  void write(List<String> lines) throws IOException;
}
