package io.talus.adapters.memory.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.adapters.memory.MemoryPeerHub;
import io.talus.adapters.memory.MemoryPeerNetwork;
import io.talus.application.decision.DecisionHistory;
import io.talus.application.decision.DecisionRing;
import io.talus.application.decision.Decisions;
import io.talus.application.manager.Manager;
import io.talus.application.manager.ManagerElection;
import io.talus.application.peer.PeerMessage;
import io.talus.application.port.PeerNetwork;
import io.talus.application.port.PeerNetwork.PeerAddress;
import io.talus.application.question.Questions;
import io.talus.application.question.SlotLines;
import io.talus.application.question.Topics;
import io.talus.application.topology.ClusterImage;
import io.talus.application.topology.NodeLiveness;
import io.talus.application.topology.TopologyRepository;
import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.ReplicaGroup;
import io.talus.domain.replication.plan.ReplicaReport;
import io.talus.domain.replication.topology.Address;
import io.talus.domain.replication.topology.NodeAddresses;
import io.talus.domain.replication.topology.TopologyChange;
import io.talus.domain.slot.SlotId;
import io.talus.domain.table.Consistency;
import io.talus.domain.table.TablesChange;
import io.talus.testkit.metadata.MetadataUnderTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The manager appoints leaders: nodes that only adopt and report, under virtual time. */
final class FailoversTest {
  private static final int NODES = 3;
  private static final int SLOTS = 16;
  private static final int QUEUED_MAX = 100;
  private static final long TARGET_MILLIS = 6000;

  private final SimulatedMetadata simulated = new SimulatedMetadata(Reach.REQUESTS_LOST);
  private final MetadataUnderTest metadata = new MetadataUnderTest(simulated);
  private final MemoryPeerHub hub = new MemoryPeerHub(QUEUED_MAX);
  private final MemoryMetadataStore ours = simulated.joinMemory();
  private final TopologyRepository topology = new TopologyRepository(ours, simulated.loop());
  private final DecisionHistory decisions = DecisionHistory.of(ours);
  private final Map<Integer, FakeNode> nodes = new TreeMap<>();
  private boolean mayLag;

  /** What a node says when it is asked. */
  private final class FakeNode implements PeerNetwork.Receiver {
    private final int number;
    private final MemoryMetadataStore store = simulated.joinMemory();
    private final Questions questions;
    private final Map<SlotId, Long> epochs = new HashMap<>();
    private final Map<SlotId, LogPosition> ends = new HashMap<>();
    private final List<Runnable> held = new ArrayList<>();
    private Map<SlotId, Long> leaderless = Map.of();
    private boolean holds;

    private FakeNode(int number) {
      this.number = number;
      new NodeLiveness(store, simulated.loop(), number);
      MemoryPeerNetwork network = hub.join(number, 1, simulated.loop());
      this.questions = new Questions(number, network, simulated.loop());
      questions.topic(Topics.ADOPT, this::adopt);
      questions.topic(
          Topics.LEADERLESS, (_, answer) -> answer.accept(SlotLines.epochs(leaderless)));
      network.receiver(this);
      Map<Integer, PeerAddress> others = new TreeMap<>();
      for (int other = 1; other <= NODES; other++) {
        if (other != number) {
          others.put(other, new PeerAddress("node" + other, 1));
        }
      }
      network.peers(others);
    }

    private void adopt(byte[] question, Consumer<byte[]> answer) {
      Map<SlotId, ReplicaReport> reports = SlotLines.map();
      SlotLines.readEpochs(question)
          .forEach(
              (slot, epoch) ->
                  reports.put(
                      slot,
                      new ReplicaReport(
                          MemberId.on(number),
                          epochs.merge(slot, epoch, Math::max),
                          ends.getOrDefault(slot, LogPosition.NONE))));
      Runnable reply = () -> answer.accept(SlotLines.reports(reports));
      if (holds) {
        held.add(reply);
      } else {
        reply.run();
      }
    }

    /** Its process is gone, or cut off from everybody. */
    private void vanish() {
      store.reach(Reach.REQUESTS_LOST);
      for (int other = 1; other <= NODES; other++) {
        if (other != number) {
          hub.cut(number, other);
        }
      }
    }

    private void comeBack() {
      store.reach(Reach.THERE);
      for (int other = 1; other <= NODES; other++) {
        if (other != number) {
          hub.heal(number, other);
        }
      }
    }

    @Override
    public void received(int node, PeerMessage message) {
      switch (message) {
        case PeerMessage.Question question -> questions.received(node, question);
        case PeerMessage.QuestionReply reply -> questions.received(node, reply);
        case PeerMessage other -> throw new AssertionError("not here: " + other);
      }
    }

    @Override
    public void connected(int node) {}

    @Override
    public void disconnected(int node) {
      questions.disconnected(node);
    }
  }

  @BeforeEach
  void found() {
    metadata.until(() -> topology.current().isPresent());
    topology.found("c1", outcome -> {});
    for (int node = 1; node <= NODES; node++) {
      int number = node;
      Address address = new Address("node" + node, 1);
      topology.join(
          "id" + node, "n" + node, new NodeAddresses(address, address, address), outcome -> {});
      metadata.until(() -> image().topology().nodes().containsKey(number));
      nodes.put(node, new FakeNode(node));
    }
    // It has no node of its own that could vanish with it, but speaks through the last one.
    String who = "the manager";
    ManagerElection election = new ManagerElection(ours, simulated.loop(), who);
    DecisionRing ring = new DecisionRing(ours, simulated.loop(), election::condition);
    new Manager(
        election,
        topology,
        node(NODES).questions,
        new Decisions(ring, simulated.loop(), who),
        simulated.loop(),
        () -> mayLag);
    metadata.until(() -> image().alive().size() == NODES);
    topology.change(
        new TablesChange.Created("0", SLOTS, NODES, Consistency.ASYNC, null), outcome -> {});
    metadata.until(() -> led().size() == SLOTS);
  }

  @AfterEach
  void close() {
    simulated.close();
  }

  private ClusterImage image() {
    return topology.current().orElseThrow();
  }

  private FakeNode node(int number) {
    return nodes.get(number);
  }

  private Map<SlotId, ReplicaGroup> led() {
    return image().topology().groups().entrySet().stream()
        .filter(each -> each.getValue().leader().isPresent())
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private Set<SlotId> ledBy(int node) {
    return led().entrySet().stream()
        .filter(each -> each.getValue().leader().orElseThrow().node() == node)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private void pass(long millis) {
    long end = simulated.loop().nowMillis() + millis;
    metadata.until(() -> simulated.loop().nowMillis() >= end);
  }

  @Test
  void slotsOfANewTableAreLedByAllNodesAlike() {
    led().values().forEach(group -> assertEquals(1, group.epoch()));
    for (int node = 1; node <= NODES; node++) {
      int leads = ledBy(node).size();
      assertTrue(leads == SLOTS / NODES || leads == SLOTS / NODES + 1, () -> "led: " + led());
    }
  }

  @Test
  void whoHoldsMostReplacesALeaderWhoseNodeIsGone() {
    Set<SlotId> lost = ledBy(1);
    lost.forEach(slot -> node(2).ends.put(slot, new LogPosition(1, 80)));
    lost.forEach(slot -> node(3).ends.put(slot, new LogPosition(1, 79)));

    node(1).vanish();
    pass(TARGET_MILLIS);

    lost.forEach(slot -> assertEquals(2, led().get(slot).epoch()));
    assertTrue(ledBy(2).containsAll(lost), () -> "led: " + led());
    String told = decisions.last().orElseThrow().text();
    assertTrue(told.contains("node 1 is gone") && told.contains("largest position"), told);
  }

  @Test
  void nodeThatHasReturnedLeadsItsShareAgain() {
    node(1).vanish();
    pass(TARGET_MILLIS);
    assertTrue(ledBy(1).isEmpty());

    node(1).comeBack();
    pass(3 * TARGET_MILLIS);

    assertTrue(ledBy(1).size() >= SLOTS / NODES, () -> "led: " + led());
  }

  @Test
  void leaderThatOthersCannotKeepUpWithStaysWhereItIs() {
    node(1).vanish();
    pass(TARGET_MILLIS);
    Map<SlotId, ReplicaGroup> before = led();
    before.forEach(
        (slot, group) ->
            node(group.leader().orElseThrow().node()).ends.put(slot, new LogPosition(2, 9)));

    node(1).comeBack();
    pass(3 * TARGET_MILLIS);

    assertTrue(ledBy(1).isEmpty());
    led().forEach((slot, group) -> assertEquals(before.get(slot).leader(), group.leader()));
  }

  @Test
  void leadersThatAreEquallyFarAreSpread() {
    node(1).vanish();
    pass(TARGET_MILLIS);

    assertEquals(SLOTS / 2, ledBy(2).size());
    assertEquals(SLOTS / 2, ledBy(3).size());
  }

  @Test
  void nobodyIsReplacedWhenAllLeasesGetLostAtOnceAndNodesAskForOthers() {
    Map<SlotId, ReplicaGroup> before = led();

    metadata.image(ours, "alive/").entries().forEach(alive -> ours.revoke(alive.lease()));
    metadata.until(() -> image().alive().isEmpty());
    pass(2 * TARGET_MILLIS);

    assertEquals(NODES, image().alive().size());
    assertEquals(before, led());
  }

  @Test
  void nodeThatIsBackBeforeAllHaveReportedKeepsItsSlots() {
    Map<SlotId, ReplicaGroup> before = led();
    node(2).holds = true;

    node(1).vanish();
    metadata.until(() -> !node(2).held.isEmpty());
    node(1).store.reach(Reach.THERE);
    metadata.until(() -> image().alive().contains(1));
    node(2).holds = false;
    node(2).held.forEach(Runnable::run);
    pass(TARGET_MILLIS);

    assertEquals(before, led());
  }

  @Test
  void leaderThatDoesNotLeadAnyMoreIsReplacedOnceItHasAdoptedTheEpoch() {
    SlotId slot = ledBy(1).iterator().next();
    node(1).leaderless = Map.of(slot, 1L);
    node(1).ends.put(slot, new LogPosition(1, 90));

    metadata.until(() -> led().get(slot).epoch() == 2);

    assertEquals(MemberId.on(1), led().get(slot).leader().orElseThrow());
    assertEquals(SLOTS - 1, led().values().stream().filter(group -> group.epoch() == 1).count());
  }

  private SlotId oneThatAllOthersLagBehind() {
    SlotId slot = ledBy(1).iterator().next();
    ReplicaGroup marked = led().get(slot).marked(Set.of(MemberId.on(2), MemberId.on(3)));
    topology.change(List.of(new TopologyChange.SetGroup(slot, marked)), outcome -> {});
    metadata.until(() -> led().get(slot).equals(marked));
    return slot;
  }

  @Test
  void whoLagsIsNotAppointed() {
    SlotId slot = oneThatAllOthersLagBehind();

    node(1).vanish();
    pass(TARGET_MILLIS);

    assertEquals(Set.of(slot), ledBy(1));
    assertTrue(
        decisions.latest(DecisionRing.KEPT_MAX).stream()
            .anyMatch(each -> each.text().contains("gets no leader yet")));
  }

  @Test
  void whoLagsIsAppointedWhereNobodyElseCanBeAndThatIsAllowed() {
    oneThatAllOthersLagBehind();
    mayLag = true;

    node(1).vanish();
    pass(TARGET_MILLIS);

    assertTrue(ledBy(1).isEmpty());
  }

  @Test
  void epochThatOnlyADeadManagerKnewBlocksNobody() {
    Set<SlotId> lost = ledBy(1);
    lost.forEach(slot -> node(3).epochs.put(slot, 7L));

    node(1).vanish();
    pass(TARGET_MILLIS);

    lost.forEach(slot -> assertEquals(7, led().get(slot).epoch()));
    assertTrue(ledBy(1).isEmpty());
  }
}
