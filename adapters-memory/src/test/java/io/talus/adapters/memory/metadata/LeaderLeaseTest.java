package io.talus.adapters.memory.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.cluster.LeaderLease;
import io.talus.application.metadata.MetadataChange;
import io.talus.application.topology.KeptLease;
import io.talus.application.topology.NodeLiveness;
import io.talus.application.topology.TopologyRepository;
import io.talus.domain.replication.support.NodeLease;
import io.talus.testkit.metadata.MetadataUnderTest;
import org.junit.jupiter.api.Test;

/** Until when a node leads where it is appointed, under virtual time. */
final class LeaderLeaseTest {
  private static final int NODE = 3;

  /** By then a node has noticed that its lease is over, and has another one. */
  private static final long ASKED_AGAIN_MILLIS = 1000;

  private final SimulatedMetadata simulated = new SimulatedMetadata(Reach.REQUESTS_LOST);
  private final MetadataUnderTest metadata = new MetadataUnderTest(simulated);
  private final MemoryMetadataStore store = simulated.joinMemory();
  private final MemoryMetadataStore others = simulated.joinMemory();
  private final TopologyRepository seenByOthers = new TopologyRepository(others, simulated.loop());
  private final TopologyRepository seenHere = new TopologyRepository(store, simulated.loop());
  private final NodeLease lease = new NodeLease(NodeLiveness.LEASE_MILLIS, KeptLease.MARGIN_MILLIS);

  LeaderLeaseTest() {
    NodeLiveness liveness = new NodeLiveness(store, simulated.loop(), NODE);
    new LeaderLease(NODE, liveness, seenHere, lease, simulated.loop());
    metadata.until(this::mayLead);
  }

  private boolean mayLead() {
    return simulated.loop().nowMillis() < lease.untilMillis();
  }

  private boolean isSeenAlive() {
    return seenByOthers.current().filter(image -> image.alive().contains(NODE)).isPresent();
  }

  private void pass(long millis, Runnable always) {
    long end = simulated.loop().nowMillis() + millis;
    metadata.until(
        () -> {
          always.run();
          return simulated.loop().nowMillis() >= end;
        });
  }

  @Test
  void nodeThatIsInOrderLeadsAllTheTime() {
    pass(10 * NodeLiveness.LEASE_MILLIS, () -> assertTrue(mayLead() && isSeenAlive()));
  }

  @Test
  void nodeThatIsCutOffStopsBeforeOthersCallItGone() {
    store.reach(Reach.REQUESTS_LOST);

    pass(2 * NodeLiveness.LEASE_MILLIS, () -> assertTrue(isSeenAlive() || !mayLead()));

    assertEquals(false, mayLead());
    store.reach(Reach.THERE);
    metadata.until(this::mayLead);
  }

  /** The watch does not tell, so the node cannot know yet what was decided while it was gone. */
  @Test
  void leaseThatIsBackCountsOnlyWhenTheNodeHasSeenWhatWasDecidedMeanwhile() {
    store.loseNews();
    metadata.image(others, "alive/").entries().forEach(alive -> others.revoke(alive.lease()));
    metadata.committed(others, MetadataChange.nothing().put("what", new byte[] {1}));
    long decided = metadata.image(others, "").revision();

    pass(ASKED_AGAIN_MILLIS, () -> {});
    assertTrue(seenHere.current().orElseThrow().revision() < decided);
    pass(
        5 * NodeLiveness.LEASE_MILLIS,
        () -> assertTrue(!mayLead() || seenHere.current().orElseThrow().revision() >= decided));
    metadata.until(this::mayLead);
  }
}
