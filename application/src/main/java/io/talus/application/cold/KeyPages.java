package io.talus.application.cold;

import io.talus.application.cold.ColdRequest.PageSlot;
import io.talus.application.cold.ColdResult.HashPage;
import io.talus.application.cold.ColdResult.KeyPage;
import io.talus.application.cold.ColdResult.SlotKeys;
import io.talus.application.cold.ColdResult.StoredKey;
import io.talus.application.port.SlotStore;
import io.talus.domain.value.Scan;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Reads pages of keys from the store. Any thread. */
public final class KeyPages {
  private KeyPages() {}

  public static KeyPage read(SlotStore store, ColdRequest.Page request) {
    List<SlotKeys> slots = new ArrayList<>();
    int found = 0;
    long hash = ScanCursor.hash(request.cursor());
    for (PageSlot slot : request.slots()) {
      List<StoredKey> keys = new ArrayList<>();
      long next =
          store.scan(
              slot.address(),
              hash,
              request.count() - found,
              (key, type, expireAt) -> keys.add(new StoredKey(key, type, expireAt)));
      slots.add(new SlotKeys(slot, hash, next, keys));
      found += keys.size();
      hash = Scan.START;
      if (next != Scan.END || found >= request.count()) {
        break;
      }
    }
    return new KeyPage(slots);
  }

  static HashPage read(SlotStore store, ColdRequest.Hashes request) {
    IntStream.Builder hashes = IntStream.builder();
    long next =
        store.scan(
            request.slot().address(),
            request.from(),
            request.count(),
            (key, type, expireAt) -> hashes.add(key.hashCode()));
    return new HashPage(IntBuffer.wrap(hashes.build().toArray()), next);
  }
}
