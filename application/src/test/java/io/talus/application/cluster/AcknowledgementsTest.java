package io.talus.application.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.talus.application.background.ManualLoop;
import io.talus.application.port.PeerNetwork;
import io.talus.application.question.HeldLog;
import io.talus.application.question.Questions;
import io.talus.application.replication.ReplicaFigures;
import io.talus.application.replication.Replicas;
import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.Membership;
import io.talus.domain.slot.SlotId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A leader tells how many followers have its log, and everybody what is synced of it. */
final class AcknowledgementsTest {
  private static final SlotId SLOT = new SlotId(0, 1);
  private static final MemberId SELF = new MemberId(1, 1);
  private static final MemberId TWO = new MemberId(2, 1);
  private static final MemberId THREE = new MemberId(3, 1);

  private final ManualLoop loop = new ManualLoop();
  private final Replicas replicas = mock(Replicas.class);
  private final List<Map<SlotId, HeldLog>> answers = new ArrayList<>();
  private final Acknowledgements acknowledgements =
      new Acknowledgements(
          replicas, new Questions(1, mock(PeerNetwork.class), new ManualLoop()), loop);

  @BeforeEach
  void thisNodeLeads() {
    when(replicas.leads(SLOT)).thenReturn(true);
    when(replicas.epoch(SLOT)).thenReturn(5L);
    when(replicas.last(SLOT)).thenReturn(new LogPosition(5, 80));
    is(SELF, List.of(SELF, TWO, THREE));
    when(replicas.acknowledged(SLOT, SELF)).thenReturn(80L);
  }

  private void is(MemberId member, List<MemberId> voters) {
    when(replicas.figures(SLOT))
        .thenReturn(
            Optional.of(
                new ReplicaFigures(
                    member,
                    5,
                    Optional.of(SELF),
                    new LogPosition(5, 80),
                    80,
                    80,
                    new Membership(voters, List.of()),
                    0)));
  }

  private void has(MemberId follower, long index) {
    when(replicas.acknowledged(SLOT, follower)).thenReturn(index);
    acknowledgements.look();
  }

  private void ask(long epoch, long index, int followers) {
    acknowledgements.asked(Map.of(SLOT, new HeldLog(epoch, index, followers)), answers::add);
  }

  private static Map<SlotId, HeldLog> held(long index, int followers) {
    return Map.of(SLOT, new HeldLog(5, index, followers));
  }

  @Test
  void whoAsksForNobodyIsToldWhereTheLogEnds() {
    has(TWO, 80);
    has(THREE, 79);

    ask(5, 0, 0);

    assertEquals(List.of(held(80, 1)), answers);
  }

  @Test
  void whoAsksForMoreIsToldWhenTheyHaveIt() {
    ask(5, 80, 2);
    has(TWO, 80);
    assertEquals(List.of(), answers);

    has(THREE, 81);

    assertEquals(List.of(held(80, 2)), answers);
    loop.pass(Acknowledgements.HOLD_MILLIS);
    assertEquals(1, answers.size());
  }

  @Test
  void nobodyIsKeptForLong() {
    ask(5, 80, 2);
    has(TWO, 80);

    loop.pass(Acknowledgements.HOLD_MILLIS);

    assertEquals(List.of(held(80, 1)), answers);
  }

  @Test
  void ofAnotherEpochNothingIsSaid() {
    ask(4, 70, 1);

    assertEquals(List.of(Map.of()), answers);
  }

  @Test
  void whoLosesTheSlotSaysNothingOfItAnyMore() {
    ask(5, 80, 1);
    when(replicas.leads(SLOT)).thenReturn(false);
    acknowledgements.look();

    assertEquals(List.of(Map.of()), answers);
  }

  // -----------------------------------------------------------------------------------------
  // what is synced

  private List<Map<SlotId, HeldLog>> synced(LogPosition last, long index) {
    when(replicas.last(SLOT)).thenReturn(last);
    List<Map<SlotId, HeldLog>> told = new ArrayList<>();
    doAnswer(
            call -> {
              Supplier<Map<SlotId, HeldLog>> look = call.getArgument(0);
              Consumer<Map<SlotId, HeldLog>> then = call.getArgument(1);
              then.accept(look.get());
              return null;
            })
        .when(replicas)
        .whenSynced(any(), any());
    acknowledgements.synced(held(index, 0), told::add);
    return told;
  }

  @Test
  void aLogThatEndsInTheLeadersEpochHasAllUpToThere() {
    assertEquals(List.of(held(80, 0)), synced(new LogPosition(5, 80), 80));
    assertEquals(List.of(Map.of()), synced(new LogPosition(5, 79), 80));
  }

  @Test
  void aLongerLogOfAnotherEpochIsAnotherOne() {
    assertEquals(List.of(Map.of()), synced(new LogPosition(4, 99), 80));
    assertEquals(List.of(Map.of()), synced(new LogPosition(6, 99), 80));
  }

  @Test
  void whoIsNoVoterDoesNotCount() {
    is(THREE, List.of(SELF, TWO));

    assertEquals(List.of(Map.of()), synced(new LogPosition(5, 80), 80));
  }
}
