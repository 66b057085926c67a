package io.talus.bootstrap.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between the nodes of a trial cluster, so that they can be cut off from each other without
 * touching the machine's network: each node announces a door here as its address for the others.
 * Two threads for each connection, which wait for bytes or in {@link Cuts}.
 */
final class Relay implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

  /** Of each pair of nodes one connection at most waits for its way to be healed. */
  private record Pair(int from, int to) {}

  private final Cuts cuts;
  private final List<ServerSocket> doors = new ArrayList<>();
  private final Map<Pair, RelayedConnection> waiting = new ConcurrentHashMap<>();

  Relay(Cuts cuts) {
    this.cuts = cuts;
  }

  /**
   * Opens a door.
   *
   * @param port 0 for any that is free
   * @return the port
   */
  int open(int node, int port, int target) throws IOException {
    ServerSocket door = new ServerSocket(port, 0, InetAddress.getLoopbackAddress());
    doors.add(door);
    Thread.ofPlatform().daemon().name("relay-" + node).start(() -> accept(door, node, target));
    return door.getLocalPort();
  }

  private void accept(ServerSocket door, int node, int target) {
    while (!door.isClosed()) {
      try {
        Socket caller = door.accept();
        Thread.ofVirtual().start(() -> serve(caller, node, target));
      } catch (IOException failed) {
        if (!door.isClosed()) {
          throw new UncheckedIOException(failed);
        }
      }
    }
  }

  private void serve(Socket caller, int node, int target) {
    try (caller) {
      caller.setTcpNoDelay(true);
      RelayedConnection connection = new RelayedConnection(caller, node, cuts);
      byte[] hello = connection.readHello();
      Pair pair = new Pair(connection.from(), node);
      RelayedConnection before = waiting.put(pair, connection);
      if (before != null) {
        before.giveUp();
      }
      connection.run(hello, target, () -> waiting.remove(pair, connection));
    } catch (IOException failed) {
      LOG.info("a connection to node {} ends: {}", node, failed.getMessage());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    for (ServerSocket door : doors) {
      door.close();
    }
  }
}
