package io.talus.simulation;

import io.talus.adapters.memory.MemoryStore;
import io.talus.application.port.ElementQuery;
import io.talus.application.port.Elements;
import io.talus.application.port.Loaded;
import io.talus.application.port.ReadTier;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotStatus;
import io.talus.application.port.SlotStore;
import io.talus.application.port.StoreBatch;
import io.talus.application.port.StoreException;
import io.talus.application.port.StoredCollection;
import io.talus.domain.bytes.Bytes;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;

/** A store in memory that needs the disk for every read, and a disk that fails when told. */
final class UnreadableStore implements MachineStore, SlotStore {
  private MemoryStore store = MemoryStore.withColdReads(new SplittableRandom(1), 1);
  private boolean failing;

  /** From now on reads of the disk fail, or do not. */
  void fail(boolean yes) {
    failing = yes;
  }

  private void requireReadable(ReadTier tier) {
    if (failing && tier == ReadTier.DISK) {
      throw new StoreException("Input/output error");
    }
  }

  @Override
  public SlotStore current() {
    return this;
  }

  @Override
  public void crash() {
    store = store.crash();
  }

  @Override
  public Loaded load(SlotAddress address, Bytes key, ReadTier tier, int limit) {
    requireReadable(tier);
    return store.load(address, key, tier, limit);
  }

  @Override
  public Elements read(StoredCollection collection, ElementQuery query, ReadTier tier) {
    requireReadable(tier);
    return store.read(collection, query, tier);
  }

  @Override
  public long scan(SlotAddress address, long cursor, int count, KeyScanner scanner) {
    requireReadable(ReadTier.DISK);
    return store.scan(address, cursor, count, scanner);
  }

  @Override
  public long appliedBlock() {
    return store.appliedBlock();
  }

  @Override
  public long durableBlock() {
    return store.durableBlock();
  }

  @Override
  public Map<SlotAddress, SlotStatus> slots() {
    return store.slots();
  }

  @Override
  public void apply(StoreBatch batch) {
    store.apply(batch);
  }

  @Override
  public void flush() {
    store.flush();
  }

  @Override
  public long nextDue(SlotAddress address) {
    return store.nextDue(address);
  }

  @Override
  public void due(long nowMillis, int limit, BiConsumer<SlotAddress, Bytes> visitor) {
    store.due(nowMillis, limit, visitor);
  }

  @Override
  public void checkpoint(Path folder) {
    store.checkpoint(folder);
  }

  @Override
  public long sizeBytes() {
    return store.sizeBytes();
  }

  @Override
  public void close() {
    store.close();
  }
}
