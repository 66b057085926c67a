package io.talus.application.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.talus.application.background.ManualLoop;
import io.talus.application.port.PeerNetwork;
import io.talus.application.question.Questions;
import io.talus.application.question.SlotLines;
import io.talus.application.question.Topics;
import io.talus.application.replication.Replicas;
import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.group.ConsistencyPolicy;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.replica.Event;
import io.talus.domain.slot.SlotId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A leader that was elected hands over when it is asked to, to one that is close. */
final class HandoversTest {
  private static final SlotId SLOT = new SlotId(0, 1);
  private static final MemberId TARGET = new MemberId(2, 1);
  private static final int SELF = 1;

  private final ManualLoop loop = new ManualLoop();
  private final Replicas replicas = mock(Replicas.class);
  private final Questions questions = new Questions(SELF, mock(PeerNetwork.class), loop);

  @BeforeEach
  void thisNodeWasElected() {
    when(replicas.policy(SLOT)).thenReturn(Optional.of(ConsistencyPolicy.QUORUM));
    when(replicas.leads(SLOT)).thenReturn(true);
    when(replicas.voterOn(SLOT, 2)).thenReturn(Optional.of(TARGET));
    when(replicas.voterOn(SLOT, 3)).thenReturn(Optional.empty());
    when(replicas.last(SLOT)).thenReturn(new LogPosition(5, 5000));
    when(replicas.acknowledged(SLOT, TARGET)).thenReturn(4000L);
    new Handovers(replicas, questions);
  }

  private void ask(long node) {
    List<Optional<byte[]>> answers = new ArrayList<>();
    questions.ask(SELF, Topics.HAND_OVER, SlotLines.epochs(Map.of(SLOT, node)), answers::add);
    loop.run();
    assertEquals(0, answers.getFirst().orElseThrow().length);
  }

  private void keepsIt() {
    verify(replicas, never()).step(any(), any());
  }

  @Test
  void theOneThatIsNamedIsToLead() {
    ask(2);

    verify(replicas).step(SLOT, new Event.TransferTo(TARGET));
  }

  @Test
  void whoLacksMoreThanAMomentsIsNotWaitedFor() {
    when(replicas.acknowledged(SLOT, TARGET)).thenReturn(3999L);

    ask(2);

    keepsIt();
  }

  @Test
  void whoNeedsASnapshotIsNotWaitedForHoweverLittleItLacks() {
    when(replicas.needsSnapshot(SLOT, TARGET)).thenReturn(true);

    ask(2);

    keepsIt();
  }

  @Test
  void whoHasNoReplicaDoesNotLead() {
    ask(3);

    keepsIt();
  }

  @Test
  void whoDoesNotLeadHandsNothingOver() {
    when(replicas.leads(SLOT)).thenReturn(false);

    ask(2);

    keepsIt();
  }

  @Test
  void whoWasAppointedWaitsForTheManager() {
    when(replicas.policy(SLOT)).thenReturn(Optional.of(ConsistencyPolicy.ASYNC));

    ask(2);

    keepsIt();
  }
}
