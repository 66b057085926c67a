package io.talus.benchmarks;

import io.talus.testkit.process.ServerCommand;
import java.nio.file.Path;
import java.util.List;

/** How each server is set up: all log every write and leave the fsync to once a second. */
final class Contestants {
  private Contestants() {}

  static ServerCommand redis() {
    return ServerCommand.redis("--appendonly", "yes", "--appendfsync", "everysec", "--save", "");
  }

  static ServerCommand talus(Path root, String... settings) {
    ServerCommand plain = ServerCommand.talus(root, "--appendfsync", "everysec");
    return settings.length == 0 ? plain : plain.with(settings);
  }

  /** Kvrocks as its users run it: its log is RocksDB's own. */
  static ServerCommand kvrocks(String program) {
    return new ServerCommand(
        "kvrocks",
        List.of(
            program,
            "--port",
            "{port}",
            "--dir",
            "{dir}",
            "--bind",
            "127.0.0.1",
            "--workers",
            "2"));
  }
}
