package io.talus.adapters.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.embed.ThreadLoop;
import io.talus.application.peer.PeerMessage.Cancel;
import io.talus.application.port.PeerNetwork.PeerAddress;
import io.talus.testkit.peer.PeerNetworkContract;
import io.talus.testkit.peer.PeerNode;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class MemoryPeerNetworkTest extends PeerNetworkContract {
  private static final int QUEUED_MAX = 500;

  private final MemoryPeerHub hub = new MemoryPeerHub(QUEUED_MAX);

  @Override
  protected PeerNode start(int node, int featureLevel) {
    ThreadLoop loop = new ThreadLoop("node " + node);
    return new PeerNode(
        node, hub.join(node, featureLevel, loop), loop, new PeerAddress("node", node), loop::close);
  }

  @Test
  void cutNodesAreConnectedAgainWhenTheyAreHealed() {
    try (PeerNode one = start(1, 1);
        PeerNode two = start(2, 1)) {
      one.knows(two);
      two.knows(one);
      one.awaitConnected(two);

      hub.cut(2, 1);
      one.witness().await("the cut", seen -> seen.disconnections(2) == 1);
      assertFalse(one.send(2, new Cancel(1)));
      hub.heal(1, 2);

      one.witness().await("another connection", seen -> seen.connections(2) == 2);
      two.witness().await("another connection", seen -> seen.connections(1) == 2);
    }
  }

  @Test
  void whatIsUnderWayIsLostWithItsConnection() {
    try (PeerNode one = start(1, 1);
        PeerNode two = start(2, 1)) {
      one.knows(two);
      two.knows(one);
      one.awaitConnected(two);
      two.awaitConnected(one);
      CountDownLatch slow = two.block();

      assertTrue(one.send(2, new Cancel(1)));
      hub.drop(1, 2);
      one.witness().await("another connection", seen -> seen.connections(2) == 2);
      assertTrue(one.send(2, new Cancel(2)));
      slow.countDown();

      two.witness().await("a message", seen -> !seen.from(1).isEmpty());
      assertEquals(2, two.witness().connections(1));
      assertEquals(new Cancel(2), two.witness().from(1).getFirst());
    }
  }

  @Test
  void isolatedNodeLosesAllOthers() {
    try (PeerNode one = start(1, 1);
        PeerNode two = start(2, 1);
        PeerNode three = start(3, 1)) {
      one.knows(two, three);
      two.knows(one, three);
      three.knows(one, two);
      one.awaitConnected(two);
      one.awaitConnected(three);
      two.awaitConnected(three);

      hub.isolate(1);

      one.witness().await("both cuts", seen -> !seen.isConnected(2) && !seen.isConnected(3));
      assertTrue(two.witness().isConnected(3));
      hub.healAll();
      one.witness().await("both again", seen -> seen.isConnected(2) && seen.isConnected(3));
    }
  }
}
