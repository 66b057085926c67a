package io.talus.domain.replication.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.ReplicaGroup;
import io.talus.domain.slot.SlotId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class TopologyTest {
  private static final SlotId SLOT = new SlotId(0, 7);
  private static final MemberId ONE = MemberId.on(1);
  private static final MemberId TWO = MemberId.on(2);
  private static final ReplicaGroup GROUP = ReplicaGroup.initial(List.of(ONE, TWO)).led(3, ONE);

  private final Topology topology =
      Topology.EMPTY
          .with(new TopologyChange.AddNode(1, node("one")))
          .with(new TopologyChange.AddNode(2, node("two")))
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

    assertEquals(
        new Topology.NodeEntry("two", "two", node("two").addresses(), true),
        drained.nodes().get(2));
  }

  @Test
  void nodeThatIsStartedElsewhereKeepsItsNumber() {
    NodeAddresses elsewhere = node("three").addresses();
    Topology moved = topology.with(new TopologyChange.MoveNode(2, elsewhere));

    assertEquals(OptionalInt.of(2), moved.numberOf("two"));
    assertEquals(elsewhere, moved.nodes().get(2).addresses());
    assertEquals(OptionalInt.empty(), moved.numberOf("three"));
  }

  @Test
  void numbersAndIdsAreGivenOnce() {
    assertThrows(
        IllegalArgumentException.class,
        () -> topology.with(new TopologyChange.AddNode(2, node("three"))));
    assertThrows(
        IllegalArgumentException.class,
        () -> topology.with(new TopologyChange.AddNode(3, node("two"))));
  }

  private static Topology.NodeEntry node(String name) {
    return new Topology.NodeEntry(
        name,
        name,
        new NodeAddresses(
            new Address(name, 6380), new Address(name, 6379), new Address(name, 6381)),
        false);
  }

  private Topology set(ReplicaGroup group) {
    return topology.with(new TopologyChange.SetGroup(SLOT, group));
  }
}
