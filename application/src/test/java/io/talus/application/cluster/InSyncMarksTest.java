package io.talus.application.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.talus.application.background.ManualLoop;
import io.talus.application.replication.Replicas;
import io.talus.application.topology.ChangeOutcome;
import io.talus.application.topology.ClusterImage;
import io.talus.application.topology.TopologyRepository;
import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.group.ConsistencyPolicy;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.Membership;
import io.talus.domain.replication.group.ReplicaGroup;
import io.talus.domain.replication.topology.Topology;
import io.talus.domain.replication.topology.TopologyChange;
import io.talus.domain.slot.SlotId;
import io.talus.domain.table.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A leader marks who lacks what it had two seconds ago, when that changes. */
final class InSyncMarksTest {
  private static final long ROUND_MILLIS = 2000;
  private static final SlotId SLOT = new SlotId(0, 1);
  private static final MemberId SELF = new MemberId(1, 1);
  private static final MemberId TWO = new MemberId(2, 1);
  private static final MemberId THREE = new MemberId(3, 1);
  private static final ReplicaGroup GROUP =
      new ReplicaGroup(5, Optional.of(SELF), new Membership(List.of(SELF, TWO, THREE), List.of()));

  private final ManualLoop loop = new ManualLoop();
  private final Replicas replicas = mock(Replicas.class);
  private final TopologyRepository topology = mock(TopologyRepository.class);
  private final List<Set<MemberId>> written = new ArrayList<>();
  private Consumer<ChangeOutcome> then = outcome -> {};

  @BeforeEach
  void thisNodeLeads() {
    when(replicas.leads(SLOT)).thenReturn(true);
    when(replicas.epoch(SLOT)).thenReturn(5L);
    when(replicas.policy(SLOT)).thenReturn(Optional.of(ConsistencyPolicy.ASYNC));
    is(GROUP);
    doAnswer(
            call -> {
              List<TopologyChange> changes = call.getArgument(0);
              then = call.getArgument(1);
              changes.forEach(this::write);
              return null;
            })
        .when(topology)
        .change(anyList(), any());
    new InSyncMarks(replicas, topology, loop);
  }

  private void write(TopologyChange change) {
    if (change instanceof TopologyChange.SetGroup set) {
      written.add(set.group().lagging());
    }
  }

  private void is(ReplicaGroup group) {
    when(topology.current())
        .thenReturn(
            Optional.of(
                new ClusterImage(
                    "c",
                    1,
                    new Topology(1, Map.of(), Map.of(SLOT, group)),
                    Tables.none(),
                    Set.of())));
  }

  private void logEndsAt(long index) {
    when(replicas.last(SLOT)).thenReturn(new LogPosition(5, index));
  }

  private void has(MemberId follower, long index) {
    when(replicas.acknowledged(SLOT, follower)).thenReturn(index);
  }

  @Test
  void whoLacksWhatThereWasBeforeLags() {
    logEndsAt(80);
    has(TWO, 80);
    has(THREE, 79);
    loop.pass(ROUND_MILLIS);
    assertEquals(List.of(), written);

    logEndsAt(200);
    loop.pass(ROUND_MILLIS);

    assertEquals(List.of(Set.of(THREE)), written);
  }

  @Test
  void whoHasCaughtUpIsMarkedSoOnce() {
    is(GROUP.marked(Set.of(THREE)));
    logEndsAt(80);
    has(TWO, 80);
    has(THREE, 80);
    loop.pass(2 * ROUND_MILLIS);
    assertEquals(List.of(Set.of()), written);

    loop.pass(ROUND_MILLIS);
    assertEquals(1, written.size());

    is(GROUP);
    then.accept(new ChangeOutcome.Made(2));
    loop.pass(3 * ROUND_MILLIS);
    assertEquals(1, written.size());
  }

  @Test
  void ofAnotherEpochNothingIsSaid() {
    logEndsAt(80);
    loop.pass(ROUND_MILLIS);
    when(replicas.epoch(SLOT)).thenReturn(6L);
    loop.pass(ROUND_MILLIS);

    assertEquals(List.of(), written);
  }

  @Test
  void whoIsElectedMarksNobody() {
    when(replicas.policy(SLOT)).thenReturn(Optional.of(ConsistencyPolicy.QUORUM));
    logEndsAt(80);

    loop.pass(3 * ROUND_MILLIS);

    assertEquals(List.of(), written);
  }
}
