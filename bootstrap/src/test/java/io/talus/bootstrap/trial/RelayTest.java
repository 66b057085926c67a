package io.talus.bootstrap.trial;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.talus.adapters.replication.wire.HandshakeMapping;
import io.talus.adapters.replication.wire.PeerHello;
import io.talus.adapters.replication.wire.Proven;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Node 1 connects to node 2 through the relay. */
final class RelayTest {
  /** So long nothing must come; the relay passes on within microseconds. */
  private static final int SILENT_MILLIS = 200;

  private static final int PATIENT_MILLIS = 30_000;

  private final Cuts cuts = new Cuts();
  private final Relay relay = new Relay(cuts);
  private ServerSocket node2;
  private int door;

  @BeforeEach
  void open() throws IOException {
    node2 = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    node2.setSoTimeout(PATIENT_MILLIS);
    door = relay.open(2, 0, node2.getLocalPort());
  }

  @AfterEach
  void close() throws IOException {
    relay.close();
    node2.close();
  }

  private static byte[] hello(int from) {
    byte[] content = HandshakeMapping.encode(new PeerHello(1, 1, "c", from, 2, 1, new byte[16]));
    byte[] step = HandshakeMapping.encode(new Proven(content, new byte[32]));
    return ByteBuffer.allocate(9 + step.length)
        .putInt(1 + step.length)
        .putInt(0)
        .put((byte) 1)
        .put(step)
        .array();
  }

  private Socket node1() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), door);
    socket.setSoTimeout(PATIENT_MILLIS);
    socket.getOutputStream().write(hello(1));
    return socket;
  }

  private Socket accepted() throws IOException {
    Socket socket = node2.accept();
    socket.setSoTimeout(PATIENT_MILLIS);
    byte[] first = new byte[hello(1).length];
    new DataInputStream(socket.getInputStream()).readFully(first);
    assertArrayEquals(hello(1), first);
    return socket;
  }

  private static void assertPasses(Socket from, Socket to, int sent) throws IOException {
    from.getOutputStream().write(sent);
    assertEquals(sent, to.getInputStream().read());
  }

  private static void assertSilent(Socket to) throws IOException {
    to.setSoTimeout(SILENT_MILLIS);
    assertThrows(SocketTimeoutException.class, () -> to.getInputStream().read());
    to.setSoTimeout(PATIENT_MILLIS);
  }

  @Test
  void passesBothWaysAndEndsWithEitherSide() throws IOException {
    try (Socket one = node1();
        Socket two = accepted()) {
      assertPasses(one, two, 1);
      assertPasses(two, one, 2);

      one.shutdownOutput();

      assertEquals(-1, two.getInputStream().read());
    }
  }

  @Test
  void whatIsCutComesWhenItIsHealed() throws IOException {
    try (Socket one = node1();
        Socket two = accepted()) {
      cuts.cut(1, Direction.BOTH);
      one.getOutputStream().write(3);
      two.getOutputStream().write(4);
      assertSilent(one);
      assertSilent(two);

      cuts.heal(1);

      assertEquals(3, two.getInputStream().read());
      assertEquals(4, one.getInputStream().read());
    }
  }

  @Test
  void oneDirectionIsCutAndTheOtherIsNot() throws IOException {
    try (Socket one = node1();
        Socket two = accepted()) {
      cuts.cut(2, Direction.OUT);
      two.getOutputStream().write(5);
      assertSilent(one);
      assertPasses(one, two, 6);

      cuts.cut(2, Direction.IN);
      assertEquals(5, one.getInputStream().read());
      one.getOutputStream().write(7);
      assertSilent(two);
    }
  }

  @Test
  void ofConnectionsThatAreMadeWhileCutTheLastOneComesThrough() throws IOException {
    cuts.cut(2, Direction.BOTH);
    try (Socket first = node1()) {
      assertSilent(first);
      try (Socket second = node1()) {
        assertEquals(-1, first.getInputStream().read());

        cuts.heal(2);

        try (Socket two = accepted()) {
          assertPasses(second, two, 8);
        }
      }
    }
  }

  private static int readToTheEnd(Socket socket) {
    try {
      return socket.getInputStream().read();
    } catch (IOException reset) {
      return -1;
    }
  }

  @Test
  void whoSaysNoHelloIsShownTheDoor() throws IOException {
    try (Socket stranger = new Socket(InetAddress.getLoopbackAddress(), door)) {
      stranger.setSoTimeout(PATIENT_MILLIS);
      stranger
          .getOutputStream()
          .write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

      assertEquals(-1, readToTheEnd(stranger));
    }
  }
}
