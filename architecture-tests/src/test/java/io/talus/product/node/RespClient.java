package io.talus.product.node;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A connection to a server; words and replies are Latin-1, so any bytes can be sent and read. */
public final class RespClient implements AutoCloseable {
  /** Much longer than any command takes: a reply that has not come by then is missing. */
  private static final int REPLY_MILLIS_MAX = 30_000;

  private final Socket socket;
  private final OutputStream out;
  private final AnswerReader in;
  private final ByteArrayOutputStream unsent = new ByteArrayOutputStream();

  public RespClient(int port) throws IOException {
    this(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  public RespClient(InetSocketAddress address) throws IOException {
    socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(REPLY_MILLIS_MAX);
    socket.connect(address, REPLY_MILLIS_MAX);
    out = socket.getOutputStream();
    in = new AnswerReader(new BufferedInputStream(socket.getInputStream()));
  }

  /** Chooses the protocol, 2 or 3. */
  public Answer hello(int protocol) throws IOException {
    in.expectResp3(protocol == 3);
    return call("HELLO", Integer.toString(protocol));
  }

  /** Sends a command and waits for the reply, which may be an error. */
  public Answer call(String... words) throws IOException {
    send(words);
    flush();
    return receive();
  }

  /** Sends commands together and waits for all replies. */
  public List<Answer> pipeline(List<String[]> commands) throws IOException {
    for (String[] command : commands) {
      send(command);
    }
    flush();
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < commands.size(); i++) {
      answers.add(receive());
    }
    return answers;
  }

  /** Puts a command behind what is to be sent with {@link #flush}. */
  public void send(String... words) {
    unsent.writeBytes(latin1("*" + words.length + "\r\n"));
    for (String word : words) {
      unsent.writeBytes(latin1("$" + word.length() + "\r\n" + word + "\r\n"));
    }
  }

  /** Puts bytes that need not be a command behind what is to be sent. */
  public void sendRaw(byte[] bytes) {
    unsent.writeBytes(bytes);
  }

  public void flush() throws IOException {
    out.write(unsent.toByteArray());
    unsent.reset();
  }

  public Answer receive() throws IOException {
    return in.read();
  }

  public Socket socket() {
    return socket;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
