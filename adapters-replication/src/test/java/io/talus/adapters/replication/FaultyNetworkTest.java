package io.talus.adapters.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.peer.PeerMessage;
import io.talus.application.peer.PeerMessage.Cancel;
import io.talus.testkit.Seeds;
import io.talus.testkit.peer.PeerNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two nodes with something in between that does what networks do. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class FaultyNetworkTest {
  private static final int KEEP_ALIVE_BYTES = 9;

  /** Two nodes, of which the first speaks to the second through a proxy. */
  private record Pair(PeerNode one, PeerNode two, TestProxy proxy) implements AutoCloseable {
    static Pair start(PeerTimes times, RandomGenerator random) {
      PeerNode one = TestNodes.start(TestNodes.with(TestNodes.settings(1), times));
      PeerNode two = TestNodes.start(TestNodes.with(TestNodes.settings(2), times));
      TestProxy proxy = new TestProxy(two.address(), random);
      two.knows(one);
      one.knows(2, proxy.address());
      one.awaitConnected(two);
      two.awaitConnected(one);
      return new Pair(one, two, proxy);
    }

    @Override
    public void close() {
      one.close();
      two.close();
      proxy.close();
    }
  }

  @Test
  void damageEndsTheConnectionAndAnotherOneIsMade() {
    Seeds.each(20, FaultyNetworkTest::damaged);
  }

  private static void damaged(RandomGenerator random) {
    try (Pair pair = Pair.start(TestNodes.QUICK, random)) {
      pair.proxy.damageNext();
      List<PeerMessage> sent = new ArrayList<>();
      long number = 0;
      while (pair.two.witness().connections(1) < 2 || pair.two.witness().from(1).isEmpty()) {
        PeerMessage message = new Cancel(++number);
        if (pair.one.send(2, message)) {
          sent.add(message);
        }
      }

      List<PeerMessage> received = pair.two.witness().from(1);
      assertTrue(sent.containsAll(received), () -> received + " is not among what was sent");
      assertEquals(1, pair.two.witness().disconnections(1));
    }
  }

  @Test
  void connectionOnWhichNothingComesIsMadeAnew() {
    try (Pair pair = Pair.start(TestNodes.QUICK, Seeds.first())) {
      pair.proxy.stall();

      pair.one.witness().await("another connection", seen -> seen.connections(2) == 2);
      pair.two.witness().await("another connection", seen -> seen.connections(1) == 2);
      assertTrue(pair.one.send(2, new Cancel(1)));
      pair.two.witness().await("a message", seen -> seen.from(1).size() == 1);
    }
  }

  @Test
  void connectionOnWhichNobodySaysAnythingStays() {
    try (Pair pair = Pair.start(TestNodes.QUICK, Seeds.first())) {
      // More keep-alives than looks without any would have been forgiven.
      int keepAlives = 2 * PeerTimes.SILENT_LOOKS_MAX / PeerTimes.KEEP_ALIVE_LOOKS;
      pair.proxy.awaitForwarded(pair.proxy.forwardedBytes() + (long) keepAlives * KEEP_ALIVE_BYTES);

      assertEquals(1, pair.two.witness().connections(1));
      assertEquals(0, pair.two.witness().disconnections(1));
      assertEquals(0, pair.one.witness().disconnections(2));
    }
  }

  @Test
  void nodeThatIsStartedAgainIsFoundAtItsAddress() {
    PeerNode two = TestNodes.start(TestNodes.settings(2));
    int port = two.address().port();
    try (PeerNode one = TestNodes.start(TestNodes.settings(1))) {
      two.knows(one);
      one.knows(two);
      one.awaitConnected(two);

      two.close();
      one.witness().await("the end", seen -> seen.disconnections(2) == 1);
      try (PeerNode again = TestNodes.start(TestNodes.settings(2), port)) {
        again.knows(one);

        one.witness().await("another connection", seen -> seen.connections(2) == 2);
        again.awaitConnected(one);
      }
    }
  }

  @Test
  void nodeThatMakesTheConnectionMayBeStartedAgainBeforeTheOtherNotices() {
    PeerTimes patient = new PeerTimes(60_000, 5, 50);
    try (PeerNode two = TestNodes.start(TestNodes.with(TestNodes.settings(2), patient));
        TestProxy proxy = new TestProxy(two.address(), Seeds.first())) {
      try (PeerNode one = TestNodes.start(TestNodes.settings(1))) {
        two.knows(one);
        one.knows(2, proxy.address());
        two.awaitConnected(one);
        proxy.stall();
      }

      try (PeerNode again = TestNodes.start(TestNodes.settings(1))) {
        again.knows(two);
        again.awaitConnected(two);
        two.witness().await("another connection", seen -> seen.connections(1) == 2);

        assertTrue(two.send(1, new Cancel(3)));
        again.witness().await("a message", seen -> seen.from(2).size() == 1);
        assertEquals(1, two.witness().disconnections(1));
      }
    }
  }
}
