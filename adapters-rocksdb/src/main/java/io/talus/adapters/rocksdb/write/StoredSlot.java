package io.talus.adapters.rocksdb.write;

import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotState;
import io.talus.domain.log.LogPosition;

/**
 * A slot in the store.
 *
 * @param state its newest incarnation, how far it has come, and what was overwritten unseen
 * @param edition what its keys begin with in the place of the incarnation, see {@link
 *     io.talus.adapters.rocksdb.layout}
 */
public record StoredSlot(SlotState state, long edition) {

  public SlotAddress address() {
    return state.address();
  }

  /**
   * Whether this has been applied to it: it comes again, and may name an incarnation that was
   * cleared since.
   */
  boolean hasApplied(LogPosition position) {
    return position.compareTo(state.status().position()) <= 0;
  }

  /** As it stands in keys. */
  public SlotAddress inKeys() {
    return inKeys(state.address(), edition);
  }

  /** A slot as it stands in keys. */
  static SlotAddress inKeys(SlotAddress address, long edition) {
    return new SlotAddress(address.table(), address.slot(), edition);
  }
}
