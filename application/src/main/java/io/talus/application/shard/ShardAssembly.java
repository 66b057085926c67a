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
import io.talus.application.port.SlotStore;
import io.talus.application.port.StoredCollection;
import io.talus.application.route.Router;
import io.talus.application.session.Sessions;
import io.talus.application.session.Watches;
import io.talus.application.table.NodeTables;
import io.talus.domain.mutation.Mutation.AbandonBuilt;
import io.talus.domain.slot.SlotId;
import io.talus.domain.table.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Puts a shard together, in memory alone or in front of a log and a store.
 *
 * @param tables which tables there are; they may come and go
 * @param expiryActive whether keys that are due are dropped although nobody looks at them
 * @param router where commands run
 */
public record ShardAssembly(
    NodeTables tables,
    ResidentTier tier,
    EventLoop loop,
    RandomGenerator random,
    ViewSettings settings,
    BooleanSupplier expiryActive,
    Router router) {

  /** What recent elements of collections in place may take of the memory for residents. */
  private static final int RECENT_ELEMENTS_PART = 8;

  /**
   * Of the walks that collect in memory there is one at a time: it may have more than a command.
   */
  private static final long WALK_SHARES = 8;

  /** A shard that has everything. */
  public ShardAssembly(
      NodeTables tables,
      ResidentTier tier,
      EventLoop loop,
      RandomGenerator random,
      ViewSettings settings,
      BooleanSupplier expiryActive) {
    this(tables, tier, loop, random, settings, expiryActive, Router.here());
  }

  /** The parts of a running shard. */
  public record Running(Shard shard, CommandRunner runner, ShardGateway gateway) {}

  /** The same on a log and a store. */
  public record Durable(Running running, ReplicatedSlots replicated) {}

  /** What depends on where the data is kept. */
  private record Backing(
      Execution execution,
      OwnedSlots slots,
      TickLog log,
      Fetches fetches,
      Ahead ahead,
      StoreReads reads,
      RecentElements recentElements,
      Backlog backlog,
      Runnable requireRoom,
      CatchUp catchUp,
      Consumer<RuntimeException> fatal,
      @Nullable WalkBacking walks) {}

  /** What walks need beside. */
  private record WalkBacking(Durability durability, DrainWaits drains, ColdReads cold) {}

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
            OwnedSlots.withoutStore(),
            log,
            none,
            none,
            none,
            new RecentElements(() -> 0),
            new Backlog(() -> false),
            () -> {},
            (then, failed) -> loop.post(then),
            failed -> {},
            null);
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
    InPlaceReads elements = elementReads(durability, keeping, execution);
    execution.elements(elements);
    StoreReads reads =
        new TieredReads(
            durability.store(),
            keeping.cold,
            execution,
            new Doorkeeper(durability.residentBytes().getAsLong(), keeping.eviction::isNearlyFull),
            elements,
            keeping.evictedKeys,
            keeping.unseenKeys,
            durability.largeElements());
    Backing backing =
        new Backing(
            execution,
            keeping.slots,
            log,
            keeping.cold,
            keeping.lookahead,
            reads,
            keeping.recentElements,
            keeping.backlog,
            keeping.room::require,
            catchUp(durability, keeping),
            durability.fatal(),
            new WalkBacking(durability, keeping.drains, keeping.cold));
    Slots slots =
        new Slots(
            durability.store().slots(),
            durability.store()::overwritten,
            durability.epoch(),
            keeping.filters);
    Assembled assembled =
        assemble(backing, interests, slots, commands, admission, ledger, sessions);
    awaitCommits(durability, keeping.slots, execution);
    begin(keeping, assembled, log);
    loop.post(() -> abandonUnpublished(durability.store(), assembled));
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

  /** What an earlier process was building. */
  private static void abandonUnpublished(SlotStore store, Assembled assembled) {
    Execution execution = assembled.shard.execution();
    for (StoredCollection unfinished : store.unpublished()) {
      SlotAddress address = unfinished.address();
      ShardSlot slot = assembled.shard.table(address.table()).slot(address.slot());
      if (slot.address().equals(address)) {
        execution.begin();
        execution.apply(slot, new AbandonBuilt(unfinished.type(), unfinished.id()));
        execution.commit();
        assembled.tick.endSoon();
      }
    }
  }

  private record Assembled(
      Shard shard,
      CommandRunner runner,
      Dispatcher dispatcher,
      ShardGateway gateway,
      Tick tick,
      TableViews views,
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
    TableViews views = views(backing, slots);
    List<ShardSlot> leftovers = restore(views, slots);
    Shard shard =
        new Shard(
            views,
            execution,
            interests.watches,
            slots.filters,
            backing.recentElements,
            backing.catchUp);
    Tick tick = new Tick(backing.log, loop, backing.fatal);
    WalkCourse course = walkCourse(backing, shard, tick, ledger);
    StoredWalks walks = walks(backing, shard, course);
    CommandRunner runner =
        new CommandRunner(
            shard,
            router,
            interests.blocked,
            backing.fetches,
            loop,
            tick,
            ledger,
            walks == null ? Walks.none() : walks);
    CommandTable table = commands.of(shard, runner);
    Dispatcher dispatcher =
        new Dispatcher(
            table, runner, tick, admission, ledger, backing.backlog, backing.requireRoom);
    if (walks != null && course != null) {
      walks.goOn(session -> loop.post(() -> dispatcher.goOn(session)));
      course.ends(runner.walkEnds());
    }
    ActiveExpiry expiry =
        new ActiveExpiry(views, execution, tick, loop, backing.fetches, expiryActive);
    expiry.start();
    follow(shard, runner, tick);
    if (!leftovers.isEmpty()) {
      shard.clearLeftovers(leftovers);
      tick.endSoon();
    }
    Foresight foresight = new Foresight(shard, table, router, backing.ahead);
    ShardGateway gateway =
        new ShardGateway(shard, dispatcher, runner, foresight, tick, loop, sessions);
    return new Assembled(shard, runner, dispatcher, gateway, tick, views, expiry);
  }

  private @Nullable WalkCourse walkCourse(
      Backing backing, Shard shard, Tick tick, CommandLedger ledger) {
    WalkBacking walks = backing.walks;
    if (walks == null) {
      return null;
    }
    long bytesMax = WALK_SHARES * settings.commandBytesMax();
    return new WalkCourse(
        shard,
        new WalkStarts(shard, settings, bytesMax),
        walks.durability,
        loop,
        walks.drains,
        backing.fetches,
        tick,
        ledger,
        backing.requireRoom);
  }

  private static @Nullable StoredWalks walks(
      Backing backing, Shard shard, @Nullable WalkCourse course) {
    WalkBacking walks = backing.walks;
    return walks == null || course == null ? null : new StoredWalks(shard, course, walks.cold);
  }

  private static long lastSlotTime(Map<SlotAddress, SlotStatus> stored) {
    return stored.values().stream().mapToLong(SlotStatus::slotTimeMillis).max().orElse(0);
  }

  /** What dropped tables hold goes in a unit of its own. */
  private void follow(Shard shard, CommandRunner runner, Tick tick) {
    Execution execution = shard.execution();
    tables.onChange(
        image -> {
          execution.advanceTime(loop.nowMillis());
          execution.begin();
          List<Integer> dropped = shard.follow(image);
          execution.commit();
          dropped.forEach(runner::tableDropped);
          tick.endSoon();
        });
  }

  private TableViews views(Backing backing, Slots slots) {
    TableViews views =
        new TableViews(
            backing.slots,
            (definition, all) ->
                new TableView(
                    table(definition, slots), backing.execution, backing.reads, settings, all));
    views.follow(tables.current());
    return views;
  }

  private Table table(TableDefinition definition, Slots slots) {
    int number = definition.number();
    return new Table(
        number,
        definition.slotCount(),
        slot -> slot(new SlotAddress(number, slot, 1), SlotStatus.EMPTY, slots));
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

  /**
   * Puts what is in the store into its tables.
   *
   * @return the slots of dropped tables that still hold keys
   */
  private List<ShardSlot> restore(TableViews views, Slots slots) {
    List<ShardSlot> leftovers = new ArrayList<>();
    slots.stored.forEach(
        (address, status) -> {
          ShardSlot slot = slot(address, status, slots);
          if (!views.wasDropped(address.table())) {
            restore(views.find(address.table()), slot);
          } else if (slot.keys() > 0) {
            leftovers.add(slot);
          }
        });
    return leftovers;
  }

  private static void restore(@Nullable TableView view, ShardSlot slot) {
    if (view == null || slot.number() >= view.table().slotCount()) {
      throw new IllegalStateException(
          "the store holds %s, but %s"
              .formatted(
                  slot.address(),
                  view == null
                      ? "there never was such a table"
                      : "the table has " + view.table().slotCount() + " slots"));
    }
    view.table().put(slot);
  }
}
