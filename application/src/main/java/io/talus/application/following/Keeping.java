package io.talus.application.following;

import io.talus.application.cold.ColdReads;
import io.talus.application.cold.DrainWaits;
import io.talus.application.cold.EvictedKeysReader;
import io.talus.application.cold.PinnedReadAhead;
import io.talus.application.execution.Execution;
import io.talus.application.gate.BlockLog;
import io.talus.application.gate.Tick;
import io.talus.application.inplace.RecentElements;
import io.talus.application.log.LogSync;
import io.talus.application.port.EventLoop;
import io.talus.application.port.ResidentTier;
import io.talus.application.reads.Doorkeeper;
import io.talus.application.reads.InPlaceReads;
import io.talus.application.reads.StoreReads;
import io.talus.application.reads.TieredReads;
import io.talus.application.reads.UnseenKeys;
import io.talus.application.session.Session;
import io.talus.application.slot.FilterMemory;
import io.talus.application.slot.OwnedSlots;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** What keeps a shard's data safe, and its memory bounded: the door of this room. */
public record Keeping(
    LogSync sync,
    StoreFollower follower,
    DrainWaits drains,
    ColdReads cold,
    PinnedReadAhead readAhead,
    EvictedKeysReader evictedKeys,
    UnseenKeys unseenKeys,
    OwnedSlots slots,
    FilterMemory filters,
    RecentElements recentElements,
    Eviction eviction,
    Backlog backlog,
    DiskRoom room) {

  /** What recent elements of collections in place may take of the memory for residents. */
  private static final int RECENT_ELEMENTS_PART = 8;

  public static Keeping of(
      Durability durability, ResidentTier tier, EventLoop loop, long commandBytesMax) {
    LogSync sync = durability.sync(loop);
    StoreFollower follower = durability.follower(sync, loop);
    DrainWaits drains = new DrainWaits(follower::hurry);
    OwnedSlots slots = new OwnedSlots();
    ColdReads cold =
        new ColdReads(
            durability.store(),
            durability.readers(),
            loop,
            slots,
            drains,
            durability.largeElements(),
            commandBytesMax);
    EvictedKeysReader evictedKeys = new EvictedKeysReader(cold);
    LongSupplier residentBytes = durability.residentBytes();
    FilterMemory filters = new FilterMemory(residentBytes);
    RecentElements recentElements =
        new RecentElements(() -> recentElementBytes(residentBytes.getAsLong()));
    Eviction eviction = new Eviction(tier, filters, recentElements, slots, residentBytes);
    DiskRoom room =
        new DiskRoom(
            durability.ballast(), durability.syncThread(), loop, follower::isWaitingForRoom);
    return new Keeping(
        sync,
        follower,
        drains,
        cold,
        new PinnedReadAhead(cold, loop, commandBytesMax),
        evictedKeys,
        new UnseenKeys(durability.store(), evictedKeys, follower::isWaitingForRoom),
        slots,
        filters,
        recentElements,
        eviction,
        backlog(follower, eviction),
        room);
  }

  /**
   * For a command that may make the data grow.
   *
   * @throws io.talus.application.command.CommandError while there is no room on the disk
   */
  public void requireRoom() {
    room.require();
  }

  /** The store may take more: it is looked whether it should. */
  public void check() {
    follower.check();
  }

  private static Backlog backlog(StoreFollower follower, Eviction eviction) {
    return new Backlog(
        () ->
            !follower.isWaitingForRoom()
                && (follower.isTooFarBehind()
                    || (eviction.isOverfull() && (follower.isBehind() || eviction.mayFree()))));
  }

  /** From now on the log is synced, the store follows, and memory stays within its share. */
  public void begin(Tick tick, Consumer<Session> goOn, BlockLog log, EventLoop loop) {
    tick.upkeep(eviction::run);
    tick.onFailedAppend(
        () -> {
          room.writeFailed();
          loop.post(drains::wakeAll);
        });
    sync.onSynced(
        () -> {
          log.synced();
          loop.post(follower::check); // on its own: if it fails, that is not fatal
        });
    StoreProgress progress =
        new StoreProgress(
            slots, readAhead, unseenKeys, drains, eviction, follower, backlog, goOn, loop);
    backlog.onWait(progress::writerWaits);
    follower.onApplied(progress::applied);
    follower.onOutOfSpace(
        () -> {
          room.writeFailed();
          drains.wakeAll();
          progress.makeRoom();
        });
    cold.start();
    room.start();
    sync.start();
    follower.start();
  }

  /** How commands read. */
  public StoreReads reads(Durability durability, Execution execution) {
    InPlaceReads elements = elementReads(durability, execution);
    execution.elements(elements);
    return new TieredReads(
        durability.store(),
        cold,
        execution,
        new Doorkeeper(durability.residentBytes().getAsLong(), eviction::isNearlyFull),
        elements,
        evictedKeys,
        unseenKeys,
        durability.largeElements());
  }

  /** How a command waits for the store to have all. */
  public CatchUp catchUp(Durability durability, EventLoop loop) {
    return new StoreCatchUp(durability.writer(), follower, drains, loop);
  }

  private InPlaceReads elementReads(Durability durability, Execution execution) {
    long recentBytes = recentElementBytes(durability.residentBytes().getAsLong());
    return new InPlaceReads(
        durability.store(),
        slots,
        cold,
        readAhead,
        execution,
        recentElements,
        new Doorkeeper(recentBytes, recentElements::isFull));
  }

  private static long recentElementBytes(long residentBytes) {
    return residentBytes / RECENT_ELEMENTS_PART;
  }
}
