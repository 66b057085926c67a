package io.talus.adapters.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.adapters.replication.handshake.ClusterSecret;
import io.talus.application.peer.PeerMessage;
import io.talus.application.peer.PeerMessage.Question;
import io.talus.application.peer.PeerMessage.QuestionReply;
import io.talus.testkit.Seeds;
import io.talus.testkit.peer.PeerNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is no node, and speaks to all of them: a manager that is alone. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class GuestsTest {
  private static final int GUEST = -77;
  private static final byte[] NOTHING = {};

  private static PeerNode start(int number) {
    return TestNodes.start(TestNodes.with(TestNodes.settings(number), TestNodes.QUICK));
  }

  private static void awaitMessage(PeerNode node, int from) {
    node.witness().await("something from " + from, seen -> !seen.from(from).isEmpty());
  }

  @Test
  void guestAsksNodesThatDoNotKnowItAndIsAnswered() {
    try (PeerNode one = start(1);
        PeerNode two = start(2);
        PeerNode guest = start(GUEST)) {
      guest.knows(one, two);

      for (PeerNode node : List.of(one, two)) {
        guest.awaitConnected(node);
        node.awaitConnected(guest);
        assertTrue(guest.send(node.number(), new Question(5, "topic", NOTHING)));
        awaitMessage(node, GUEST);
        assertTrue(node.send(GUEST, new QuestionReply(5, true, NOTHING)));
        awaitMessage(guest, node.number());
        PeerMessage reply = guest.witness().from(node.number()).getFirst();
        assertTrue(reply instanceof QuestionReply answer && answer.id() == 5, reply::toString);
      }
    }
  }

  @Test
  void itStaysWhateverNodesComeAndGo() {
    try (PeerNode one = start(1);
        PeerNode two = start(2);
        PeerNode guest = start(GUEST)) {
      guest.knows(one);
      one.awaitConnected(guest);

      one.knows(two);
      two.knows(one);
      one.awaitConnected(two);
      one.knows();

      assertTrue(one.call(() -> one.network().isConnected(GUEST)));
      assertTrue(one.send(GUEST, new QuestionReply(1, true, NOTHING)));
      awaitMessage(guest, 1);
      assertEquals(0, one.witness().disconnections(GUEST));
    }
  }

  @Test
  void itIsForgottenWhenItHasGone() {
    try (PeerNode one = start(1)) {
      try (PeerNode guest = start(GUEST)) {
        guest.knows(one);
        one.awaitConnected(guest);
      }

      one.witness().await("it has gone", seen -> seen.disconnections(GUEST) == 1);
      assertFalse(one.send(GUEST, new QuestionReply(1, true, NOTHING)));
    }
  }

  @Test
  void guestsAreNotMoreThanAFew() {
    List<PeerNode> guests = new ArrayList<>();
    try (PeerNode one = start(1);
        TestProxy door = new TestProxy(one.address(), Seeds.first())) {
      for (int i = 1; i <= Guests.GUESTS_MAX; i++) {
        PeerNode guest = start(-i);
        guests.add(guest);
        guest.knows(one);
        one.awaitConnected(guest);
      }
      PeerNode late = start(GUEST);
      guests.add(late);

      late.knows(1, door.address());
      door.awaitAttempts(4);
      assertEquals(List.of(), late.witness().events());

      guests.removeFirst().close();
      late.awaitConnected(one);
    } finally {
      guests.forEach(PeerNode::close);
    }
  }

  @Test
  void whoDoesNotKnowTheSecretIsNoGuest() {
    PeerSettings stranger =
        TestNodes.with(
            TestNodes.with(TestNodes.settings(GUEST), TestNodes.QUICK),
            new ClusterSecret("a secret of other nodes"));

    StrangersTest.assertNeverConnected(
        stranger, TestNodes.with(TestNodes.settings(2), TestNodes.QUICK));
  }
}
