package io.talus.application.shard;

import java.util.List;

/** What follows when the store has applied more of the log. On the shard's thread. */
record StoreProgress(
    List<Table> tables,
    ColdReads coldReads,
    DrainWaits drains,
    Eviction eviction,
    StoreFollower follower,
    Backlog backlog,
    CommandRunner runner) {

  void applied(long block) {
    // A page of keys that is being read may name keys that were dropped meanwhile: their tombstones
    // tell.
    if (!coldReads.isReadingPages()) {
      tables.forEach(table -> forgetTombstones(table, block));
    }
    drains.applied(block);
    eviction.run();
    if (eviction.isOverfull()) {
      follower.hurry();
    }
    backlog.relieve(runner::again);
  }

  private static void forgetTombstones(Table table, long block) {
    for (int i = 0; i < table.slotCount(); i++) {
      ShardSlot slot = table.usedSlot(i);
      if (slot != null) {
        slot.resident().applied(block);
      }
    }
  }
}
