package io.talus.adapters.memory.metadata;

import io.talus.application.port.EventLoop;
import io.talus.application.port.MetadataStore;
import io.talus.testkit.metadata.MetadataFixture;
import io.talus.testkit.simulation.SimulatedClock;
import io.talus.testkit.simulation.SimulatedLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Stores on one loop, under virtual time. */
final class SimulatedMetadata implements MetadataFixture {
  /** What takes longer will not happen. */
  private static final long WAIT_MILLIS = 120_000;

  private final Reach away;
  private final SimulatedClock clock = new SimulatedClock(1);
  private final SimulatedLoop loop = new SimulatedLoop(clock);
  private final MemoryMetadata metadata = new MemoryMetadata(loop::nanoTime);
  private final List<MemoryMetadataStore> stores = new ArrayList<>();

  SimulatedMetadata(Reach away) {
    this.away = away;
  }

  @Override
  public EventLoop loop() {
    return loop;
  }

  @Override
  public MetadataStore join() {
    return joinMemory();
  }

  MemoryMetadataStore joinMemory() {
    MemoryMetadataStore store = new MemoryMetadataStore(metadata, loop);
    stores.add(store);
    return store;
  }

  @Override
  public void takeAway() {
    stores.forEach(store -> store.reach(away));
  }

  @Override
  public void bringBack() {
    stores.forEach(store -> store.reach(Reach.THERE));
  }

  @Override
  public void await(CompletableFuture<?> future) {
    long end = clock.nowMillis() + WAIT_MILLIS;
    while (!future.isDone()) {
      if (!loop.runPosted() && !loop.runTimer()) {
        if (clock.nowMillis() > end) {
          throw new AssertionError("still waiting after " + WAIT_MILLIS + " ms");
        }
        clock.advance(1);
      }
    }
  }

  @Override
  public void close() {
    stores.forEach(MemoryMetadataStore::close);
  }
}
