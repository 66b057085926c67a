package io.talus.domain.replication.support;

import static io.talus.domain.replication.support.NodeSupport.MARGIN_MILLIS;
import static io.talus.domain.replication.support.NodeSupport.SUPPORT_MILLIS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Node 1 asks node 2; their clocks differ by 5,000 ms. */
final class NodeSupportTest {
  private static final long AHEAD = 5000;

  private final NodeSupport one = new NodeSupport(1, 7, 0, SupportRules.SOUND);
  private final NodeSupport two = new NodeSupport(2, 3, AHEAD, SupportRules.SOUND);

  @Test
  void askerCountsFromWhenItAskedAndGiverFromWhenItHeard() {
    exchange(100, 180, 400);

    assertEquals(100 + SUPPORT_MILLIS - MARGIN_MILLIS, one.heldFrom(2).untilMillis());
    assertTrue(two.supports(1, AHEAD + 180 + SUPPORT_MILLIS - 1));
    assertFalse(two.supports(1, AHEAD + 180 + SUPPORT_MILLIS));
  }

  @Test
  void withdrawnSupportBeginsANewEpochWhenItIsGivenAgain() {
    exchange(100, 100, 100);
    SupportEpoch first = one.heldFrom(2).epoch();

    exchange(3000, 3000, 3000);

    assertTrue(one.heldFrom(2).epoch().compareTo(first) > 0);
  }

  @Test
  void supportThatNeverLapsedKeepsItsEpoch() {
    exchange(100, 100, 100);
    SupportEpoch first = one.heldFrom(2).epoch();

    exchange(900, 950, 1000);

    assertEquals(first, one.heldFrom(2).epoch());
  }

  @Test
  void restartedAskerStartsANewEpochAtOnce() {
    exchange(100, 100, 100);
    SupportEpoch first = two.given(1, AHEAD + 150);
    NodeSupport again = new NodeSupport(1, 8, 120, SupportRules.SOUND);

    two.receive(again.heartbeats(List.of(2), 150).getFirst(), AHEAD + 150);

    assertTrue(two.given(1, AHEAD + 150).compareTo(first) > 0);
  }

  @Test
  void heartbeatOfADeadProcessIsNotAnswered() {
    NodeSupport again = new NodeSupport(1, 8, 120, SupportRules.SOUND);
    Heartbeat late = one.heartbeats(List.of(2), 100).getFirst();
    two.receive(again.heartbeats(List.of(2), 150).getFirst(), AHEAD + 150);

    assertEquals(Optional.empty(), two.receive(late, AHEAD + 200));
  }

  @Test
  void replyToADeadProcessCountsForNothing() {
    Heartbeat asked = one.heartbeats(List.of(2), 100).getFirst();
    HeartbeatReply late = two.receive(asked, AHEAD + 100).orElseThrow();
    NodeSupport again = new NodeSupport(1, 8, 120, SupportRules.SOUND);

    again.receive(late, 150);

    assertFalse(again.heldFrom(2).holdsAt(150));
  }

  @Test
  void stalledDiskNeitherAsksNorGives() {
    two.diskStalled(true);

    assertEquals(List.of(), two.heartbeats(List.of(1), AHEAD));
    assertEquals(
        Optional.empty(), two.receive(one.heartbeats(List.of(2), 10).getFirst(), AHEAD + 10));
  }

  @Test
  void whatWasPromisedBeforeTheDiskStalledIsKept() {
    exchange(100, 100, 100);

    two.diskStalled(true);

    assertTrue(two.supports(1, AHEAD + 500));
  }

  @Test
  void repliesToQuestionsBeforeASuspensionCountForNothing() {
    Heartbeat asked = one.heartbeats(List.of(2), 100).getFirst();
    HeartbeatReply reply = two.receive(asked, AHEAD + 100).orElseThrow();

    one.forgetHeld(120);
    one.receive(reply, 130);

    assertFalse(one.heldFrom(2).holdsAt(130));
  }

  @Test
  void startedProcessWaitsOutWhatTheOneBeforeMayHavePromised() {
    assertEquals(AHEAD + SUPPORT_MILLIS + MARGIN_MILLIS, two.mayVoteFrom());
  }

  @Test
  void tellsOnceWhatHasChanged() {
    exchange(100, 100, 100);

    assertEquals(List.of(2), one.tick(110));
    assertEquals(List.of(), one.tick(120));
    assertEquals(List.of(2), one.tick(100 + SUPPORT_MILLIS));
    assertEquals(List.of(1), two.tick(AHEAD + 110));
    assertEquals(List.of(1), two.tick(AHEAD + 100 + SUPPORT_MILLIS));
  }

  private void exchange(long sent, long heard, long answered) {
    Heartbeat asked = one.heartbeats(List.of(2), sent).getFirst();
    HeartbeatReply reply = two.receive(asked, AHEAD + heard).orElseThrow();
    one.receive(reply, answered);
  }
}
