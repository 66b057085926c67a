package io.talus.application.slot;

import io.talus.application.port.Overwritten;
import io.talus.application.port.SlotStatus;

/**
 * What is counted in a slot, so that it can be copied before something is done that may have to be
 * taken back. Belongs to the shard's thread.
 */
final class SlotCounters {
  long incarnation;

  /** Of the last unit in the slot's log. */
  long epoch;

  /** Of the last unit in the slot's log. */
  long index;

  long keys;
  long expiringKeys;
  long nextCollectionId;

  /** Of the last unit that took a key away. */
  long lastDrop;

  SlotUnseen unseen = new SlotUnseen(Overwritten.NONE);

  /** Takes the place in the log, and what is counted there. */
  void follow(SlotStatus status) {
    epoch = status.position().epoch();
    index = status.position().index();
    keys = status.keys();
    expiringKeys = status.expiringKeys();
    nextCollectionId = status.nextCollectionId();
  }

  void copyFrom(SlotCounters other) {
    incarnation = other.incarnation;
    epoch = other.epoch;
    index = other.index;
    keys = other.keys;
    expiringKeys = other.expiringKeys;
    nextCollectionId = other.nextCollectionId;
    lastDrop = other.lastDrop;
    unseen = other.unseen;
  }
}
