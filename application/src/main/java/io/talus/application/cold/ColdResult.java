package io.talus.application.cold;

import io.talus.application.cold.ColdRequest.PageSlot;
import io.talus.application.port.Elements;
import io.talus.application.port.Loaded;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.ValueType;
import java.nio.IntBuffer;
import java.util.List;

/** What came of a {@link ColdRequest}; for the commands that made it, when they run again. */
public sealed interface ColdResult {
  ColdResult DONE = new Done();

  /** The store has applied what was to be waited for. */
  record Done() implements ColdResult {}

  /** What the store has for the key. */
  record OfKey(Loaded loaded) implements ColdResult {}

  /** Elements of a large collection. */
  record Found(Elements elements) implements ColdResult {}

  /** The store could not read. */
  record Failed(String message) implements ColdResult {}

  /**
   * Keys of the store, slot by slot.
   *
   * @param slots what was found; each covers the hashes from {@code firstHash} up to {@code
   *     nextHash}
   */
  record KeyPage(List<SlotKeys> slots) implements ColdResult {}

  /**
   * The keys of one slot.
   *
   * @param nextHash where the next page of this slot begins; 0 if this was its last
   */
  record SlotKeys(PageSlot slot, long firstHash, long nextHash, List<StoredKey> keys) {}

  /**
   * Hashes of keys of one slot.
   *
   * @param nextHash where the next page begins; 0 if this was the last
   */
  record HashPage(IntBuffer hashes, long nextHash) implements ColdResult {}

  /** A key with its type and expiry in the store. */
  record StoredKey(Bytes key, ValueType type, long expireAt) {}
}
