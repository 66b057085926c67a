package io.talus.benchmarks;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client for questions that are answered by one text or number. Owned by one thread. */
final class TextClient implements AutoCloseable {
  /** A server that serves answers within seconds. */
  private static final int MILLIS_MAX = 90_000;

  private final Socket socket;
  private final DataInputStream in;

  TextClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(MILLIS_MAX);
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
  }

  /** Asks one question on a connection of its own. */
  static String ask(int port, String... words) throws IOException {
    try (TextClient client = new TextClient(port)) {
      return client.call(words);
    }
  }

  /**
   * Sends a command and waits for its reply.
   *
   * @throws IOException if it is an error
   */
  String call(String... words) throws IOException {
    StringBuilder request = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      request.append("$%d\r\n%s\r\n".formatted(word.length(), word));
    }
    socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.US_ASCII));
    String head = line();
    return switch (head.charAt(0)) {
      case '+', ':' -> head.substring(1);
      case '$' -> text(Integer.parseInt(head.substring(1)));
      default -> throw new IOException(String.join(" ", words) + ": " + head);
    };
  }

  private String text(int length) throws IOException {
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    line();
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
      line.append((char) next);
    }
    return line.toString().stripTrailing();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
