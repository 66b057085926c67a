package io.talus.application.shard;

import io.talus.application.command.CommandTable;
import io.talus.application.inplace.RecentElements;
import io.talus.application.log.BackgroundWriter;
import io.talus.application.log.LogSync;
import io.talus.application.port.EventLoop;
import io.talus.application.port.Overwritten;
import io.talus.application.port.ResidentTier;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotStatus;
import io.talus.application.route.Router;
import io.talus.application.session.Sessions;
import io.talus.application.session.Watches;
import io.talus.domain.slot.SlotId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Puts a shard together, in memory alone or in front of a log and a store.
 *
 * @param tables how many tables there are, each with {@code slotCount} slots
 * @param expiryActive whether keys that are due are dropped although nobody looks at them
 * @param router where commands run
 */
public record ShardAssembly(
    int tables,
    int slotCount,
    ResidentTier tier,
    EventLoop loop,
    RandomGenerator random,
    ViewSettings settings,
    BooleanSupplier expiryActive,
    Router router) {

  /** What recent elements of collections in place may take of the memory for residents. */
  private static final int RECENT_ELEMENTS_PART = 8;

  /** A shard that has everything. */
  public ShardAssembly(
      int tables,
      int slotCount,
      ResidentTier tier,
      EventLoop loop,
      RandomGenerator random,
      ViewSettings settings,
      BooleanSupplier expiryActive) {
    this(tables, slotCount, tier, loop, random, settings, expiryActive, Router.here());
  }

  /** The parts of a running shard. */
  public record Running(Shard shard, CommandRunner runner, ShardGateway gateway) {}

  /** The same on a log and a store. */
  public record Durable(Running running, ReplicatedSlots replicated) {}

  /** What depends on where the data is kept. */
  private record Backing(
      Execution execution,
      TickLog log,
      Fetches fetches,
      Ahead ahead,
      StoreReads reads,
      RecentElements recentElements,
      Backlog backlog,
      Runnable requireRoom,
      CatchUp catchUp,
      Consumer<RuntimeException> fatal) {}

  /**
   * What slots are made of.
   *
   * @param stored those that an earlier process has left
   */
  private record Slots(
      Map<SlotAddress, SlotStatus> stored,
      Function<SlotAddress, Overwritten> overwritten,
      long epoch,
      FilterMemory filters) {}

  /** Who waits for what to happen to keys. */
  private record Interests(Watches watches, BlockedClients blocked) {
    static Interests of(Sessions sessions) {
      return new Interests(new Watches(sessions.memory()), new BlockedClients(sessions.memory()));
    }
  }

  private Execution execution(TickLog log, Interests interests) {
    return new Execution(
        log,
        random,
        new ShardInterests(interests.watches, interests.blocked),
        settings.commandBytesMax());
  }

  /**
   * Assembles a shard that forgets everything with the process.
   *
   * @param ledger is told what commands came to
   */
  public Running inMemory(
      CommandTables commands, Admission admission, CommandLedger ledger, Sessions sessions) {
    TickLog log = new NoLog();
    Interests interests = Interests.of(sessions);
    NoStore none = new NoStore();
    Backing backing =
        new Backing(
            execution(log, interests),
            log,
            none,
            none,
            none,
            new RecentElements(() -> 0),
            new Backlog(() -> false),
            () -> {},
            (then, failed) -> loop.post(then),
            failed -> {});
    Slots slots = new Slots(Map.of(), address -> Overwritten.NONE, 1, FilterMemory.none());
    Assembled assembled =
        assemble(backing, interests, slots, commands, admission, ledger, sessions);
    return assembled.running();
  }

  /**
   * Assembles a shard on what is in log and store. The store has applied all of the log that is
   * committed.
   */
  public Durable durable(
      Durability durability,
      CommandTables commands,
      Admission admission,
      CommandLedger ledger,
      Sessions sessions) {
    Keeping keeping = keeping(durability);
    BlockLog log =
        new BlockLog(
            durability.binlog(),
            keeping.sync,
            durability.writer().commits(),
            durability.limits().batchBytes(),
            durability.fatal());
    Interests interests = Interests.of(sessions);
    Execution execution = execution(log, interests);
    StoreReads reads =
        new TieredReads(
            durability.store(),
            keeping.cold,
            execution,
            new Doorkeeper(durability.residentBytes().getAsLong(), keeping.eviction::isNearlyFull),
            elementReads(durability, keeping, execution),
            keeping.evictedKeys,
            keeping.unseenKeys,
            durability.largeElements());
    Backing backing =
        new Backing(
            execution,
            log,
            keeping.cold,
            keeping.lookahead,
            reads,
            keeping.recentElements,
            keeping.backlog,
            keeping.room::require,
            catchUp(durability, keeping),
            durability.fatal());
    Slots slots =
        new Slots(
            durability.store().slots(),
            durability.store()::overwritten,
            durability.epoch(),
            keeping.filters);
    Assembled assembled =
        assemble(backing, interests, slots, commands, admission, ledger, sessions);
    assembled.views.forEach(view -> keeping.slots.add(view.table()));
    awaitCommits(durability, keeping.slots, execution);
    begin(keeping, assembled, log);
    assembled.expiry.startOnDisk(durability.store(), durability.readers());
    return new Durable(
        assembled.running(),
        new ReplicatedSlots(
            keeping.slots,
            log,
            assembled.tick,
            durability.writer().commits(),
            loop,
            keeping.follower::check));
  }

  private static void awaitCommits(Durability durability, OwnedSlots slots, Execution execution) {
    BackgroundWriter writer = durability.writer();
    UncommittedShare share = new UncommittedShare(durability.limits().lagBytesMax());
    for (SlotId id : writer.commits().awaited()) {
      slots.at(id).awaitCommits(share, writer.setAside(id));
      execution.someSlotsWait();
    }
  }

  private CatchUp catchUp(Durability durability, Keeping keeping) {
    return new StoreCatchUp(durability.writer(), keeping.follower, keeping.drains, loop);
  }

  private static InPlaceReads elementReads(
      Durability durability, Keeping keeping, Execution execution) {
    long recentBytes = recentElementBytes(durability.residentBytes().getAsLong());
    return new InPlaceReads(
        durability.store(),
        keeping.slots,
        keeping.cold,
        keeping.lookahead,
        execution,
        keeping.recentElements,
        new Doorkeeper(recentBytes, keeping.recentElements::isFull));
  }

  private static long recentElementBytes(long residentBytes) {
    return residentBytes / RECENT_ELEMENTS_PART;
  }

  /** What keeps a shard's data safe, and its memory bounded. */
  private record Keeping(
      LogSync sync,
      StoreFollower follower,
      DrainWaits drains,
      ColdReads cold,
      Lookahead lookahead,
      EvictedKeysReader evictedKeys,
      UnseenKeys unseenKeys,
      OwnedSlots slots,
      FilterMemory filters,
      RecentElements recentElements,
      Eviction eviction,
      Backlog backlog,
      DiskRoom room) {}

  private Keeping keeping(Durability durability) {
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
            settings.commandBytesMax());
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
        new Lookahead(cold, loop, settings.commandBytesMax()),
        evictedKeys,
        new UnseenKeys(durability.store(), evictedKeys, follower::isWaitingForRoom),
        slots,
        filters,
        recentElements,
        eviction,
        backlog(follower, eviction),
        room);
  }

  private static Backlog backlog(StoreFollower follower, Eviction eviction) {
    return new Backlog(
        () ->
            !follower.isWaitingForRoom()
                && (follower.isTooFarBehind()
                    || (eviction.isOverfull() && (follower.isBehind() || eviction.mayFree()))));
  }

  private void begin(Keeping keeping, Assembled assembled, BlockLog log) {
    StoreFollower follower = keeping.follower;
    assembled.tick.upkeep(keeping.eviction::run);
    assembled.tick.onFailedAppend(
        () -> {
          keeping.room.writeFailed();
          loop.post(keeping.drains::wakeAll);
        });
    keeping.sync.onSynced(
        () -> {
          log.synced();
          loop.post(follower::check); // on its own: if it fails, that is not fatal
        });
    StoreProgress progress =
        new StoreProgress(
            keeping.slots,
            keeping.lookahead,
            keeping.unseenKeys,
            keeping.drains,
            keeping.eviction,
            follower,
            keeping.backlog,
            assembled.dispatcher::goOn,
            loop);
    keeping.backlog.onWait(progress::writerWaits);
    follower.onApplied(progress::applied);
    follower.onOutOfSpace(
        () -> {
          keeping.room.writeFailed();
          keeping.drains.wakeAll();
          progress.makeRoom();
        });
    keeping.cold.start();
    keeping.room.start();
    keeping.sync.start();
    follower.start();
  }

  private record Assembled(
      Shard shard,
      CommandRunner runner,
      Dispatcher dispatcher,
      ShardGateway gateway,
      Tick tick,
      List<TableView> views,
      ActiveExpiry expiry) {
    Running running() {
      return new Running(shard, runner, gateway);
    }
  }

  private Assembled assemble(
      Backing backing,
      Interests interests,
      Slots slots,
      CommandTables commands,
      Admission admission,
      CommandLedger ledger,
      Sessions sessions) {
    Execution execution = backing.execution;
    execution.advanceTime(Math.max(loop.nowMillis(), lastSlotTime(slots.stored)));
    List<TableView> views = views(execution, backing.reads, slots);
    Shard shard =
        new Shard(
            views,
            execution,
            interests.watches,
            slots.filters,
            backing.recentElements,
            backing.catchUp);
    Tick tick = new Tick(backing.log, loop, backing.fatal);
    CommandRunner runner =
        new CommandRunner(shard, router, interests.blocked, backing.fetches, loop, tick, ledger);
    CommandTable table = commands.of(shard, runner);
    Dispatcher dispatcher =
        new Dispatcher(
            table, runner, tick, admission, ledger, backing.backlog, backing.requireRoom);
    ActiveExpiry expiry =
        new ActiveExpiry(views, execution, tick, loop, backing.fetches, expiryActive);
    expiry.start();
    Foresight foresight = new Foresight(shard, table, router, backing.ahead);
    ShardGateway gateway =
        new ShardGateway(shard, dispatcher, runner, foresight, tick, loop, sessions);
    return new Assembled(shard, runner, dispatcher, gateway, tick, views, expiry);
  }

  private static long lastSlotTime(Map<SlotAddress, SlotStatus> stored) {
    return stored.values().stream().mapToLong(SlotStatus::slotTimeMillis).max().orElse(0);
  }

  private List<TableView> views(Execution execution, StoreReads reads, Slots slots) {
    Map<Integer, Table> byNumber = new HashMap<>();
    List<TableView> views = new ArrayList<>();
    for (int number = 0; number < tables; number++) {
      int table = number;
      Table created =
          new Table(
              table,
              slotCount,
              slot -> slot(new SlotAddress(table, slot, 1), SlotStatus.EMPTY, slots));
      byNumber.put(number, created);
      views.add(new TableView(created, execution, reads, settings, views));
    }
    slots.stored.forEach((address, status) -> restore(byNumber, slot(address, status, slots)));
    return views;
  }

  private ShardSlot slot(SlotAddress address, SlotStatus status, Slots slots) {
    return new ShardSlot(
        address,
        status,
        slots.overwritten.apply(address),
        slots.epoch,
        tier.newSlot(),
        slots.filters);
  }

  private void restore(Map<Integer, Table> byNumber, ShardSlot slot) {
    Table table = byNumber.get(slot.table());
    if (table == null || slot.number() >= table.slotCount()) {
      throw new IllegalStateException(
          "the store holds %s, but there are %d tables of %d slots"
              .formatted(slot.address(), tables, slotCount));
    }
    table.put(slot);
  }
}
