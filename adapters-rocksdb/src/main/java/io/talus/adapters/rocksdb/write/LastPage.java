package io.talus.adapters.rocksdb.write;

import io.talus.adapters.rocksdb.layout.SlotPrefix;
import org.jspecify.annotations.Nullable;

/**
 * The page of a list that was at hand last: pushes and pops come to the same one again and again,
 * and so find it without its key.
 */
final class LastPage {
  private @Nullable OpenPage page;
  private @Nullable SlotPrefix slot;
  private long listId;
  private long number;

  /** The page if it is the last one. */
  @Nullable OpenPage find(SlotPrefix ofSlot, long ofList, long pageNumber) {
    return slot == ofSlot && listId == ofList && number == pageNumber ? page : null;
  }

  void is(OpenPage found, SlotPrefix ofSlot, long ofList, long pageNumber) {
    page = found;
    slot = ofSlot;
    listId = ofList;
    number = pageNumber;
  }

  /** The pages at hand are about to be others. */
  void forget() {
    page = null;
    slot = null;
  }
}
