package io.talus.commands.differential;

import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A server behind a port of this machine. */
final class RespEndpoint implements Endpoint {
  /** Much longer than any command of ours takes: a reply that has not come by then is missing. */
  private static final int REPLY_MILLIS_MAX = 30_000;

  private final Socket socket;
  private final OutputStream out;
  private final RespReader in;

  RespEndpoint(int port, int protocol) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(REPLY_MILLIS_MAX);
      out = socket.getOutputStream();
      in = new RespReader(new BufferedInputStream(socket.getInputStream()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    execute(List.of(Bytes.of("HELLO"), Bytes.of(protocol)));
  }

  @Override
  public Reply execute(List<Bytes> command) {
    try {
      out.write(request(command));
      return in.read();
    } catch (IOException e) {
      throw new UncheckedIOException(Calls.text(command), e);
    }
  }

  private static byte[] request(List<Bytes> command) {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(header('*', command.size()));
    for (Bytes word : command) {
      request.writeBytes(header('$', word.length()));
      request.writeBytes(word.array());
      request.writeBytes(new byte[] {'\r', '\n'});
    }
    return request.toByteArray();
  }

  private static byte[] header(char type, int number) {
    return (type + Integer.toString(number) + "\r\n").getBytes(StandardCharsets.US_ASCII);
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
