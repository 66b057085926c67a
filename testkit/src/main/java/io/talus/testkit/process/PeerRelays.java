package io.talus.testkit.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Relays between the nodes of a cluster: each node announces the port of one, and the others reach
 * it through that. What one node says to another can be held up, in one direction or in both; it
 * arrives when the way is healed, if the connection has lived so long. Who connects is found out by
 * the process that owns the socket, so this needs Linux.
 */
public final class PeerRelays implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int BACKLOG = 50;

  /** From one node to another, by their indexes. */
  private record Way(int from, int to) {}

  private final List<ServerSocket> listeners = new ArrayList<>();
  private final List<LongSupplier> processes = new ArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Set<Way> cut = new HashSet<>();

  /** Begins to relay to the next node, which listens on {@code port}; returns what it announces. */
  int add(int port) throws IOException {
    ServerSocket listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    int index = listeners.size();
    listeners.add(listener);
    Thread.ofVirtual().start(() -> accept(listener, index, port));
    return listener.getLocalPort();
  }

  /** Which process runs a node; asked whenever somebody connects. */
  synchronized void isRunBy(int index, LongSupplier process) {
    processes.add(index, process);
  }

  /** Whether anybody is connected through them. */
  boolean areUsed() {
    return !open.isEmpty();
  }

  /** What a node says no longer arrives at the other. */
  public synchronized void cut(int from, int to) {
    cut.add(new Way(from, to));
  }

  /** The node reaches nobody, and nobody reaches it. */
  public synchronized void isolate(int node) {
    for (int other = 0; other < listeners.size(); other++) {
      cut(node, other);
      cut(other, node);
    }
  }

  /** Nobody hears the node, which hears all the others. */
  public synchronized void mute(int node) {
    for (int other = 0; other < listeners.size(); other++) {
      cut(node, other);
    }
  }

  /** The node hears nobody, and all the others hear it. */
  public synchronized void deafen(int node) {
    for (int other = 0; other < listeners.size(); other++) {
      cut(other, node);
    }
  }

  /** All ways are open again. */
  public synchronized void heal() {
    cut.clear();
    notifyAll();
  }

  private void accept(ServerSocket listener, int to, int port) {
    while (!listener.isClosed()) {
      try {
        Socket one = listener.accept();
        open.add(one);
        Thread.ofVirtual().start(() -> connect(one, to, port));
      } catch (IOException closed) {
        return; // the test is over
      }
    }
  }

  private void connect(Socket one, int to, int port) {
    try {
      int from = whose(one);
      Socket other = new Socket(InetAddress.getLoopbackAddress(), port);
      open.add(other);
      one.setTcpNoDelay(true);
      other.setTcpNoDelay(true);
      Thread.ofVirtual().start(() -> relay(one, other, new Way(from, to)));
      Thread.ofVirtual().start(() -> relay(other, one, new Way(to, from)));
    } catch (IOException nobodyThere) {
      close(one);
    }
  }

  private int whose(Socket one) throws IOException {
    List<LongSupplier> all;
    synchronized (this) {
      all = List.copyOf(processes);
    }
    long owner = SocketOwner.of(one, all.stream().mapToLong(LongSupplier::getAsLong).toArray());
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).getAsLong() == owner) {
        return i;
      }
    }
    throw new IOException("the process " + owner + " has ended");
  }

  private void relay(Socket from, Socket to, Way way) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        awaitOpen(way);
        out.write(buffer, 0, n);
      }
      awaitOpen(way);
    } catch (IOException broken) {
      // One side has gone: the other hears of it below.
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    close(from);
    close(to);
  }

  private synchronized void awaitOpen(Way way) throws InterruptedException {
    while (cut.contains(way)) {
      wait();
    }
  }

  private void close(Socket socket) {
    open.remove(socket);
    try {
      socket.close();
    } catch (IOException closedAnyway) {
      throw new UncheckedIOException(closedAnyway);
    }
  }

  @Override
  public void close() throws IOException {
    for (ServerSocket listener : listeners) {
      listener.close();
    }
    open.forEach(this::close);
    heal();
  }
}
