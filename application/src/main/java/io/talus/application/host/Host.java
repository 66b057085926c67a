package io.talus.application.host;

import io.talus.application.command.CommandError;
import io.talus.application.port.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** What a node needs of the process and the machine it lives in. */
public record Host(
    NodeIdentity identity,
    NodeFigures figures,
    Checkpoints checkpoints,
    ConfigFile configFile,
    Lifecycle lifecycle) {

  /** For a node inside another program: no disk, no file, and not to be stopped by a client. */
  public static Host embedded(long nowMillis) {
    return new Host(
        NodeIdentity.embedded(nowMillis),
        new NoFigures(),
        new NoCheckpoints(),
        new NoConfigFile(),
        () -> {
          throw new CommandError("ERR only the program around this node can end it");
        });
  }

  private static final class NoCheckpoints implements Checkpoints {
    private static final String IN_MEMORY = "this node lives in memory alone";

    @Override
    public Path take(String name) {
      throw new StoreException(IN_MEMORY);
    }

    @Override
    public void takeInBackground(String name, Consumer<Path> done, Consumer<String> failed) {
      failed.accept(IN_MEMORY);
    }
  }

  private static final class NoConfigFile implements ConfigFile {
    @Override
    public boolean exists() {
      return false;
    }

    @Override
    public List<String> read() {
      return List.of();
    }

    @Override
    public void write(List<String> lines) throws IOException {
      throw new IOException("there is no file");
    }
  }
}
