package io.talus.adapters.rocksdb.read;

import io.talus.adapters.rocksdb.engine.Cursor;
import io.talus.adapters.rocksdb.engine.CursorKind;
import io.talus.adapters.rocksdb.engine.Database;
import io.talus.adapters.rocksdb.layout.ElementLayout;
import io.talus.adapters.rocksdb.layout.ExpiryLayout;
import io.talus.adapters.rocksdb.layout.Family;
import io.talus.adapters.rocksdb.layout.LayoutSink;
import io.talus.adapters.rocksdb.layout.SlotPrefix;
import io.talus.application.port.SlotAddress;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.Expiry;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads the expiry index of a slot. Any thread. */
final class DueIndex {
  /** Stale entries that one look passes over, at the most. */
  private static final int STALE_MAX = 1000;

  private final Database database;
  private final StaleEntries stale = new StaleEntries();

  DueIndex(Database database) {
    this.database = database;
  }

  /**
   * What a look at a slot found.
   *
   * @param visited how many keys
   * @param firstAt the time of the first entry, due or not: what was visited stays in the index
   *     until a batch drops it; {@link Expiry#NEVER} if there is none
   */
  record Look(int visited, long firstAt) {}

  StaleEntries stale() {
    return stale;
  }

  /** Visits up to {@code limit} keys from the time {@code from} to {@code nowMillis}. */
  Look look(
      SlotAddress address,
      long from,
      long nowMillis,
      int limit,
      BiConsumer<SlotAddress, Bytes> visitor) {
    SlotPrefix slot = SlotPrefix.of(address);
    LayoutSink start = new LayoutSink(SlotPrefix.LENGTH + Long.BYTES);
    ExpiryLayout.time(start, slot, Math.max(from, 0));
    try (Cursor cursor = database.cursor(Family.EXPIRY, CursorKind.SWEEP)) {
      cursor.seek(start);
      long firstAt =
          isDue(cursor, slot, Expiry.NEVER) ? ExpiryLayout.expireAt(cursor.key()) : Expiry.NEVER;
      int visited = 0;
      int passed = 0;
      long lastId = 0;
      for (;
          visited < limit && passed < STALE_MAX && isDue(cursor, slot, nowMillis);
          cursor.next()) {
        byte[] entry = cursor.key();
        long id = ExpiryLayout.isField(entry) ? ExpiryLayout.collectionId(entry) : 0;
        if (id != 0 && id == lastId) {
          continue; // another field of the hash that was just visited
        }
        lastId = id;
        Bytes key = id == 0 ? ExpiryLayout.userKey(entry) : holder(slot, id);
        if (key == null) {
          stale.offer(entry);
          passed++;
        } else {
          visitor.accept(address, key);
          visited++;
        }
      }
      cursor.checkEnd();
      return new Look(visited, firstAt);
    }
  }

  private static boolean isDue(Cursor cursor, SlotPrefix slot, long nowMillis) {
    if (!cursor.isValid()) {
      return false;
    }
    byte[] entry = cursor.key();
    return slot.begins(entry) && ExpiryLayout.expireAt(entry) <= nowMillis;
  }

  /** The key that holds the collection, or null if it is dead. */
  private @Nullable Bytes holder(SlotPrefix slot, long id) {
    LayoutSink sink = new LayoutSink(SlotPrefix.COLLECTION_LENGTH);
    ElementLayout.collection(sink, slot, id);
    byte[] value = database.get(Family.LIVENESS, sink);
    return value == null ? null : ElementLayout.holder(value);
  }
}
