package io.talus.benchmarks;

import io.talus.testkit.process.RunningServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A redis-server with a replica. A write counts when the replica has it, which its client has to
 * ask for with WAIT. Closing it ends both.
 */
final class RedisPair implements AutoCloseable {
  /** The replica gets a copy of everything first. */
  private static final String COPY_MILLIS = "60000";

  private final RunningServer primary;
  private final RunningServer replica;

  private RedisPair(RunningServer primary, RunningServer replica) {
    this.primary = primary;
    this.replica = replica;
  }

  static RedisPair start(Path logs) throws IOException, InterruptedException {
    RunningServer primary =
        RunningServer.start(Contestants.redis(), logs.resolve("redis-primary.log"));
    try {
      RunningServer replica =
          RunningServer.start(
              Contestants.redis().with("--replicaof", "127.0.0.1", "" + primary.port()),
              logs.resolve("redis-replica.log"));
      RedisPair pair = new RedisPair(primary, replica);
      pair.awaitCopy();
      return pair;
    } catch (IOException | InterruptedException failed) {
      primary.close();
      throw failed;
    }
  }

  private void awaitCopy() throws IOException {
    try (TextClient client = new TextClient(primary.port())) {
      client.call("SET", "first", "write");
      if (!client.call("WAIT", "1", COPY_MILLIS).equals("1")) {
        throw new IOException("the replica of redis-server has nothing after " + COPY_MILLIS);
      }
    } catch (IOException failed) {
      replica.close();
      throw failed;
    }
  }

  int port() {
    return primary.port();
  }

  List<RunningServer> servers() {
    return List.of(primary, replica);
  }

  @Override
  public void close() throws IOException {
    replica.close();
    primary.close();
  }
}
