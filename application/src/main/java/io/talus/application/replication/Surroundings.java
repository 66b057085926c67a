package io.talus.application.replication;

import io.talus.application.gate.BlockLog;
import io.talus.application.gate.ReplicatedSlots;
import io.talus.application.log.EntryIndex;
import io.talus.application.log.RecentRecords;
import io.talus.application.port.EventLoop;
import io.talus.application.port.SlotStore;
import io.talus.domain.replication.replica.ReplicaContext;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * What all replicas of a node share.
 *
 * @param wrote is told of a replica that begins to write in this tick
 * @param wakes is told when a replica wants to be woken, whenever that may have changed
 */
record Surroundings(
    ReplicatedSlots slots,
    BlockLog log,
    SlotStore store,
    EventLoop loop,
    ReplicaContext context,
    RecentRecords recent,
    EntryIndex index,
    OldEntries old,
    SlotMail mail,
    ReadWaits reads,
    SlotTransfers transfers,
    SlotWatch watch,
    Consumer<HostedReplica> wrote,
    LongConsumer wakes) {

  /** Of a clock that nobody sets. */
  long nowMillis() {
    return TimeUnit.NANOSECONDS.toMillis(loop.nanoTime());
  }
}
