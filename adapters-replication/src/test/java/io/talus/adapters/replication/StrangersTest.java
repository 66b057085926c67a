package io.talus.adapters.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.talus.adapters.replication.handshake.ClusterSecret;
import io.talus.adapters.replication.handshake.Identity;
import io.talus.adapters.replication.handshake.VersionRange;
import io.talus.application.port.PeerNetwork.PeerAddress;
import io.talus.testkit.Seeds;
import io.talus.testkit.peer.PeerNode;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who does not belong to the cluster, and what it gets: nothing. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class StrangersTest {
  private static final PeerTimes PATIENT = new PeerTimes(60_000, 5, 50);

  private static PeerSettings settings(int node, PeerTimes times) {
    return TestNodes.with(TestNodes.settings(node), times);
  }

  private static Socket connect(PeerAddress address) throws IOException {
    return new Socket(address.host(), address.port());
  }

  /** What the node sends before it closes the connection. */
  private static int receive(Socket stranger) {
    try {
      return stranger.getInputStream().readAllBytes().length;
    } catch (IOException reset) {
      return 0;
    }
  }

  @Test
  void whoSaysSomethingElseIsSentAwayWithoutAWord() throws IOException {
    try (PeerNode node = TestNodes.start(settings(2, PATIENT));
        Socket stranger = connect(node.address())) {
      stranger
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: here\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

      assertEquals(0, receive(stranger));
    }
  }

  @Test
  void whoSaysNothingIsSentAwayAfterAWhile() throws IOException {
    try (PeerNode node = TestNodes.start(settings(2, TestNodes.QUICK));
        Socket stranger = connect(node.address())) {
      assertEquals(0, receive(stranger));
    }
  }

  @Test
  void whoHasWaitedLongestMakesRoomForOthers() throws IOException {
    List<Socket> strangers = new ArrayList<>();
    try (PeerNode one = TestNodes.start(settings(1, PATIENT));
        PeerNode two = TestNodes.start(settings(2, PATIENT))) {
      for (int i = 0; i < Acceptor.UNPROVEN_MAX; i++) {
        strangers.add(connect(two.address()));
      }

      two.knows(one);
      one.knows(two);

      one.awaitConnected(two);
      assertEquals(0, receive(strangers.getFirst()));
    } finally {
      for (Socket stranger : strangers) {
        stranger.close();
      }
    }
  }

  @Test
  void nodeWithAnotherSecretIsRefused() {
    PeerSettings other =
        TestNodes.with(settings(1, TestNodes.QUICK), new ClusterSecret("a secret of other nodes"));

    assertNeverConnected(other, settings(2, TestNodes.QUICK));
  }

  @Test
  void nodeOfAnotherClusterIsRefused() {
    PeerSettings other =
        TestNodes.with(
            settings(1, TestNodes.QUICK),
            new Identity("another cluster", 1, VersionRange.CURRENT, 1));

    assertNeverConnected(other, settings(2, TestNodes.QUICK));
  }

  @Test
  void nodeThatIsNotTheOneLookedForIsRefused() {
    assertNeverConnected(settings(1, TestNodes.QUICK), settings(3, TestNodes.QUICK));
  }

  @Test
  void nodeWithoutACommonVersionIsRefused() {
    assertNeverConnected(speaking(1, 1, 2), speaking(2, 3, 4));
  }

  @Test
  void nodesOfNeighbouringVersionsSpeakToEachOther() {
    try (PeerNode one = TestNodes.start(speaking(1, 1, 2));
        PeerNode two = TestNodes.start(speaking(2, 2, 3))) {
      two.knows(one);
      one.knows(two);

      one.awaitConnected(two);
      two.awaitConnected(one);
    }
  }

  private static PeerSettings speaking(int node, int oldest, int newest) {
    return TestNodes.with(
        settings(node, TestNodes.QUICK),
        TestNodes.identity(node, new VersionRange(oldest, newest), 1));
  }

  /** The first looks for node 2 where the second is, and is refused again and again. */
  static void assertNeverConnected(PeerSettings dialing, PeerSettings accepting) {
    try (PeerNode one = TestNodes.start(dialing);
        PeerNode two = TestNodes.start(accepting);
        TestProxy proxy = new TestProxy(two.address(), Seeds.first())) {
      two.knows(one);
      one.knows(2, proxy.address());

      proxy.awaitAttempts(4);

      assertEquals(List.of(), one.witness().events());
      assertEquals(List.of(), two.witness().events());
      assertFalse(one.call(() -> one.network().isConnected(2)));
    }
  }
}
