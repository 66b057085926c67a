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
    long settled = coldReads.settledBlock();
    tables.forEach(table -> settle(table, settled));
    drains.applied(block);
    eviction.run();
    if (eviction.isOverfull()) {
      follower.hurry();
    }
    backlog.relieve(runner::again);
  }

  private static void settle(Table table, long block) {
    for (int i = 0; i < table.slotCount(); i++) {
      ShardSlot slot = table.usedSlot(i);
      if (slot != null) {
        slot.resident().applied(block);
      }
    }
  }
}
