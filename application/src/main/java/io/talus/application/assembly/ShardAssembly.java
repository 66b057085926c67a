package io.talus.application.assembly;

import io.talus.application.command.CommandTable;
import io.talus.application.execution.Execution;
import io.talus.application.expiry.ActiveExpiry;
import io.talus.application.following.Backlog;
import io.talus.application.following.Durability;
import io.talus.application.following.Keeping;
import io.talus.application.gate.BlockLog;
import io.talus.application.gate.NoLog;
import io.talus.application.gate.ReplicatedSlots;
import io.talus.application.gate.Tick;
import io.talus.application.gate.TickLog;
import io.talus.application.inplace.RecentElements;
import io.talus.application.log.BackgroundWriter;
import io.talus.application.port.EventLoop;
import io.talus.application.port.ResidentTier;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotStore;
import io.talus.application.port.StoredCollection;
import io.talus.application.reads.NoStore;
import io.talus.application.reads.StoreReads;
import io.talus.application.route.Router;
import io.talus.application.session.Sessions;
import io.talus.application.session.Watches;
import io.talus.application.shard.Admission;
import io.talus.application.shard.BlockedClients;
import io.talus.application.shard.CommandLedger;
import io.talus.application.shard.CommandRunner;
import io.talus.application.shard.CommandTables;
import io.talus.application.shard.Dispatcher;
import io.talus.application.shard.Shard;
import io.talus.application.shard.ShardGateway;
import io.talus.application.shard.ShardInterests;
import io.talus.application.shard.Trials;
import io.talus.application.shard.Walks;
import io.talus.application.slot.OwnedSlots;
import io.talus.application.slot.ShardSlot;
import io.talus.application.slot.UncommittedShare;
import io.talus.application.table.NodeTables;
import io.talus.application.view.TableView;
import io.talus.application.view.TableViews;
import io.talus.application.view.ViewSettings;
import io.talus.application.walking.StoredWalks;
import io.talus.domain.mutation.Mutation.AbandonBuilt;
import io.talus.domain.slot.SlotId;
import java.util.List;
import java.util.function.BooleanSupplier;
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

  /** The same on a log and a store, with what replication needs of it. */
  public record Durable(Running running, ReplicatedSlots replicated, BlockLog log) {}

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
    SlotSource slots = SlotSource.inMemory(tier);
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
    Keeping keeping = Keeping.of(durability, tier, loop, settings.commandBytesMax());
    BlockLog log =
        new BlockLog(
            durability.binlog(),
            keeping.sync(),
            durability.writer().commits(),
            durability.limits().batchBytes(),
            durability.fatal());
    Interests interests = Interests.of(sessions);
    Execution execution = execution(log, interests);
    StoreReads reads = keeping.reads(durability, execution);
    Backing backing =
        new Backing(
            execution,
            keeping.slots(),
            log,
            keeping.cold(),
            keeping.readAhead(),
            reads,
            keeping.recentElements(),
            keeping.backlog(),
            keeping::requireRoom,
            keeping.catchUp(durability, loop),
            durability.fatal(),
            new Backing.WalkBacking(durability, keeping.drains(), keeping.cold()));
    SlotSource slots =
        new SlotSource(
            tier,
            durability.store().slots(),
            durability.store()::overwritten,
            durability.epoch(),
            keeping.filters());
    Assembled assembled =
        assemble(backing, interests, slots, commands, admission, ledger, sessions);
    UncommittedShare share = new UncommittedShare(durability.limits().lagBytesMax());
    awaitCommits(durability, keeping.slots(), execution, share);
    keeping.begin(assembled.tick, assembled.dispatcher::goOn, log, loop);
    loop.post(() -> abandonUnpublished(durability.store(), assembled));
    assembled.expiry.startOnDisk(durability.store(), durability.readers());
    return new Durable(
        assembled.running(),
        new ReplicatedSlots(
            keeping.slots(),
            log,
            assembled.tick,
            durability.writer().commits(),
            loop,
            share,
            new ReplicatedSlots.Told(
                execution::someSlotsWait,
                keeping::check,
                cut -> loop.post(() -> keeping.drains().wake(cut)))),
        log);
  }

  private static void awaitCommits(
      Durability durability, OwnedSlots slots, Execution execution, UncommittedShare share) {
    BackgroundWriter writer = durability.writer();
    for (SlotId id : writer.commits().awaited()) {
      slots.at(id).awaitCommits(share, true, writer.setAside(id));
      execution.someSlotsWait();
    }
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
      SlotSource slots,
      CommandTables commands,
      Admission admission,
      CommandLedger ledger,
      Sessions sessions) {
    Execution execution = backing.execution();
    execution.advanceTime(Math.max(loop.nowMillis(), slots.lastTimeMillis()));
    TableViews views = views(backing, slots);
    List<ShardSlot> leftovers = slots.restore(views);
    Shard shard =
        new Shard(
            views,
            execution,
            interests.watches,
            slots.filters(),
            backing.recentElements(),
            backing.catchUp());
    Tick tick = new Tick(backing.log(), loop, backing.fatal());
    StoredWalks walks = walks(backing, shard, tick, ledger);
    CommandRunner runner =
        new CommandRunner(
            shard,
            router,
            interests.blocked,
            backing.fetches(),
            loop,
            tick,
            ledger,
            walks == null ? Walks.none() : walks);
    CommandTable table = commands.of(shard, runner);
    Dispatcher dispatcher =
        new Dispatcher(
            table, runner, tick, admission, ledger, backing.backlog(), backing.requireRoom());
    if (walks != null) {
      walks.begin(session -> loop.post(() -> dispatcher.goOn(session)), runner.walkEnds());
    }
    ActiveExpiry expiry =
        new ActiveExpiry(views, execution, tick, loop, backing.fetches(), expiryActive);
    expiry.start();
    follow(shard, runner, tick);
    if (!leftovers.isEmpty()) {
      shard.clearLeftovers(leftovers);
      tick.endSoon();
    }
    Trials trials = new Trials(shard, table, router, backing.readAhead());
    ShardGateway gateway =
        new ShardGateway(shard, dispatcher, runner, trials, tick, loop, sessions);
    return new Assembled(shard, runner, dispatcher, gateway, tick, views, expiry);
  }

  private @Nullable StoredWalks walks(
      Backing backing, Shard shard, Tick tick, CommandLedger ledger) {
    Backing.WalkBacking walks = backing.walks();
    return walks == null
        ? null
        : StoredWalks.of(
            shard,
            settings,
            walks.durability(),
            loop,
            walks.drains(),
            walks.cold(),
            tick,
            ledger,
            backing.requireRoom());
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

  private TableViews views(Backing backing, SlotSource slots) {
    TableViews views =
        new TableViews(
            backing.slots(),
            (definition, all) ->
                new TableView(
                    slots.table(definition), backing.execution(), backing.reads(), settings, all));
    views.follow(tables.current());
    return views;
  }
}
