package io.talus.application.assembly;

import io.talus.application.cold.ColdReads;
import io.talus.application.cold.DrainWaits;
import io.talus.application.cold.Fetches;
import io.talus.application.cold.ReadAhead;
import io.talus.application.execution.Execution;
import io.talus.application.following.Backlog;
import io.talus.application.following.CatchUp;
import io.talus.application.following.Durability;
import io.talus.application.gate.TickLog;
import io.talus.application.inplace.RecentElements;
import io.talus.application.reads.StoreReads;
import io.talus.application.slot.OwnedSlots;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What depends on where the data is kept. */
record Backing(
    Execution execution,
    OwnedSlots slots,
    TickLog log,
    Fetches fetches,
    ReadAhead readAhead,
    StoreReads reads,
    RecentElements recentElements,
    Backlog backlog,
    Runnable requireRoom,
    CatchUp catchUp,
    Consumer<RuntimeException> fatal,
    @Nullable WalkBacking walks) {

  /** What walks need beside. */
  record WalkBacking(Durability durability, DrainWaits drains, ColdReads cold) {}
}
