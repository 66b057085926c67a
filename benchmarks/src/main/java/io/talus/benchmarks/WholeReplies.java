package io.talus.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A client that waits for replies of any length, and throws them away. Owned by one thread. */
final class WholeReplies implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 20;

  private final Socket socket;
  private final ByteArrayOutputStream unsent = new ByteArrayOutputStream();
  private final ReplyScanner scanner = new ReplyScanner();
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int awaited;

  WholeReplies(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
  }

  void send(List<String> words) throws IOException {
    write(words);
    flush();
  }

  /** Sends the command together with others; now and then waits for their replies. */
  void pipeline(List<String> words, int together) throws IOException {
    write(words);
    if (awaited >= together) {
      receiveAll();
    }
  }

  void receiveAll() throws IOException {
    flush();
    while (awaited > 0) {
      receive();
    }
  }

  /** Waits for a reply, or for several that come together. */
  void receive() throws IOException {
    int complete = 0;
    while (complete == 0) {
      int read = socket.getInputStream().read(buffer);
      if (read < 0) {
        throw new EOFException("the server has closed the connection");
      }
      complete = scanner.scan(ByteBuffer.wrap(buffer, 0, read));
    }
    awaited -= complete;
  }

  long errors() {
    return scanner.errors();
  }

  private void write(List<String> words) {
    awaited++;
    bytes("*" + words.size() + "\r\n");
    for (String word : words) {
      bytes("$" + word.length() + "\r\n" + word + "\r\n");
    }
  }

  private void bytes(String text) {
    unsent.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private void flush() throws IOException {
    socket.getOutputStream().write(unsent.toByteArray());
    unsent.reset();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
