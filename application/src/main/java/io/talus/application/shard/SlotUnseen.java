package io.talus.application.shard;

import io.talus.application.port.Overwritten;

/**
 * The keys of a slot's incarnation that were overwritten unseen, and what the store has found of
 * them. Belongs to the shard's thread.
 */
final class SlotUnseen {
  private Overwritten found;
  private long lastBlock;

  /** Up to here all will have been found out that are counted in {@link #unseen}; 0 if none. */
  private long markBlock;

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

  /** The block with the last such key; 0 if all of them have been counted. */
  long lastBlock() {
    return lastBlock;
  }

  /** One more key is overwritten. */
  void add(long block) {
    lastBlock = block;
    if (markBlock == 0) {
      markBlock = block;
    }
    if (markBlock == block) {
      unseen++;
    } else {
      unseenAfterMark++;
    }
  }

  /** Nothing of this block is in the log. */
  void discard(long block) {
    lastBlock = Math.min(lastBlock, block - 1);
    markBlock = Math.min(markBlock, block - 1);
  }

  /**
   * Counts what the store has found.
   *
   * @param appliedBlock the store has found all that was to be found up to here
   * @return how many keys turned out to be new, about: what was found of later ones is taken for
   *     found of these
   */
  long count(Overwritten foundByNow, long appliedBlock) {
    there += foundByNow.keys() - found.keys();
    found = foundByNow;
    if (markBlock > appliedBlock) {
      return 0;
    }
    long newNames = Math.max(0, unseen - there);
    if (lastBlock <= appliedBlock) {
      lastBlock = 0;
    }
    markBlock = lastBlock;
    unseen = unseenAfterMark;
    unseenAfterMark = 0;
    there = 0;
    return newNames;
  }
}
