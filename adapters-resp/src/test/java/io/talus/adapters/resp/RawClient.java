package io.talus.adapters.resp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A plain socket: the tests say and hear exact bytes. */
final class RawClient implements AutoCloseable {
  /** No answer within this time is a failed test. */
  private static final int TIMEOUT_MILLIS = 20_000;

  private final Socket socket;
  private final InputStream input;
  private final OutputStream output;

  RawClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(TIMEOUT_MILLIS);
    input = socket.getInputStream();
    output = socket.getOutputStream();
  }

  static RawClient connect(int port) {
    try {
      return new RawClient(new Socket(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void send(String latin1) {
    send(latin1.getBytes(StandardCharsets.ISO_8859_1));
  }

  void send(byte[] bytes) {
    try {
      sendOrThrow(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends what the server takes until it closes. */
  void sendOrBreak(byte[] bytes) {
    try {
      sendOrThrow(bytes);
    } catch (IOException e) {
      // It may close in the middle.
    }
  }

  void sendOrThrow(byte[] bytes) throws IOException {
    output.write(bytes);
    output.flush();
  }

  String receive(int bytes) {
    try {
      return receiveOrThrow(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String receiveOrThrow(int bytes) throws IOException {
    return new String(input.readNBytes(bytes), StandardCharsets.ISO_8859_1);
  }

  /** Reads and forgets. */
  long skip(long bytes) {
    try {
      input.skipNBytes(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads until the server closes. */
  String receiveAll() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      input.transferTo(all);
    } catch (IOException e) {
      // A server that closes while more arrives resets the connection.
      all.write('!');
    }
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  /** Says that nothing more will be sent. */
  void endOutput() {
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      // The server was first.
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
