package io.talus.application.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.talus.application.background.ManualLoop;
import io.talus.application.command.Arguments;
import io.talus.application.command.Blocked;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.Reply;
import io.talus.application.forward.Leaders;
import io.talus.application.forward.Leaders.Leader;
import io.talus.application.port.ClientChannel;
import io.talus.application.session.Session;
import io.talus.application.session.Waiting;
import io.talus.application.session.WriteHolders.Wish;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.slot.SlotId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** WAIT and WAITAOF are never answered with more than is known, and never waited for in vain. */
final class FollowerWaitTest {
  private static final SlotId A = new SlotId(0, 1);
  private static final SlotId B = new SlotId(0, 2);
  private static final int TABLE_GONE = 7;

  private final ManualLoop loop = new ManualLoop();
  private final Leaders leaders = mock(Leaders.class);
  private final ScriptedHolders holders = new ScriptedHolders();
  private final Session session = new Session(1, mock(ClientChannel.class), 0);
  private final List<Reply> replies = new ArrayList<>();
  private final FollowerWaits waits =
      new FollowerWaits(leaders, holders, loop, (waited, reply) -> replied(reply));

  private void replied(Reply reply) {
    session.waiting(null);
    replies.add(reply);
  }

  @BeforeEach
  void twoSlotsAreLed() {
    when(leaders.covers(anyInt())).thenReturn(true);
    when(leaders.covers(TABLE_GONE)).thenReturn(false);
    leads(A, 1, 5);
    leads(B, 2, 6);
  }

  private void leads(SlotId slot, int node, long epoch) {
    when(leaders.of(slot.table(), slot.slot())).thenReturn(new Leader(node, epoch));
  }

  private void wrote(SlotId slot, long epoch) {
    session.wrote(slot.table(), slot.slot(), epoch);
  }

  private void await(Wish wish) {
    session.waiting(
        new Waiting(
            Waiting.Reason.METADATA,
            CommandSpec.of("wait", 3, null),
            new Arguments(new Bytes[] {Bytes.of("wait")}),
            null,
            0));
    waits.await(session, wish);
    loop.run();
  }

  private static Wish followers(long count, long timeoutMillis) {
    return new Wish(false, 0, count, timeoutMillis);
  }

  private static Reply synced(boolean leader, long followers) {
    return Reply.array(Reply.integer(leader), Reply.integer(followers));
  }

  @Test
  void theSmallestNumberOfAllSlotsCounts() {
    wrote(A, 5);
    wrote(B, 6);
    holders.followers.put(A, 2);
    holders.followers.put(B, 1);

    await(followers(1, 0));

    assertEquals(List.of(Reply.integer(1)), replies);
  }

  @Test
  void whoWaitsIsAnsweredWhenEnoughHaveIt() {
    wrote(A, 5);
    await(followers(2, 0));
    holders.followers.put(A, 1);
    loop.pass(100);
    holders.answer();
    loop.pass(100);
    assertEquals(List.of(), replies);

    holders.followers.put(A, 2);
    holders.answer();

    assertEquals(List.of(Reply.integer(2)), replies);
  }

  @Test
  void noTimePassesWhenFollowersAreFast() {
    wrote(A, 5);
    await(followers(1, 0));
    holders.followers.put(A, 1);

    holders.answer();
    loop.run();

    assertEquals(0, loop.nowMillis());
    assertEquals(List.of(Reply.integer(1)), replies);
  }

  @Test
  void whenTheTimeIsOverTheNumberIsTheTrueOne() {
    wrote(A, 5);
    holders.followers.put(A, 1);

    await(followers(2, 500));
    loop.pass(499);
    assertEquals(List.of(), replies);
    loop.pass(1);

    assertEquals(List.of(Reply.integer(1)), replies);
  }

  @Test
  void nothingIsKnownOfASlotThatHasAnotherLeader() {
    wrote(A, 5);
    wrote(B, 6);
    holders.followers.put(A, 2);
    holders.followers.put(B, 2);
    leads(A, 2, 8);

    await(followers(1, 0));
    assertEquals(List.of(Reply.integer(0)), replies);

    await(followers(1, 0));
    assertEquals(List.of(Reply.integer(0), Reply.integer(2)), replies);
  }

  @Test
  void aLaterWriteDoesNotHideOneOfAnOlderEpoch() {
    wrote(A, 4);
    wrote(A, 5);
    holders.followers.put(A, 2);

    await(followers(1, 0));
    assertEquals(List.of(Reply.integer(0)), replies);

    await(followers(1, 0));
    assertEquals(List.of(Reply.integer(0), Reply.integer(2)), replies);
  }

  @Test
  void theLeaderMayChangeWhileTheClientWaits() {
    wrote(A, 5);
    await(followers(1, 0));
    leads(A, 2, 6);
    holders.answer();
    loop.pass(100);

    assertEquals(List.of(Reply.integer(0)), replies);
  }

  @Test
  void whoDoesNotAnswerHasNothing() {
    wrote(A, 5);
    holders.silent = true;

    await(followers(1, 300));
    loop.pass(300);

    assertEquals(List.of(Reply.integer(0)), replies);
  }

  @Test
  void whatIsKnownIsNotAskedForAgain() {
    wrote(A, 5);
    holders.followers.put(A, 2);
    await(followers(2, 0));
    int before = holders.questions;

    await(followers(1, 0));
    assertEquals(before, holders.questions);
    wrote(A, 5);
    await(followers(1, 0));

    assertEquals(before + 1, holders.questions);
    assertEquals(3, replies.size());
  }

  @Test
  void whoHasWrittenNothingIsToldHowManyFollowersThereAre() {
    await(followers(1, 0));

    assertEquals(List.of(Reply.integer(2)), replies);
  }

  @Test
  void nobodyWaitsForATableThatIsGone() {
    wrote(new SlotId(TABLE_GONE, 3), 5);

    await(followers(2, 0));

    assertEquals(List.of(Reply.integer(2)), replies);
  }

  @Test
  void aClientThatIsGoneOrUnblockedIsLeftAlone() {
    wrote(A, 5);
    holders.followers.put(A, 1);
    await(followers(2, 0));
    Waiting waiting = session.waiting();
    assertNotNull(waiting);
    Blocked blocked = waiting.blocked();
    assertNotNull(blocked);
    assertEquals(Reply.integer(1), blocked.onTimeout());
    loop.pass(100);
    int questions = holders.questions;

    session.waiting(null);
    holders.answer();
    loop.pass(1000);

    assertEquals(List.of(), replies);
    assertEquals(questions, holders.questions);
  }

  @Test
  void waitAofCountsWhatIsSyncedAndNotWhatIsLogged() {
    wrote(A, 5);
    holders.followers.put(A, 2);
    holders.synced.put(1, Set.of(A));
    holders.synced.put(2, Set.of());
    holders.synced.put(3, Set.of(A));

    await(new Wish(true, 1, 2, 200));
    loop.pass(200);
    assertEquals(List.of(synced(true, 1)), replies);

    await(new Wish(true, 1, 1, 0));
    assertEquals(List.of(synced(true, 1), synced(true, 1)), replies);
  }

  @Test
  void whoDoesNotAnswerKeepsTheOthersFromNothing() {
    wrote(A, 5);
    holders.followers.put(A, 2);
    holders.synced.put(1, Set.of(A));
    holders.synced.put(2, Set.of(A));
    holders.oneIsSilent = true;

    await(new Wish(true, 1, 1, 0));
    assertEquals(List.of(synced(true, 1)), replies);

    wrote(A, 5);
    await(new Wish(true, 1, 2, 200));
    loop.pass(200);
    assertEquals(List.of(synced(true, 1), synced(true, 1)), replies);
  }

  @Test
  void insideATransactionNobodyWaits() {
    wrote(A, 5);
    assertEquals(Reply.integer(0), waits.now(session, followers(1, 0)));
    holders.followers.put(A, 1);
    assertEquals(Reply.integer(1), waits.now(session, followers(2, 0)));
    assertEquals(synced(false, 0), waits.now(session, new Wish(true, 1, 1, 0)));
  }
}
