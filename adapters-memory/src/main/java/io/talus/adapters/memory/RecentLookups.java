package io.talus.adapters.memory;

import io.talus.domain.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The entries that commands have looked up of late, so that applying what a command decided does
 * not look them up again; nor does a command that runs again, when what it lacked has come from the
 * disk. One for all slots of a tier: were it a field of each slot's table, every look-up would make
 * another old object refer to a young one, which the collector has to follow up.
 *
 * <p>Keys are compared by identity. Their place depends on their hash alone, so whatever happens to
 * a key forgets what was remembered of it under another object.
 */
final class RecentLookups {
  /** As many as commands are usually under way that read from the disk; a power of two. */
  private static final int PLACES = 4096;

  /** Longer keys are not remembered: what is kept of them would count for nobody. */
  private static final int KEY_BYTES_MAX = 256;

  /** Table, key and entry of each place lie side by side: one line of the processor's cache. */
  private static final int PLACE_SHIFT = 2;

  private static final int KEY = 1;
  private static final int ENTRY = 2;

  private final @Nullable Object[] places = new Object[PLACES << PLACE_SHIFT];

  /** Whether the look-up of this very key is remembered. */
  @SuppressWarnings("ReferenceEquality") // the same command's key, not an equal one
  boolean has(EntryTable table, Bytes key) {
    int place = place(key.hashCode());
    return places[place + KEY] == key && places[place] == table;
  }

  /** What was found, or null if nothing was: to be asked if it {@link #has} the key. */
  @Nullable ResidentEntry entry(Bytes key) {
    return (ResidentEntry) places[place(key.hashCode()) + ENTRY];
  }

  void put(EntryTable table, Bytes key, @Nullable ResidentEntry entry) {
    int place = place(key.hashCode());
    if (key.length() <= KEY_BYTES_MAX) {
      places[place] = table;
      places[place + KEY] = key;
      places[place + ENTRY] = entry;
    } else {
      forget(place);
    }
  }

  /** Something has happened to a key with this hash. */
  void forgetKey(int hash) {
    forget(place(hash));
  }

  private void forget(int place) {
    places[place] = null;
    places[place + KEY] = null;
    places[place + ENTRY] = null;
  }

  private static int place(int hash) {
    return (hash & (PLACES - 1)) << PLACE_SHIFT;
  }
}
