package io.talus.application.port;

import io.talus.domain.slot.SlotId;

/**
 * What the store knows of a slot besides its keys: how far its log has been applied, and what was
 * counted on the way. Whoever takes in the slot from elsewhere goes on from here.
 */
public record SlotState(SlotAddress address, SlotStatus status, Overwritten overwritten) {

  /** The slot, whatever its incarnation. */
  public SlotId slot() {
    return new SlotId(address.table(), address.slot());
  }
}
