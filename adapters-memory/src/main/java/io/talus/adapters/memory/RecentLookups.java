package io.talus.adapters.memory;

import io.talus.domain.bytes.Bytes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The entries that the running command has looked up, so that applying what it decided does not
 * look them up again. One for all slots of a tier: were it a field of each slot's table, every
 * look-up would make another old object refer to a young one, which the collector has to follow up.
 *
 * <p>Keys are compared by identity. Their place depends on their hash alone, so whatever happens to
 * a key forgets what was remembered of it under another object.
 */
final class RecentLookups {
  /** As many as a command of usual size names keys; a power of two. */
  private static final int PLACES = 64;

  private final @Nullable EntryTable[] tables = new EntryTable[PLACES];
  private final @Nullable Bytes[] keys = new Bytes[PLACES];
  private final @Nullable ResidentEntry[] entries = new ResidentEntry[PLACES];

  /** Whether the look-up of this very key is remembered. */
  @SuppressWarnings("ReferenceEquality") // the same command's key, not an equal one
  boolean has(EntryTable table, Bytes key) {
    int place = place(key.hashCode());
    return keys[place] == key && tables[place] == table;
  }

  /** What was found, or null if nothing was: to be asked if it {@link #has} the key. */
  @Nullable ResidentEntry entry(Bytes key) {
    return entries[place(key.hashCode())];
  }

  void put(EntryTable table, Bytes key, @Nullable ResidentEntry entry) {
    int place = place(key.hashCode());
    tables[place] = table;
    keys[place] = key;
    entries[place] = entry;
  }

  /** Something has happened to a key with this hash. */
  void forget(int hash) {
    int place = place(hash);
    tables[place] = null;
    keys[place] = null;
    entries[place] = null;
  }

  void forgetAll() {
    Arrays.fill(tables, null);
    Arrays.fill(keys, null);
    Arrays.fill(entries, null);
  }

  private static int place(int hash) {
    return hash & (PLACES - 1);
  }
}
