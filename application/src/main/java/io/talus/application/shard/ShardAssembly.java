package io.talus.application.shard;

import io.talus.application.log.LogSync;
import io.talus.application.port.EventLoop;
import io.talus.application.port.ResidentTier;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotStatus;
import io.talus.application.session.Sessions;
import io.talus.application.session.Watches;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Puts a shard together, in memory alone or in front of a log and a store.
 *
 * @param tables how many tables there are, each with {@code slotCount} slots
 * @param expiryActive whether keys that are due are dropped although nobody looks at them
 */
public record ShardAssembly(
    int tables,
    int slotCount,
    ResidentTier tier,
    EventLoop loop,
    RandomGenerator random,
    ViewSettings settings,
    BooleanSupplier expiryActive) {

  /** The parts of a running shard. */
  public record Running(Shard shard, CommandRunner runner, ShardGateway gateway) {}

  /** What depends on where the data is kept. */
  private record Backing(
      TickLog log, Discards discards, Fetches fetches, StoreReads reads, Backlog backlog) {}

  /**
   * Assembles a shard that forgets everything with the process.
   *
   * @param ledger is told what commands came to
   */
  public Running inMemory(
      CommandTables commands, Admission admission, CommandLedger ledger, Sessions sessions) {
    Backing backing =
        new Backing(
            new NoLog(),
            block -> {},
            ShardAssembly::nothingIsCold,
            new NoStore(),
            new Backlog(() -> false, () -> {}));
    Assembled assembled = assemble(backing, Map.of(), 1, commands, admission, ledger, sessions);
    return assembled.running();
  }

  private static void nothingIsCold(List<ColdRequest> requests, Runnable then) {
    throw new IllegalStateException("nothing lies on disk: " + requests);
  }

  /** Assembles a shard on what is in log and store; the store has applied all of the log. */
  public Running durable(
      Durability durability,
      CommandTables commands,
      Admission admission,
      CommandLedger ledger,
      Sessions sessions) {
    LogSync sync = durability.sync(loop);
    StoreFollower follower = durability.follower(sync, loop);
    DrainWaits drains = new DrainWaits(follower::hurry);
    ColdReads cold = new ColdReads(durability.store(), durability.readers(), loop, drains);
    BlockLog log = new BlockLog(durability.binlog(), sync);
    List<Table> evicted = new ArrayList<>();
    Eviction eviction =
        new Eviction(
            tier, evicted, durability.residentBytes(), () -> durability.store().appliedBlock());
    Backlog backlog =
        new Backlog(
            () -> follower.isTooFarBehind() || (follower.isBehind() && eviction.isOverfull()),
            follower::hurry);
    Backing backing =
        new Backing(log, log, cold, new TieredReads(durability.store(), cold), backlog);
    Assembled assembled =
        assemble(
            backing,
            durability.store().slots(),
            durability.epoch(),
            commands,
            admission,
            ledger,
            sessions);
    assembled.views.forEach(view -> evicted.add(view.table()));
    assembled.tick.beforeEnd(eviction::run);
    sync.onSynced(
        () -> {
          assembled.tick.released();
          follower.check();
        });
    StoreProgress progress =
        new StoreProgress(evicted, cold, drains, eviction, follower, backlog, assembled.runner);
    follower.onApplied(progress::applied);
    sync.start();
    follower.start();
    assembled.expiry.startOnDisk(durability.store(), durability.readers(), cold);
    return assembled.running();
  }

  private record Assembled(
      Shard shard,
      CommandRunner runner,
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
      Map<SlotAddress, SlotStatus> stored,
      long epoch,
      CommandTables commands,
      Admission admission,
      CommandLedger ledger,
      Sessions sessions) {
    Watches watches = new Watches();
    BlockedClients blocked = new BlockedClients();
    Execution execution = new Execution(backing.log, random, new ShardInterests(watches, blocked));
    execution.advanceTime(Math.max(loop.nowMillis(), lastSlotTime(stored)));
    List<TableView> views = views(execution, backing.reads, stored, epoch);
    Shard shard = new Shard(views, execution, watches);
    Tick tick = new Tick(backing.log, loop, backing.discards);
    CommandRunner runner = new CommandRunner(shard, blocked, backing.fetches, loop, tick, ledger);
    Dispatcher dispatcher =
        new Dispatcher(
            commands.of(shard, runner), runner, tick, admission, ledger, backing.backlog);
    ActiveExpiry expiry = new ActiveExpiry(views, execution, tick, loop, expiryActive);
    expiry.start();
    ShardGateway gateway = new ShardGateway(shard, dispatcher, runner, tick, loop, sessions);
    return new Assembled(shard, runner, gateway, tick, views, expiry);
  }

  private static long lastSlotTime(Map<SlotAddress, SlotStatus> stored) {
    return stored.values().stream().mapToLong(SlotStatus::slotTimeMillis).max().orElse(0);
  }

  private List<TableView> views(
      Execution execution, StoreReads reads, Map<SlotAddress, SlotStatus> stored, long epoch) {
    Map<Integer, Table> byNumber = new HashMap<>();
    List<TableView> views = new ArrayList<>();
    for (int number = 0; number < tables; number++) {
      int table = number;
      Table slots =
          new Table(
              table,
              slotCount,
              slot ->
                  new ShardSlot(
                      new SlotAddress(table, slot, 1), SlotStatus.EMPTY, epoch, tier.newSlot()));
      byNumber.put(number, slots);
      views.add(new TableView(slots, execution, reads, settings, views));
    }
    stored.forEach((address, status) -> restore(byNumber, address, status, epoch));
    return views;
  }

  private void restore(
      Map<Integer, Table> byNumber, SlotAddress address, SlotStatus status, long epoch) {
    Table table = byNumber.get(address.table());
    if (table == null || address.slot() >= table.slotCount()) {
      throw new IllegalStateException(
          "the store holds %s, but there are %d tables of %d slots"
              .formatted(address, tables, slotCount));
    }
    table.put(new ShardSlot(address, status, epoch, tier.newSlot()));
  }
}
