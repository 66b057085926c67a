package io.talus.adapters.memory;

import io.talus.application.port.ElementQuery;
import io.talus.application.port.Elements;
import io.talus.application.port.Loaded;
import io.talus.application.port.Overwritten;
import io.talus.application.port.ReadTier;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotState;
import io.talus.application.port.SlotStatus;
import io.talus.application.port.SlotStore;
import io.talus.application.port.StoreBatch;
import io.talus.application.port.StoreException;
import io.talus.application.port.StoreSnapshot;
import io.talus.application.port.StoredCollection;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.log.LogPosition;
import io.talus.domain.slot.SlotId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The in-memory twin of the store. What a failing machine would leave of it is a second copy of the
 * data, which follows at every {@link #flush}.
 */
public final class MemoryStore implements SlotStore {
  private final BooleanSupplier isCold;
  private final MemoryStoreVersion visible;
  private final MemoryStoreVersion durable;

  /** What {@link #durable} lacks, in order. */
  private final List<Consumer<MemoryStoreVersion>> unflushed = new ArrayList<>();

  /** Those under way. */
  private final Set<MemoryInstallation> installations = new HashSet<>();

  private final Map<Path, MemoryStoreVersion> checkpoints = new HashMap<>();

  /** An empty store in which every read finds what it needs in memory. */
  public MemoryStore() {
    this(() -> false, new MemoryStoreVersion(), new MemoryStoreVersion());
  }

  private MemoryStore(
      BooleanSupplier isCold, MemoryStoreVersion visible, MemoryStoreVersion durable) {
    this.isCold = isCold;
    this.visible = visible;
    this.durable = durable;
  }

  /**
   * An empty store in which reads of {@link ReadTier#MEMORY} now and then need the disk.
   *
   * @param share how many of them, 0 to 1
   */
  public static MemoryStore withColdReads(RandomGenerator random, double share) {
    BooleanSupplier isCold = () -> random.nextDouble() < share;
    return new MemoryStore(isCold, new MemoryStoreVersion(), new MemoryStoreVersion());
  }

  /** A store with what would be left of this one if the machine failed now. */
  public synchronized MemoryStore crash() {
    return new MemoryStore(isCold, durable.copy(), durable.copy());
  }

  /** A store that starts from what {@link #checkpoint} wrote into the folder. */
  public synchronized MemoryStore startFrom(Path folder) {
    MemoryStoreVersion checkpoint = checkpoints.get(folder);
    if (checkpoint == null) {
      throw new StoreException("no checkpoint in " + folder);
    }
    return new MemoryStore(isCold, checkpoint.copy(), checkpoint.copy());
  }

  @Override
  public synchronized long mark() {
    return visible.mark();
  }

  @Override
  public synchronized long durableMark() {
    return durable.mark();
  }

  @Override
  public synchronized LogPosition applied(SlotId slot) {
    return visible.applied(slot);
  }

  @Override
  public synchronized Map<SlotAddress, SlotStatus> slots() {
    return visible.statuses();
  }

  @Override
  public synchronized Overwritten overwritten(SlotAddress address) {
    return visible.overwritten(address);
  }

  @Override
  public synchronized void apply(StoreBatch batch) {
    change(slots -> slots.apply(batch));
  }

  @Override
  public synchronized void dropSlot(SlotId slot, long logEnd) {
    requireNotInstalling(slot);
    change(slots -> slots.drop(slot, logEnd));
  }

  private void requireNotInstalling(SlotId slot) {
    if (installations.stream().anyMatch(each -> each.state().slot().equals(slot))) {
      throw new IllegalStateException(slot + " is being installed");
    }
  }

  @Override
  public synchronized Installation install(SlotState state) {
    requireNotInstalling(state.slot());
    MemoryInstallation installation = new MemoryInstallation(this, state);
    installations.add(installation);
    return installation;
  }

  synchronized void installed(MemoryInstallation installation, MemoryStoreSlot slot, long logEnd) {
    if (!installations.remove(installation)) {
      throw new IllegalStateException(installation.state().slot() + " is not being installed");
    }
    change(slots -> slots.install(slot, logEnd));
  }

  synchronized void abandoned(MemoryInstallation installation) {
    installations.remove(installation);
  }

  @Override
  public synchronized long beginsAfter(SlotId slot) {
    return visible.beginsAfter(slot);
  }

  @Override
  public synchronized void forgetBeyond(long logEnd) {
    change(slots -> slots.forgetBeyond(logEnd));
    flush();
  }

  private void change(Consumer<MemoryStoreVersion> change) {
    change.accept(visible);
    unflushed.add(change);
  }

  @Override
  public synchronized void flush() {
    unflushed.forEach(change -> change.accept(durable));
    unflushed.clear();
  }

  @Override
  public void rest() {
    // All is in order at any time.
  }

  @Override
  public synchronized Loaded load(SlotAddress address, Bytes key, ReadTier tier, int limit) {
    return tier == ReadTier.MEMORY && isCold.getAsBoolean()
        ? Loaded.NOT_IN_MEMORY
        : visible.load(address, key, limit);
  }

  @Override
  public synchronized Elements read(
      StoredCollection collection, ElementQuery query, ReadTier tier) {
    if (query instanceof ElementQuery.Due due
        && visible.read(collection, due) instanceof Elements.Fields fields) {
      return isCold.getAsBoolean() ? firstHalf(fields, due.nowMillis()) : fields;
    }
    return tier == ReadTier.MEMORY && isCold.getAsBoolean()
        ? Elements.NOT_IN_MEMORY
        : visible.read(collection, query);
  }

  @Override
  public synchronized StoreSnapshot openSnapshot(Collection<SlotAddress> kept) {
    return new MemorySnapshot(visible.copy());
  }

  @Override
  public synchronized List<StoredCollection> unpublished() {
    return visible.unpublished();
  }

  /** A store on disk answers with a part when all would be too many. */
  private static Elements firstHalf(Elements.Fields due, long nowMillis) {
    int half = due.fields().size() / 2;
    return half == 0 ? due : new Elements.Fields(due.fields().subList(0, half), nowMillis);
  }

  @Override
  public synchronized long nextDue(SlotAddress address) {
    return visible.nextDue(address);
  }

  @Override
  public synchronized long scan(SlotAddress address, long cursor, int count, KeyScanner scanner) {
    return visible.scan(address, cursor, count, scanner);
  }

  @Override
  public synchronized void due(long nowMillis, int limit, BiConsumer<SlotAddress, Bytes> visitor) {
    visible.due(nowMillis, limit, visitor);
  }

  @Override
  public synchronized void checkpoint(Path folder) {
    if (checkpoints.putIfAbsent(folder, visible.copy()) != null) {
      throw new StoreException("there is a checkpoint in " + folder + " already");
    }
  }

  @Override
  public synchronized long sizeBytes() {
    return visible.sizeBytes();
  }

  @Override
  public synchronized long sizeBytes(SlotId slot) {
    return visible.sizeBytes(slot);
  }

  @Override
  public void close() {
    // There is nothing to give back but memory.
  }
}
