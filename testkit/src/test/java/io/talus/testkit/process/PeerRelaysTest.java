package io.talus.testkit.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;

/** Both ends are in this process: it is node 0, and speaks to itself. */
final class PeerRelaysTest {
  private static final int LONG_ENOUGH_MILLIS = 200;
  private static final int LIMIT_MILLIS = 30_000;
  private static final int BACKLOG = 1;

  @Test
  void whatIsSaidOnACutWayArrivesWhenItIsHealed() throws IOException {
    try (PeerRelays relays = new PeerRelays();
        ServerSocket node = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress())) {
      int announced = relays.add(node.getLocalPort());
      relays.isRunBy(0, ProcessHandle.current()::pid);
      try (Socket one = new Socket(InetAddress.getLoopbackAddress(), announced);
          Socket other = node.accept()) {
        one.getOutputStream().write(1);
        other.setSoTimeout(LIMIT_MILLIS);
        assertEquals(1, other.getInputStream().read());

        relays.isolate(0);
        one.getOutputStream().write(2);
        other.setSoTimeout(LONG_ENOUGH_MILLIS);
        assertThrows(SocketTimeoutException.class, () -> other.getInputStream().read());

        relays.heal();
        other.setSoTimeout(LIMIT_MILLIS);
        assertEquals(2, other.getInputStream().read());
      }
    }
  }

  @Test
  void theEndOfAConnectionIsPassedOn() throws IOException {
    try (PeerRelays relays = new PeerRelays();
        ServerSocket node = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress())) {
      int announced = relays.add(node.getLocalPort());
      relays.isRunBy(0, ProcessHandle.current()::pid);
      try (Socket one = new Socket(InetAddress.getLoopbackAddress(), announced);
          Socket other = node.accept()) {
        one.shutdownOutput();
        other.setSoTimeout(LIMIT_MILLIS);

        assertEquals(-1, other.getInputStream().read());
      }
    }
  }
}
