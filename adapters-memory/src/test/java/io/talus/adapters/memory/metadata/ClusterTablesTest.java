package io.talus.adapters.memory.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.adapters.memory.MemoryTablesRepository;
import io.talus.application.cluster.ClusterTables;
import io.talus.application.command.Reply;
import io.talus.application.port.EventLoop;
import io.talus.application.table.NodeTables;
import io.talus.application.topology.ClusterImage;
import io.talus.application.topology.NodeLiveness;
import io.talus.application.topology.TopologyRepository;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.ReplicaGroup;
import io.talus.domain.replication.topology.Address;
import io.talus.domain.replication.topology.NodeAddresses;
import io.talus.domain.replication.topology.TopologyChange;
import io.talus.domain.slot.SlotId;
import io.talus.domain.table.Consistency;
import io.talus.domain.table.TableDefinition;
import io.talus.domain.table.TablesChange;
import io.talus.testkit.metadata.MetadataUnderTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How soon, and how, a change of tables is answered, under virtual time. */
final class ClusterTablesTest {
  private static final int NODES = 3;
  private static final int SLOTS = 4;
  private static final String NAME = "orders";

  /** For what is done once every few hundred milliseconds. */
  private static final long SLACK_MILLIS = 500;

  private static final long PATIENCE_MILLIS = 30_000;

  private final SimulatedMetadata simulated = new SimulatedMetadata(Reach.REQUESTS_LOST);
  private final MetadataUnderTest metadata = new MetadataUnderTest(simulated);
  private final EventLoop loop = simulated.loop();
  private final MemoryMetadataStore ours = simulated.joinMemory();
  private final MemoryMetadataStore others = simulated.joinMemory();
  private final TopologyRepository topology = new TopologyRepository(ours, loop);
  private final Map<Integer, NodeLiveness> living = new HashMap<>();
  private final NodeTables tables;
  private final List<Reply> replies = new ArrayList<>();
  private boolean answers = true;
  private boolean places = true;

  ClusterTablesTest() {
    metadata.until(() -> topology.current().isPresent());
    topology.found("c1", outcome -> {});
    topology.change(created("0", 1), outcome -> {});
    metadata.until(() -> !image().tables().all().isEmpty());
    tables =
        NodeTables.ofCluster(
            new MemoryTablesRepository(), Runnable::run, loop::post, image().tables());
    ClusterTables cluster = new ClusterTables(topology, tables, loop);
    cluster.metadataAnswers(() -> answers);
    topology.onChange(cluster::follow);
    topology.onChange(this::place);
    for (int node = 1; node <= NODES; node++) {
      int number = node;
      Address address = new Address("node" + node, 1);
      topology.join(
          "id" + node, "n" + node, new NodeAddresses(address, address, address), outcome -> {});
      metadata.until(() -> image().topology().nodes().containsKey(number));
      lives(node);
    }
    metadata.until(() -> image().alive().size() == NODES);
  }

  @AfterEach
  void close() {
    simulated.close();
  }

  private ClusterImage image() {
    return topology.current().orElseThrow();
  }

  private void lives(int node) {
    living.put(node, new NodeLiveness(others, loop, node));
  }

  private void dies(int node) {
    NodeLiveness was = living.remove(node);
    if (was != null) {
      was.close();
    }
    metadata.until(() -> !image().alive().contains(node));
  }

  private static TablesChange.Created created(String name, int replicas) {
    return new TablesChange.Created(name, SLOTS, replicas, Consistency.QUORUM, null);
  }

  /** As the manager and the elections do, if there are any. */
  private void place(ClusterImage image) {
    TableDefinition table = image.tables().find(NAME);
    SlotId first = new SlotId(table == null ? 0 : table.number(), 0);
    if (table == null || !places || image.topology().group(first).isPresent()) {
      return;
    }
    MemberId leader = MemberId.on(1);
    List<TopologyChange> groups = new ArrayList<>();
    for (int slot = 0; slot < SLOTS; slot++) {
      SlotId id = new SlotId(table.number(), slot);
      ReplicaGroup group = ReplicaGroup.initial(List.of(leader));
      groups.add(new TopologyChange.SetGroup(id, group.led(1, leader)));
    }
    topology.change(groups, outcome -> {});
  }

  /** Asks for a change; how long its answer took. */
  private long millisOf(TablesChange change) {
    long begun = loop.nowMillis();
    loop.post(() -> tables.change(change, replies::add));
    metadata.until(() -> !replies.isEmpty());
    return loop.nowMillis() - begun;
  }

  private void assertAnswered(String beginning) {
    String text = replies.getFirst() instanceof Reply.Error error ? error.text() : "no error";
    assertTrue(text.startsWith(beginning), text);
    assertEquals(1, replies.size());
  }

  private boolean isThere() {
    return image().tables().find(NAME) != null;
  }

  @Test
  void newTableIsThereWhenItIsLed() {
    assertTrue(millisOf(created(NAME, NODES)) < SLACK_MILLIS);

    assertEquals(List.of(Reply.OK), replies);
  }

  @Test
  void withoutEnoughNodesNothingIsDoneAndThatIsSaidSoon() {
    dies(3);

    assertTrue(millisOf(created(NAME, NODES)) <= ClusterTables.HOPE_MILLIS + SLACK_MILLIS);

    assertAnswered("CLUSTERDOWN Nodes that may hold the table: 2 (expected: 3). Nothing was done");
    assertEquals(false, isThere());
  }

  @Test
  void nodeThatIsJustStartingIsWaitedFor() {
    dies(3);
    loop.schedule(ClusterTables.HOPE_MILLIS / 2, () -> lives(3));

    millisOf(created(NAME, NODES));

    assertEquals(List.of(Reply.OK), replies);
  }

  @Test
  void whenTheMetadataIsKnownToBeAwayNothingIsDoneAndThatIsSaidSoon() {
    answers = false;
    ours.reach(Reach.REQUESTS_LOST);

    assertTrue(millisOf(created(NAME, 1)) <= ClusterTables.HOPE_MILLIS + SLACK_MILLIS);

    assertAnswered("CLUSTERDOWN The metadata does not answer this node. Nothing was done");
    ours.reach(Reach.THERE);
    metadata.until(() -> topology.isFresh());
    assertEquals(false, isThere());
  }

  @Test
  void whatIsLostOnItsWayIsUnknownAfterAWhile() {
    ours.reach(Reach.REQUESTS_LOST);

    assertTrue(millisOf(created(NAME, 1)) <= PATIENCE_MILLIS + SLACK_MILLIS);

    assertAnswered("UNKNOWN ");
  }

  @Test
  void withoutAManagerTheTableIsThereAndThatIsSaidSoon() {
    places = false;

    assertTrue(millisOf(created(NAME, NODES)) <= ClusterTables.HOPE_MILLIS + SLACK_MILLIS);

    assertAnswered("CLUSTERDOWN The cluster has no manager at present. The table is there");
    assertTrue(isThere());
  }

  @Test
  void nodeThatGoesAwayBeforeItGetsReplicasIsToldOf() {
    places = false;
    loop.schedule(1, () -> living.values().forEach(NodeLiveness::close));

    assertTrue(millisOf(created(NAME, NODES)) <= ClusterTables.HOPE_MILLIS + SLACK_MILLIS);

    assertAnswered("CLUSTERDOWN Nodes that may hold the table: 0 (expected: 3). The table is");
  }

  @Test
  void whatIsUnderWayWhenTheMetadataTurnsOutToBeAwayIsUnknownSoon() {
    ours.reach(Reach.REQUESTS_LOST);
    loop.schedule(ClusterTables.HOPE_MILLIS / 2, () -> answers = false);

    assertTrue(millisOf(created(NAME, 1)) <= ClusterTables.HOPE_MILLIS + SLACK_MILLIS);

    assertAnswered("UNKNOWN ");
  }

  @Test
  void managerThatIsJustElectedIsWaitedFor() {
    places = false;
    loop.schedule(
        ClusterTables.HOPE_MILLIS - SLACK_MILLIS,
        () -> {
          places = true;
          place(image());
        });

    millisOf(created(NAME, NODES));

    assertEquals(List.of(Reply.OK), replies);
  }
}
