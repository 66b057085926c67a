package io.talus.adapters.memory.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.metadata.CachedMetadata;
import io.talus.application.metadata.MetadataImage;
import io.talus.application.topology.ChangeOutcome;
import io.talus.application.topology.KeptImages;
import io.talus.application.topology.TopologyRepository;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.ReplicaGroup;
import io.talus.domain.replication.topology.TopologyChange.SetGroup;
import io.talus.domain.slot.SlotId;
import io.talus.testkit.metadata.MetadataUnderTest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A node that starts again with what it has kept. */
final class KeptImagesTest {
  private final SimulatedMetadata simulated = new SimulatedMetadata(Reach.REFUSED);
  private final MetadataUnderTest metadata = new MetadataUnderTest(simulated);
  private final MemoryMetadataStore store = simulated.joinMemory();
  private final MemoryMetadataCache cache = new MemoryMetadataCache();

  @Test
  void newestImageIsKeptOnceTheClusterHasAnId() {
    TopologyRepository repository = follow(Optional.empty());
    new KeptImages(repository, cache, Runnable::run, simulated.loop());

    set(repository, 0);
    assertEquals(Optional.empty(), cache.load());
    found(repository, "mine");
    set(repository, 1);
    set(repository, 2);

    metadata.until(
        () -> cache.load().map(CachedMetadata::image).map(MetadataImage::revision).orElse(0L) == 5);
    assertEquals("mine", cache.load().orElseThrow().cluster());
    assertEquals(4, cache.load().orElseThrow().image().entries().size());
  }

  @Test
  void nodeStartsWithWhatItHasKeptWhileTheMetadataIsAway() {
    TopologyRepository before = follow(Optional.empty());
    found(before, "mine");
    set(before, 0);
    store.reach(Reach.REFUSED);

    TopologyRepository after = new TopologyRepository(store, simulated.loop(), kept(before));

    assertFalse(after.isFresh());
    assertEquals(before.current(), after.current());
    store.reach(Reach.THERE);
    metadata.until(after::isFresh);
    set(after, 1);
    metadata.until(() -> groups(after) == 2);
  }

  @Test
  void metadataThatWentBackIsRefused() {
    TopologyRepository before = follow(Optional.empty());
    found(before, "mine");
    set(before, 0);
    CachedMetadata newer =
        new CachedMetadata(
            "mine", new MetadataImage(99, kept(before).orElseThrow().image().entries()));

    TopologyRepository after = new TopologyRepository(store, simulated.loop(), Optional.of(newer));

    requireRefused(after, "restored from a backup");
  }

  @Test
  void metadataOfAnotherClusterIsRefused() {
    TopologyRepository other = follow(Optional.empty());
    found(other, "other");
    set(other, 0);
    CachedMetadata mine =
        new CachedMetadata(
            "mine",
            new MetadataImage(
                1, List.of(MetadataUnderTest.entry("cluster", "format=1 id=mine", 1))));

    requireRefused(
        new TopologyRepository(store, simulated.loop(), Optional.of(mine)), "expected: mine");
  }

  private void requireRefused(TopologyRepository repository, String reason) {
    boolean[] passed = new boolean[1];
    simulated.loop().schedule(1000, () -> passed[0] = true);
    metadata.until(() -> passed[0]);
    assertFalse(repository.isFresh());
    ChangeOutcome outcome =
        metadata.outcome(
            then -> repository.change(List.of(new SetGroup(new SlotId(0, 5), group())), then));
    String said = assertInstanceOf(ChangeOutcome.Failed.class, outcome).reason();
    assertTrue(said.contains(reason), said);
  }

  private TopologyRepository follow(Optional<CachedMetadata> remembered) {
    TopologyRepository repository = new TopologyRepository(store, simulated.loop(), remembered);
    metadata.until(repository::isFresh);
    return repository;
  }

  private static Optional<CachedMetadata> kept(TopologyRepository repository) {
    return Optional.of(repository.cached());
  }

  private void found(TopologyRepository repository, String id) {
    ChangeOutcome outcome = metadata.outcome(then -> repository.found(id, then));
    assertInstanceOf(ChangeOutcome.Made.class, outcome);
    metadata.until(() -> repository.current().orElseThrow().cluster().equals(id));
  }

  private void set(TopologyRepository repository, int slot) {
    int before = groups(repository);
    ChangeOutcome outcome =
        metadata.outcome(
            then -> repository.change(List.of(new SetGroup(new SlotId(0, slot), group())), then));
    assertInstanceOf(ChangeOutcome.Made.class, outcome);
    metadata.until(() -> groups(repository) == before + 1);
  }

  private static int groups(TopologyRepository repository) {
    return repository.current().orElseThrow().topology().groups().size();
  }

  private static ReplicaGroup group() {
    return ReplicaGroup.initial(List.of(MemberId.on(1)));
  }
}
