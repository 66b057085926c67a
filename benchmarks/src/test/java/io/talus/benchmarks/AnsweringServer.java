package io.talus.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Answers every command with a text of two lines, or with an error if its last word is {@code
 * error}; and remembers those words. A thread of its own for each client.
 */
final class AnsweringServer implements AutoCloseable {
  private static final int BACKLOG = 50;

  private final ServerSocket listener =
      new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
  private final Set<String> keys = ConcurrentHashMap.newKeySet();

  AnsweringServer() throws IOException {
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** The last words of all commands. */
  Set<String> keys() {
    return Set.copyOf(keys);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException closed) { // the test is over
      return;
    }
  }

  private void serve(Socket client) {
    try (client) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
      for (String head = in.readLine(); head != null; head = in.readLine()) {
        String word = "";
        for (int words = Integer.parseInt(head.substring(1)); words > 0; words--) {
          in.readLine();
          word = in.readLine();
        }
        keys.add(word);
        String reply = word.equals("error") ? "-ERR no\r\n" : "$4\r\na\r\nb\r\n";
        client.getOutputStream().write(reply.getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException gone) {
      keys.add(gone.getClass().getSimpleName());
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
