package io.talus.bootstrap.trial;

import io.talus.adapters.replication.wire.HandshakeMapping;
import io.talus.adapters.replication.wire.MalformedMessageException;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;

/**
 * A connection between two nodes, through the relay: what comes from one goes to the other, while
 * their ways are not cut. What is cut is held back and not lost, as TCP has it; whoever has sent it
 * gives up by itself. The first frame says who has made the connection (it is described in {@code
 * io.talus.adapters.replication}, and stays as it is in all versions).
 */
final class RelayedConnection {
  /** Length and checksum stand before kind and content. */
  private static final int HEADER_BYTES = 8;

  private static final int HELLO_BYTES_MAX = 1024;
  private static final int KIND_BYTES = 1;

  /** As much as the nodes put into a frame. */
  private static final int PASSED_BYTES = 64 * 1024;

  /** Whoever is connected says who it is at once. */
  private static final int HELLO_MILLIS_MAX = 5000;

  private final Socket caller;
  private final int callee;
  private final Cuts cuts;
  private int from;

  RelayedConnection(Socket caller, int callee, Cuts cuts) {
    this.caller = caller;
    this.callee = callee;
    this.cuts = cuts;
  }

  /**
   * Reads who has made it.
   *
   * @return what is to be passed on first
   */
  byte[] readHello() throws IOException {
    caller.setSoTimeout(HELLO_MILLIS_MAX);
    DataInputStream in = new DataInputStream(caller.getInputStream());
    byte[] header = in.readNBytes(HEADER_BYTES);
    int length = header.length == HEADER_BYTES ? ByteBuffer.wrap(header).getInt() : 0;
    if (length <= KIND_BYTES || length > HELLO_BYTES_MAX) {
      throw new IOException("not a node's hello");
    }
    byte[] hello = new byte[HEADER_BYTES + length];
    System.arraycopy(header, 0, hello, 0, HEADER_BYTES);
    in.readFully(hello, HEADER_BYTES, length);
    int content = HEADER_BYTES + KIND_BYTES;
    byte[] step = new byte[hello.length - content];
    System.arraycopy(hello, content, step, 0, step.length);
    try {
      from = HandshakeMapping.hello(HandshakeMapping.proven(step).content()).from();
    } catch (MalformedMessageException stranger) {
      throw new IOException("not a node's hello", stranger);
    }
    caller.setSoTimeout(0);
    return hello;
  }

  /** Who has made it. */
  int from() {
    return from;
  }

  /** Nobody wants it any more. */
  void giveUp() {
    close(caller);
    cuts.look();
  }

  /**
   * Passes everything on, until either side ends it.
   *
   * @param begun runs when it may begin
   */
  void run(byte[] hello, int port, Runnable begun) throws IOException, InterruptedException {
    cuts.await(from, callee, caller::isClosed);
    begun.run();
    if (caller.isClosed()) {
      return; // given up, and its way may still be cut
    }
    try (Socket target = new Socket(InetAddress.getLoopbackAddress(), port)) {
      target.setTcpNoDelay(true);
      target.getOutputStream().write(hello);
      Thread back = Thread.ofVirtual().start(() -> pass(target, caller, callee, from));
      pass(caller, target, from, callee);
      back.join();
    }
  }

  /** One way. That it ends is news as well, and is held back like all others. */
  private void pass(Socket source, Socket target, int sender, int receiver) {
    byte[] bytes = new byte[PASSED_BYTES];
    try {
      InputStream in = source.getInputStream();
      OutputStream out = target.getOutputStream();
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        cuts.await(sender, receiver, target::isClosed);
        out.write(bytes, 0, count);
      }
      cuts.await(sender, receiver, target::isClosed);
    } catch (IOException ended) {
      // Either side may be killed at any time; that is what all of this is for.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    close(source);
    close(target);
    cuts.look();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException closedAnyway) {
      // There is nothing that was not passed on and could be.
    }
  }
}
