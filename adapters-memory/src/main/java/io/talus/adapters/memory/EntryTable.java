package io.talus.adapters.memory;

import io.talus.adapters.memory.structure.ExpiryHeap;
import io.talus.adapters.memory.structure.HashOrderedTable;
import io.talus.domain.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a slot, with what they add up to: heap, expiring keys, the next expiry.
 *
 * <p>A command finds its key, decides, and has its mutation applied with the same {@link Bytes}: so
 * {@link RecentLookups} remember the entry.
 *
 * <p>Whoever changes an entry calls {@link #leave} before, which takes what it counts for out of
 * the sums, and {@link #enter} afterwards, which puts it back.
 */
final class EntryTable {
  private final MemoryResidentTier tier;
  private final HashOrderedTable<ResidentEntry> entries = new HashOrderedTable<>();
  private final ExpiryHeap<ResidentEntry> expiries = new ExpiryHeap<>();
  private long sizeBytes;
  private long expiring;

  EntryTable(MemoryResidentTier tier) {
    this.tier = tier;
    grow(entries.sizeBytes());
  }

  @Nullable ResidentEntry find(Bytes key) {
    RecentLookups recent = tier.recentLookups();
    if (recent.has(this, key)) {
      return recent.entry(key);
    }
    ResidentEntry entry = entries.find(key);
    recent.put(this, key, entry);
    return entry;
  }

  /** Whether this very entry is here. */
  @SuppressWarnings("ReferenceEquality") // another may have the key by now
  boolean holds(ResidentEntry entry) {
    return entries.find(entry.key()) == entry;
  }

  /** Adds an entry; none has its key. */
  void add(Bytes key, ResidentEntry entry) {
    long before = entries.sizeBytes();
    entries.put(entry);
    grow(entries.sizeBytes() - before);
    tier.recentLookups().put(this, key, entry);
    enter(entry);
  }

  void remove(ResidentEntry entry) {
    leave(entry);
    expiries.remove(entry);
    long before = entries.sizeBytes();
    entries.remove(entry);
    grow(entries.sizeBytes() - before);
    tier.recentLookups().forgetKey(entry.hash());
  }

  void clear() {
    entries.forEach(
        entry -> {
          expiries.remove(entry);
          tier.recentLookups().forgetKey(entry.hash());
        });
    entries.clear();
    expiring = 0;
    grow(entries.sizeBytes() - sizeBytes);
  }

  void leave(ResidentEntry entry) {
    grow(-entry.sizeBytes());
    if (entry.isExpiring()) {
      expiring--;
    }
  }

  void enter(ResidentEntry entry) {
    grow(entry.sizeBytes());
    if (entry.isExpiring()) {
      expiring++;
    }
    expiries.set(entry, entry.dueAt());
  }

  int size() {
    return entries.size();
  }

  long expiring() {
    return expiring;
  }

  long sizeBytes() {
    return sizeBytes;
  }

  long nextDue() {
    return expiries.first();
  }

  List<ResidentEntry> due(long nowMillis, int limit) {
    List<ResidentEntry> found = new ArrayList<>();
    expiries.due(nowMillis, limit, found);
    return found;
  }

  long scan(long cursor, int count, Consumer<ResidentEntry> visitor) {
    return entries.scan(cursor, count, visitor);
  }

  @Nullable ResidentEntry random(RandomGenerator random) {
    return entries.random(random);
  }

  private void grow(long bytes) {
    sizeBytes += bytes;
    tier.grow(bytes);
  }
}
