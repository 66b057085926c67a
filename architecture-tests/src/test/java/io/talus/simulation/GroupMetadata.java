package io.talus.simulation;

import io.talus.adapters.memory.metadata.MemoryMetadata;
import io.talus.adapters.memory.metadata.MemoryMetadataCache;
import io.talus.adapters.memory.metadata.MemoryMetadataStore;
import io.talus.adapters.memory.metadata.Reach;
import io.talus.application.port.EventLoop;
import io.talus.application.port.MetadataCache;
import io.talus.application.topology.ClusterImage;
import io.talus.application.topology.TopologyRepository;
import io.talus.domain.replication.group.ReplicaGroup;
import io.talus.domain.replication.topology.Address;
import io.talus.domain.replication.topology.NodeAddresses;
import io.talus.domain.slot.SlotId;
import io.talus.domain.table.Consistency;
import io.talus.domain.table.TablesChange;
import io.talus.testkit.simulation.SimulatedClock;
import io.talus.testkit.simulation.SimulatedLoop;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What the nodes of a group agree about, everybody's way to it, and somebody who always sees it as
 * it is.
 */
final class GroupMetadata {
  /** By then a cluster is founded, or never. */
  private static final int TASKS_MAX = 10_000;

  private final SimulatedClock clock = new SimulatedClock(1);
  private final SimulatedLoop loop = new SimulatedLoop(clock);
  private final MemoryMetadata metadata = new MemoryMetadata(loop::nanoTime);
  private final TopologyRepository topology =
      new TopologyRepository(new MemoryMetadataStore(metadata, loop), loop);

  private final Map<Integer, MetadataCache> caches = new TreeMap<>();
  private final Map<Integer, MemoryMetadataStore> stores = new TreeMap<>();
  private final Map<Integer, Reach> reaches = new TreeMap<>();

  /** A cluster of so many nodes, with the tables that clients use; nobody leads anything. */
  GroupMetadata(int nodes) {
    await(() -> topology.current().isPresent());
    topology.found("simulated", _ -> {});
    for (int node = 1; node <= nodes; node++) {
      int joined = node;
      Address address = new Address("node" + node, 1);
      topology.join("id" + node, "n" + node, new NodeAddresses(address, address, address), _ -> {});
      await(() -> image().topology().nodes().containsKey(joined));
    }
    for (int table = 0; table <= ReplicatedNode.TABLE; table++) {
      String name = Integer.toString(table);
      int slots = table == ReplicatedNode.TABLE ? Circumstances.TABLE_SLOTS : 1;
      topology.change(
          new TablesChange.Created(name, slots, nodes, Consistency.ASYNC, null), _ -> {});
      await(() -> image().tables().find(name) != null);
    }
    for (int node = 1; node <= nodes; node++) {
      MetadataCache cache = new MemoryMetadataCache();
      cache.store(topology.cached());
      caches.put(node, cache);
    }
  }

  private void await(BooleanSupplier done) {
    for (int i = 0; !done.getAsBoolean(); i++) {
      if (i == TASKS_MAX) {
        throw new AssertionError("no cluster is founded: " + topology.current());
      }
      if (!loop.runPosted() && !loop.runTimer()) {
        clock.advance(1);
      }
    }
  }

  /** A process of the node begins. */
  MemoryMetadataStore join(int node, EventLoop ofNode) {
    leave(node); // one that did not get far
    MemoryMetadataStore store = new MemoryMetadataStore(metadata, ofNode);
    stores.put(node, store);
    Reach reach = reaches.getOrDefault(node, Reach.THERE);
    if (reach != Reach.THERE) {
      store.reach(reach);
    }
    return store;
  }

  /** What the node remembers of it. */
  MetadataCache cache(int node) {
    return Objects.requireNonNull(caches.get(node), "no such node");
  }

  /** The process has died. Its leases remain until they run out. */
  void leave(int node) {
    Optional.ofNullable(stores.remove(node)).ifPresent(MemoryMetadataStore::close);
  }

  void reach(int node, Reach reach) {
    if (reaches.put(node, reach) != reach && stores.containsKey(node)) {
      store(node).reach(reach);
    }
  }

  /** What happens is not told to the node, which does not notice, until it looks for itself. */
  void loseNews(int node) {
    store(node).loseNews();
  }

  private MemoryMetadataStore store(int node) {
    return Objects.requireNonNull(stores.get(node), "no process");
  }

  void advance(long millis) {
    clock.advance(millis);
  }

  long nowMillis() {
    return clock.nowMillis();
  }

  /** As it is at this moment. */
  ClusterImage image() {
    return topology.current().orElseThrow();
  }

  /** Is told of each image, as soon as anybody looks. */
  void onChange(Consumer<ClusterImage> follower) {
    topology.onChange(follower);
  }

  /** The table that clients use is dropped. */
  void dropTable() {
    topology.change(new TablesChange.Dropped(ReplicatedNode.TABLE), _ -> {});
    await(() -> image().tables().dropped().contains(ReplicatedNode.TABLE));
  }

  /** Who leads the slot, and in which epoch; empty before the manager has placed it. */
  Optional<ReplicaGroup> group(SlotId slot) {
    return image().topology().group(slot);
  }

  /** Has the one who sees it all see what has happened. */
  void look() {
    while (loop.runPosted() || loop.runTimer()) {
      // until there is nothing more to see
    }
  }
}
