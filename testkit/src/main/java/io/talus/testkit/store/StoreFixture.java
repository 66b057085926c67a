package io.talus.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.port.Loaded;
import io.talus.application.port.Overwritten;
import io.talus.application.port.ReadTier;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotRecord;
import io.talus.application.port.SlotStatus;
import io.talus.application.port.SlotStore;
import io.talus.application.port.StoreBatch;
import io.talus.application.port.StoredCollection;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.log.LogPosition;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.BuildPart;
import io.talus.domain.mutation.Mutation.ClearSlot;
import io.talus.domain.mutation.Mutation.OfCollection;
import io.talus.domain.slot.SlotId;
import io.talus.domain.value.Expiry;
import io.talus.testkit.model.ModelSlot;
import io.talus.testkit.model.ModelValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A store under test, with the log that was written to it and a model of what it must hold.
 *
 * <p>Each {@link #write} is one record, and its number is the store's mark. It is applied at once,
 * or with {@link #applyUpTo} in batches that cut the log elsewhere.
 */
public final class StoreFixture implements AutoCloseable {
  /** No collection of a test is as large. */
  public static final int NO_LIMIT = Integer.MAX_VALUE;

  private static final SlotId SLOT = new SlotId(0, 7);

  private SlotStore store;
  private final Map<SlotId, WrittenSlot> slots = new HashMap<>();
  private final List<SlotRecord> log = new ArrayList<>();

  public StoreFixture(SlotStore store) {
    this.store = store;
  }

  /** A slot as the log has it. */
  private static final class WrittenSlot {
    private final ModelSlot model = new ModelSlot();
    private SlotAddress address;
    private SlotStatus status = SlotStatus.EMPTY;

    WrittenSlot(SlotId id) {
      address = new SlotAddress(id.table(), id.slot(), 1);
    }

    SlotRecord write(List<? extends Mutation> mutations) {
      SlotAddress before = address;
      long nextId = status.nextCollectionId();
      for (Mutation mutation : mutations) {
        model.apply(mutation);
        if (mutation instanceof ClearSlot clear) {
          address = new SlotAddress(address.table(), address.slot(), clear.newIncarnation());
        } else if (mutation instanceof BuildPart build) {
          nextId = Math.max(nextId, build.part().header().id() + 1);
        } else if (mutation instanceof OfCollection change) {
          nextId = Math.max(nextId, change.header().id() + 1);
        }
      }
      LogPosition position = new LogPosition(1, status.position().index() + 1);
      long time = status.slotTimeMillis() + 10;
      Overwritten twice = model.overwritten();
      long keys = model.keys().size() + twice.keys();
      long expiring = model.expiringKeys() + twice.expiringKeys();
      status = new SlotStatus(position, time, keys, expiring, nextId);
      return new SlotRecord(before, status, mutations);
    }
  }

  public SlotStore store() {
    return store;
  }

  /** The store is another one now, with the same data or what is left of it. */
  public void use(SlotStore other) {
    store = other;
  }

  /** The slot that is meant where none is named. */
  public SlotAddress address() {
    return address(SLOT);
  }

  public SlotAddress address(SlotId id) {
    return slot(id).address;
  }

  public ModelSlot model() {
    return model(SLOT);
  }

  public ModelSlot model(SlotId id) {
    return slot(id).model;
  }

  private WrittenSlot slot(SlotId id) {
    return slots.computeIfAbsent(id, WrittenSlot::new);
  }

  /** The number of the last record in the log. */
  public long end() {
    return log.size();
  }

  /** Logs what one command did, and applies it. */
  public void write(Mutation... mutations) {
    log(SLOT, List.of(mutations));
    applyUpTo(end());
  }

  /** Logs what one command did. */
  public void log(SlotId id, List<? extends Mutation> mutations) {
    log.add(slot(id).write(mutations));
  }

  /** Applies what the store lacks, up to this record, in one batch. */
  public void applyUpTo(long last) {
    applyFrom(store.mark() + 1, last);
  }

  /** Applies records in one batch, whether the store has them or not. */
  public void applyFrom(long first, long last) {
    List<SlotRecord> records = log.subList((int) first - 1, (int) last);
    store.apply(StoreBatch.of(last, records));
  }

  /** Drops the slot; in the log it begins anew, in another incarnation. */
  public void drop(SlotId id) {
    store.dropSlot(id, log.size());
    WrittenSlot dropped = slot(id);
    WrittenSlot anew = new WrittenSlot(id);
    anew.address = new SlotAddress(id.table(), id.slot(), dropped.address.incarnation() + 1);
    slots.put(id, anew);
  }

  /** What the store has for the key. */
  public @Nullable ModelValue load(Bytes key) {
    return load(SLOT, key);
  }

  public @Nullable ModelValue load(SlotId id, Bytes key) {
    return value(key, store.load(address(id), key, ReadTier.DISK, NO_LIMIT));
  }

  public static @Nullable ModelValue value(Bytes key, Loaded loaded) {
    return switch (loaded) {
      case Loaded.Absent _ -> null;
      case Loaded.Whole whole -> ModelSlot.valueOf(key, whole.contents());
      case Loaded.NotInMemory _, Loaded.Large _ ->
          throw new AssertionError(key + " came as " + loaded);
    };
  }

  /** The key is in the store as the model has it. */
  public void assertStored(Bytes... keys) {
    for (Bytes key : keys) {
      assertStored(SLOT, key);
    }
  }

  public void assertStored(SlotId id, Bytes key) {
    assertEquals(model(id).keys().get(key), load(id, key), () -> id + " " + key);
  }

  /** Everything in the store is as the model has it, and there is nothing else. */
  public void assertSameAsModel() {
    Map<SlotAddress, SlotStatus> expected = new HashMap<>();
    slots.forEach(
        (id, slot) -> {
          if (!slot.status.equals(SlotStatus.EMPTY)) {
            expected.put(slot.address, slot.status);
          }
          assertEquals(slot.model.overwritten(), store.overwritten(slot.address));
          slot.model.keys().keySet().forEach(key -> assertStored(id, key));
          assertScanned(id);
        });
    assertEquals(expected, store.slots());
    assertEquals(unpublished(), Set.copyOf(store.unpublished()));
    assertDue();
  }

  private Set<StoredCollection> unpublished() {
    Set<StoredCollection> built = new HashSet<>();
    slots.values().stream()
        .filter(slot -> !slot.status.equals(SlotStatus.EMPTY))
        .forEach(
            slot ->
                slot.model
                    .built()
                    .forEach(
                        (id, value) ->
                            built.add(new StoredCollection(slot.address, value.type(), id))));
    return built;
  }

  /** Whatever has an expiry is in the index; fields may be due as well. */
  private void assertDue() {
    Set<Bytes> due = new HashSet<>();
    store.due(Expiry.NEVER - 1, NO_LIMIT, (address, key) -> due.add(key));
    slots.forEach(
        (id, slot) -> slot.model.keys().forEach((key, value) -> requireDue(due, key, value)));
  }

  private static void requireDue(Set<Bytes> due, Bytes key, ModelValue value) {
    assertTrue(value.expireAt() == Expiry.NEVER || due.contains(key), key + ": not in the index");
  }

  private void assertScanned(SlotId id) {
    List<Bytes> scanned = new ArrayList<>();
    store.scan(address(id), 0, NO_LIMIT, (key, type, expireAt) -> scanned.add(key));
    assertEquals(List.copyOf(model(id).keys().keySet()), scanned, id::toString);
  }

  @Override
  public void close() {
    store.close();
  }
}
