package io.talus.application.slot;

import io.talus.application.port.Overwritten;

/**
 * The keys of a slot's incarnation that were overwritten unseen, and what the store has found of
 * them. Belongs to the shard's thread.
 */
public final class SlotUnseen {
  private Overwritten found;
  private long lastIndex;

  /** Up to here all will have been found out that are counted in {@link #unseen}; 0 if none. */
  private long markIndex;

  private long unseen;
  private long unseenAfterMark;
  private long there;

  /** Begins with what the store had found before. */
  SlotUnseen(Overwritten found) {
    this.found = found;
  }

  /** What has been found, and counted. */
  Overwritten found() {
    return found;
  }

  /** The unit with the last such key; 0 if all of them have been counted. */
  public long lastIndex() {
    return lastIndex;
  }

  /** One more key is overwritten. */
  void add(long index) {
    lastIndex = index;
    if (markIndex == 0) {
      markIndex = index;
    }
    if (markIndex == index) {
      unseen++;
    } else {
      unseenAfterMark++;
    }
  }

  /** Nothing after this unit is in the log. */
  void discardAfter(long index) {
    lastIndex = Math.min(lastIndex, index);
    markIndex = Math.min(markIndex, index);
  }

  /**
   * Counts what the store has found.
   *
   * @param applied the store has found all that was to be found up to here
   * @return how many keys turned out to be new, about: what was found of later ones is taken for
   *     found of these
   */
  public long count(Overwritten foundByNow, long applied) {
    there += foundByNow.keys() - found.keys();
    found = foundByNow;
    if (markIndex > applied) {
      return 0;
    }
    long newNames = Math.max(0, unseen - there);
    if (lastIndex <= applied) {
      lastIndex = 0;
    }
    markIndex = lastIndex;
    unseen = unseenAfterMark;
    unseenAfterMark = 0;
    there = 0;
    return newNames;
  }
}
