package io.talus.domain.replication.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.ReplicaGroup;
import io.talus.domain.slot.SlotId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TopologyTest {
  private static final SlotId SLOT = new SlotId(0, 7);
  private static final MemberId ONE = MemberId.on(1);
  private static final MemberId TWO = MemberId.on(2);
  private static final ReplicaGroup GROUP = ReplicaGroup.initial(List.of(ONE, TWO)).led(3, ONE);

  private final Topology topology =
      Topology.EMPTY
          .with(new TopologyChange.AddNode(1, "one:6380"))
          .with(new TopologyChange.AddNode(2, "two:6380"))
          .with(new TopologyChange.SetGroup(SLOT, GROUP));

  @Test
  void everyChangeIsTheNextVersion() {
    assertEquals(3, topology.version());
    assertEquals(Optional.of(ONE), topology.leader(SLOT));
  }

  @Test
  void epochsNeverGoBack() {
    ReplicaGroup older = ReplicaGroup.initial(List.of(ONE, TWO)).led(2, TWO);

    assertThrows(IllegalArgumentException.class, () -> set(older));
  }

  @Test
  void epochsNeverHaveASecondLeader() {
    ReplicaGroup other = ReplicaGroup.initial(List.of(ONE, TWO)).led(3, TWO);

    assertThrows(IllegalArgumentException.class, () -> set(other));
    assertEquals(Optional.of(TWO), set(GROUP.led(4, TWO)).leader(SLOT));
  }

  @Test
  void nodesLeaveWhenTheyHoldNothing() {
    assertThrows(
        IllegalArgumentException.class, () -> topology.with(new TopologyChange.RemoveNode(1)));

    Topology without =
        topology.with(new TopologyChange.DropTable(0)).with(new TopologyChange.RemoveNode(1));

    assertTrue(without.groups().isEmpty());
    assertEquals(1, without.nodes().size());
  }

  @Test
  void drainedNodeKeepsItsAddress() {
    Topology drained = topology.with(new TopologyChange.DrainNode(2));

    assertEquals(new Topology.NodeEntry("two:6380", true), drained.nodes().get(2));
  }

  private Topology set(ReplicaGroup group) {
    return topology.with(new TopologyChange.SetGroup(SLOT, group));
  }
}
