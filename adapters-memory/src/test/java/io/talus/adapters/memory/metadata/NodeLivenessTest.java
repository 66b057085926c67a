package io.talus.adapters.memory.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.topology.NodeLiveness;
import io.talus.application.topology.TopologyRepository;
import io.talus.testkit.metadata.MetadataUnderTest;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class NodeLivenessTest {
  private final SimulatedMetadata simulated = new SimulatedMetadata(Reach.REQUESTS_LOST);
  private final MetadataUnderTest metadata = new MetadataUnderTest(simulated);
  private final MemoryMetadataStore store = simulated.joinMemory();
  private final MemoryMetadataStore other = simulated.joinMemory();
  private final TopologyRepository seen = new TopologyRepository(other, simulated.loop());
  private final NodeLiveness node = new NodeLiveness(store, simulated.loop(), 3);

  private Set<Integer> alive() {
    return seen.current().map(image -> image.alive()).orElse(Set.of());
  }

  @Test
  void nodeIsSeenForAsLongAsItLives() {
    metadata.until(() -> alive().equals(Set.of(3)) && node.isSurelyAlive());
    long[] end = {simulated.loop().nowMillis() + 10 * NodeLiveness.LEASE_MILLIS};
    metadata.until(
        () -> {
          assertTrue(node.isSurelyAlive());
          assertEquals(Set.of(3), alive());
          return simulated.loop().nowMillis() > end[0];
        });

    node.close();

    metadata.until(() -> alive().isEmpty());
    assertFalse(node.isSurelyAlive());
  }

  @Test
  void nodeThatIsCutOffKnowsItBeforeTheOthersAndReturns() {
    metadata.until(() -> alive().equals(Set.of(3)) && node.isSurelyAlive());

    store.reach(Reach.REQUESTS_LOST);
    metadata.until(
        () -> {
          assertTrue(alive().contains(3) || !node.isSurelyAlive());
          return alive().isEmpty();
        });
    store.reach(Reach.THERE);

    metadata.until(() -> alive().equals(Set.of(3)) && node.isSurelyAlive());
  }
}
