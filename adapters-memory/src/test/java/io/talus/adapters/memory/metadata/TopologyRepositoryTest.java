package io.talus.adapters.memory.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.topology.ChangeOutcome;
import io.talus.application.topology.ClusterImage;
import io.talus.application.topology.JoinOutcome;
import io.talus.application.topology.TopologyRepository;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.ReplicaGroup;
import io.talus.domain.replication.topology.Address;
import io.talus.domain.replication.topology.NodeAddresses;
import io.talus.domain.replication.topology.TopologyChange;
import io.talus.domain.replication.topology.TopologyChange.SetGroup;
import io.talus.domain.slot.SlotId;
import io.talus.domain.table.Consistency;
import io.talus.domain.table.TablesChange;
import io.talus.testkit.metadata.MetadataUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes that follow and change one cluster. */
final class TopologyRepositoryTest {
  private static final SlotId SLOT = new SlotId(0, 7);
  private static final ReplicaGroup GROUP =
      ReplicaGroup.initial(List.of(MemberId.on(1), MemberId.on(2)));

  private final SimulatedMetadata simulated = new SimulatedMetadata(Reach.REFUSED);
  private final MetadataUnderTest metadata = new MetadataUnderTest(simulated);
  private final MemoryMetadataStore firstStore = simulated.joinMemory();
  private final MemoryMetadataStore secondStore = simulated.joinMemory();
  private final TopologyRepository first = new TopologyRepository(firstStore, simulated.loop());
  private final TopologyRepository second = new TopologyRepository(secondStore, simulated.loop());
  private final List<ClusterImage> seen = new ArrayList<>();

  @BeforeEach
  void followBoth() {
    second.onChange(seen::add);
    metadata.until(() -> first.current().isPresent() && second.current().isPresent());
  }

  @Test
  void nodesFindTheirNumbersAgain() {
    assertEquals(new JoinOutcome.Joined(1), join(first, "a", "one"));
    assertEquals(new JoinOutcome.Joined(2), join(second, "b", "two"));

    assertEquals(new JoinOutcome.Joined(1), join(second, "a", "elsewhere"));

    metadata.until(
        () -> image(first).topology().nodes().get(1).addresses().equals(addresses("elsewhere")));
    assertEquals(2, image(first).topology().nodes().size());
  }

  @Test
  void nodesThatJoinAtOnceGetNumbersOfTheirOwn() {
    List<JoinOutcome> joined = new ArrayList<>();

    metadata.onLoop(
        () -> {
          first.join("a", "a", addresses("one"), joined::add);
          second.join("b", "b", addresses("two"), joined::add);
          return true;
        });

    metadata.until(() -> joined.size() == 2);
    assertEquals(List.of(new JoinOutcome.Joined(1), new JoinOutcome.Joined(2)), joined);
  }

  @Test
  void numbersOfRemovedNodesAreNeverUsedAgain() {
    join(first, "a", "one");
    join(first, "b", "two");
    metadata.until(() -> image(first).topology().nodes().size() == 2);

    made(first, new TopologyChange.RemoveNode(2));
    metadata.until(() -> image(first).topology().nodes().size() == 1);

    assertEquals(new JoinOutcome.Joined(3), join(first, "b", "two"));
  }

  @Test
  void changesAreSeenByEveryNodeAndCheckedByTheDomain() {
    made(first, new SetGroup(SLOT, GROUP.led(3, MemberId.on(1))));
    metadata.until(() -> image(second).topology().leader(SLOT).isPresent());

    ChangeOutcome older = change(second, new SetGroup(SLOT, GROUP.led(2, MemberId.on(2))));
    ChangeOutcome rival = change(second, new SetGroup(SLOT, GROUP.led(3, MemberId.on(2))));

    assertInstanceOf(ChangeOutcome.Refused.class, older);
    assertInstanceOf(ChangeOutcome.Refused.class, rival);
    assertEquals(Optional.of(MemberId.on(1)), image(first).topology().leader(SLOT));
  }

  @Test
  void whoChangesWhatAnotherHasChangedIsOvertaken() {
    List<ChangeOutcome> outcomes = new ArrayList<>();

    metadata.onLoop(
        () -> {
          first.change(List.of(new SetGroup(SLOT, GROUP.led(1, MemberId.on(1)))), outcomes::add);
          second.change(List.of(new SetGroup(SLOT, GROUP.led(1, MemberId.on(2)))), outcomes::add);
          return true;
        });

    metadata.until(() -> outcomes.size() == 2);
    assertInstanceOf(ChangeOutcome.Made.class, outcomes.get(0));
    assertEquals(new ChangeOutcome.Overtaken(), outcomes.get(1));
  }

  @Test
  void thousandSlotsFailOverInPortions() {
    List<TopologyChange> groups =
        IntStream.range(0, 1000)
            .<TopologyChange>mapToObj(
                slot -> new SetGroup(new SlotId(0, slot), GROUP.led(1, MemberId.on(1))))
            .toList();

    ChangeOutcome outcome = metadata.outcome(then -> first.change(groups, then));

    assertInstanceOf(ChangeOutcome.Made.class, outcome);
    metadata.until(() -> image(second).topology().groups().size() == 1000);
    assertTrue(seen.size() <= 10, () -> seen.size() + " images");
    made(first, new TopologyChange.DropTable(0));
    metadata.until(() -> image(second).topology().groups().isEmpty());
  }

  @Test
  void tablesComeAndGoForAll() {
    TablesChange create = new TablesChange.Created("orders", 64, 3, Consistency.QUORUM, null);
    assertInstanceOf(ChangeOutcome.Made.class, change(first, create));
    metadata.until(() -> image(second).tables().find("orders") != null);
    int number = image(second).tables().find("orders").number();
    long revision = image(second).tables().revision();

    assertInstanceOf(ChangeOutcome.Refused.class, change(second, create));
    assertInstanceOf(
        ChangeOutcome.Made.class,
        change(second, new TablesChange.Created("more", 1, 1, Consistency.ASYNC, null)));
    metadata.until(() -> image(first).tables().find("more") != null);
    assertInstanceOf(
        ChangeOutcome.Made.class,
        change(first, new TablesChange.Dropped(image(first).tables().find("more").number())));

    metadata.until(() -> image(second).tables().find("more") == null);
    assertTrue(image(second).tables().revision() > revision);
    assertEquals(1, image(second).tables().dropped().size());
    assertEquals(64, image(second).tables().find(number).slotCount());
  }

  @Test
  void unknownChangesAreFoundOut() {
    for (Reach reach : List.of(Reach.ANSWERS_LOST, Reach.REQUESTS_LOST, Reach.REQUESTS_LATE)) {
      long epoch = image(first).topology().group(SLOT).map(ReplicaGroup::epoch).orElse(0L) + 1;
      firstStore.reach(reach);
      List<ChangeOutcome> outcomes = new ArrayList<>();
      metadata.onLoop(
          () -> {
            first.change(
                List.of(new SetGroup(SLOT, GROUP.led(epoch, MemberId.on(1)))), outcomes::add);
            simulated
                .loop()
                .schedule(3 * MemoryMetadataStore.CALL_MILLIS, () -> firstStore.reach(Reach.THERE));
            return true;
          });

      metadata.until(() -> outcomes.size() == 1);

      assertInstanceOf(ChangeOutcome.Made.class, outcomes.getFirst(), reach::toString);
      metadata.until(() -> image(second).topology().group(SLOT).get().epoch() == epoch);
      metadata.until(() -> image(first).topology().group(SLOT).get().epoch() == epoch);
    }
  }

  @Test
  void unknownChangeThatSomebodyElseOvertookWasNotMade() {
    firstStore.reach(Reach.REQUESTS_LATE);
    List<ChangeOutcome> outcomes = new ArrayList<>();
    first.change(List.of(new SetGroup(SLOT, GROUP.led(1, MemberId.on(1)))), outcomes::add);
    made(second, new SetGroup(SLOT, GROUP.led(1, MemberId.on(2))));

    firstStore.reach(Reach.THERE);

    metadata.until(() -> outcomes.size() == 1);
    assertEquals(List.of(new ChangeOutcome.Overtaken()), outcomes);
    assertEquals(Optional.of(MemberId.on(2)), image(second).topology().leader(SLOT));
  }

  @Test
  void changeThatIsOvertakenByItselfIsMade() {
    MemoryMetadataStore late = simulated.joinMemory();
    MemoryMetadataStore behind = simulated.joinMemory();
    TopologyRepository repository =
        new TopologyRepository(new LateStore(behind, late), simulated.loop());
    metadata.until(() -> repository.current().isPresent());

    ChangeOutcome outcome = change(repository, new SetGroup(SLOT, GROUP));

    assertInstanceOf(ChangeOutcome.Made.class, outcome);
  }

  @Test
  void changeFailsWhenTheMetadataStaysAway() {
    firstStore.reach(Reach.REFUSED);
    ChangeOutcome refused = change(first, new SetGroup(SLOT, GROUP));
    firstStore.reach(Reach.REQUESTS_LOST);
    ChangeOutcome lost = change(first, new SetGroup(SLOT, GROUP));

    assertInstanceOf(ChangeOutcome.Failed.class, refused);
    assertInstanceOf(ChangeOutcome.Unknown.class, lost);
    assertTrue(image(second).topology().groups().isEmpty());
  }

  @Test
  void nodeThatIsTooOldKeepsWhatItKnew() {
    made(first, new SetGroup(SLOT, GROUP));
    metadata.until(() -> image(second).topology().groups().size() == 1);
    ClusterImage known = image(second);

    metadata.committed(secondStore, MetadataUnderTest.put("groups/0/8", "format=2 new=yes"));

    ChangeOutcome outcome = change(second, new SetGroup(SLOT, GROUP.led(1, MemberId.on(1))));
    assertTrue(assertInstanceOf(ChangeOutcome.Failed.class, outcome).reason().contains("too old"));
    assertEquals(known, image(second));
    metadata.committed(
        secondStore,
        MetadataUnderTest.put("groups/0/8", "format=1 epoch=0 leader=- voters=1.1 learners=-"));
    metadata.until(() -> image(second).topology().groups().size() == 2);
  }

  private static ClusterImage image(TopologyRepository repository) {
    return repository.current().orElseThrow();
  }

  private JoinOutcome join(TopologyRepository repository, String id, String host) {
    return metadata.outcome(then -> repository.join(id, id, addresses(host), then));
  }

  private ChangeOutcome change(TopologyRepository repository, TopologyChange change) {
    return metadata.outcome(then -> repository.change(List.of(change), then));
  }

  private ChangeOutcome change(TopologyRepository repository, TablesChange change) {
    return metadata.outcome(then -> repository.change(change, then));
  }

  private void made(TopologyRepository repository, TopologyChange change) {
    assertInstanceOf(ChangeOutcome.Made.class, change(repository, change));
  }

  private static NodeAddresses addresses(String host) {
    return new NodeAddresses(
        new Address(host, 6380), new Address(host, 6379), new Address(host, 6381));
  }
}
