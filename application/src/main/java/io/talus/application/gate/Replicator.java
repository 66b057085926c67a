package io.talus.application.gate;

import io.talus.application.slot.ShardSlot;

/**
 * Who brings to other nodes what this node logs. Belongs to the shard's thread; called by {@link
 * BlockLog}.
 */
public interface Replicator {
  /** A command has done something to a slot that others hold, too: its record is in the array. */
  void executed(ShardSlot slot, byte[] array, int from, int to);

  /** What was added is about to be appended: notes may still be added. */
  void appending();

  /** What was added since the last time is in the log. */
  void appended();

  /** Nothing of what was added since the last time is in the log, or will be. */
  void discarded();

  /** For a node that is alone. */
  static Replicator none() {
    return new Replicator() {
      @Override
      public void executed(ShardSlot slot, byte[] array, int from, int to) {
        // Whoever has its replicas learns of it otherwise.
      }

      @Override
      public void appending() {
        // There is nothing to add.
      }

      @Override
      public void appended() {
        // Nobody waits for it.
      }

      @Override
      public void discarded() {
        // Nobody was told of it.
      }
    };
  }
}
