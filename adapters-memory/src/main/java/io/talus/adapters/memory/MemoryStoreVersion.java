package io.talus.adapters.memory;

import io.talus.application.port.ElementQuery;
import io.talus.application.port.Elements;
import io.talus.application.port.Loaded;
import io.talus.application.port.Overwritten;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotRecord;
import io.talus.application.port.SlotState;
import io.talus.application.port.SlotStatus;
import io.talus.application.port.SlotStore.KeyScanner;
import io.talus.application.port.StoreBatch;
import io.talus.application.port.StoredCollection;
import io.talus.application.port.UnfinishedCollection;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.log.LogPosition;
import io.talus.domain.slot.SlotId;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.Scan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One version of a {@link MemoryStore}'s data; guarded by the store. */
final class MemoryStoreVersion {
  private final MemoryResidentTier tier = new MemoryResidentTier();
  private final Map<SlotId, MemoryStoreSlot> slots = new HashMap<>();
  private final Map<SlotId, Long> beginsAfter = new HashMap<>();
  private long mark;

  MemoryStoreVersion copy() {
    MemoryStoreVersion copy = new MemoryStoreVersion();
    slots.forEach((id, slot) -> copy.slots.put(id, slot.copy(copy.tier)));
    copy.beginsAfter.putAll(beginsAfter);
    copy.mark = mark;
    return copy;
  }

  long mark() {
    return mark;
  }

  long sizeBytes() {
    return tier.sizeBytes();
  }

  long sizeBytes(SlotId id) {
    MemoryStoreSlot slot = slots.get(id);
    return slot == null ? 0 : slot.sizeBytes();
  }

  void apply(StoreBatch batch) {
    batch.forEach(this::apply);
    mark = Math.max(mark, batch.mark());
  }

  private void apply(SlotRecord record) {
    SlotAddress address = record.address();
    slots
        .computeIfAbsent(
            new SlotId(address.table(), address.slot()), id -> new MemoryStoreSlot(address, tier))
        .apply(record);
  }

  void drop(SlotId id, long logEnd) {
    MemoryStoreSlot dropped = slots.remove(id);
    if (dropped != null) {
      dropped.drop();
    }
    beginsAfter.put(id, logEnd);
  }

  /** Takes a copy of a slot that was taken in, in the place of what is there. */
  void install(MemoryStoreSlot installed, long logEnd) {
    SlotId id = installed.state().slot();
    drop(id, logEnd);
    slots.put(id, installed.copy(tier));
  }

  long beginsAfter(SlotId id) {
    return beginsAfter.getOrDefault(id, 0L);
  }

  void forgetBeyond(long logEnd) {
    beginsAfter.values().removeIf(place -> place > logEnd);
  }

  Optional<SlotState> state(SlotId id) {
    return Optional.ofNullable(slots.get(id)).map(MemoryStoreSlot::state);
  }

  Map<SlotAddress, SlotStatus> statuses() {
    Map<SlotAddress, SlotStatus> statuses = new HashMap<>();
    slots.values().forEach(slot -> statuses.put(slot.address(), slot.status()));
    return statuses;
  }

  LogPosition applied(SlotId id) {
    MemoryStoreSlot slot = slots.get(id);
    return slot == null ? LogPosition.NONE : slot.status().position();
  }

  Overwritten overwritten(SlotAddress address) {
    MemoryStoreSlot slot = slot(address);
    return slot == null ? Overwritten.NONE : slot.overwritten();
  }

  Loaded load(SlotAddress address, Bytes key, int limit) {
    MemoryStoreSlot slot = slot(address);
    return slot == null ? Loaded.ABSENT : slot.load(key, limit);
  }

  Elements read(StoredCollection collection, ElementQuery query) {
    MemoryStoreSlot slot = slot(collection.address());
    return slot == null
        ? StoredElements.ofNothing(query, 0, collection.type())
        : slot.read(collection, query);
  }

  List<StoredCollection> unpublished() {
    return slots.values().stream().flatMap(slot -> slot.unpublished().stream()).toList();
  }

  List<UnfinishedCollection> unfinished(SlotAddress address) {
    MemoryStoreSlot slot = slot(address);
    return slot == null ? List.of() : slot.unfinished();
  }

  long nextDue(SlotAddress address) {
    MemoryStoreSlot slot = slot(address);
    return slot == null ? Expiry.NEVER : slot.nextDue();
  }

  long scan(SlotAddress address, long cursor, int count, KeyScanner scanner) {
    MemoryStoreSlot slot = slot(address);
    return slot == null ? Scan.END : slot.scan(cursor, count, scanner);
  }

  void due(long nowMillis, int limit, BiConsumer<SlotAddress, Bytes> visitor) {
    int left = limit;
    for (MemoryStoreSlot slot : slots.values()) {
      left -= slot.due(nowMillis, left, visitor);
    }
  }

  /** The slot, unless it has another incarnation by now. */
  private @Nullable MemoryStoreSlot slot(SlotAddress address) {
    MemoryStoreSlot slot = slots.get(new SlotId(address.table(), address.slot()));
    return slot != null && slot.address().equals(address) ? slot : null;
  }
}
