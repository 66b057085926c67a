package io.talus.application.shard;

import io.talus.application.port.SlotStore;
import io.talus.application.shard.ColdRequest.PageSlot;
import io.talus.application.shard.ColdResult.KeyPage;
import io.talus.application.shard.ColdResult.SlotKeys;
import io.talus.application.shard.ColdResult.StoredKey;
import io.talus.domain.value.Scan;
import java.util.ArrayList;
import java.util.List;

/** Reads pages of keys from the store. Any thread. */
final class KeyPages {
  private KeyPages() {}

  static KeyPage read(SlotStore store, ColdRequest.Page request) {
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
}
