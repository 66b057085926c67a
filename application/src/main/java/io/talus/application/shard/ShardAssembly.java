package io.talus.application.shard;

import io.talus.application.port.EventLoop;
import io.talus.application.port.ResidentTier;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotStatus;
import io.talus.application.session.Sessions;
import io.talus.application.session.Watches;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Puts a shard together that lives in memory alone.
 *
 * @param tables how many tables there are, each with {@code slotCount} slots
 */
public record ShardAssembly(
    int tables,
    int slotCount,
    ResidentTier tier,
    EventLoop loop,
    RandomGenerator random,
    ViewSettings settings) {

  /** The parts of a running shard. */
  public record Running(Shard shard, CommandRunner runner, ShardGateway gateway) {}

  /**
   * Assembles the shard.
   *
   * @param ledger is told what commands came to
   */
  public Running inMemory(
      CommandTables commands, Admission admission, CommandLedger ledger, Sessions sessions) {
    TickLog log = new NoLog();
    Watches watches = new Watches();
    BlockedClients blocked = new BlockedClients();
    Execution execution = new Execution(log, random, new ShardInterests(watches, blocked));
    execution.advanceTime(loop.nowMillis());
    Shard shard = new Shard(views(execution), execution, watches);
    Tick tick = new Tick(log, loop, block -> {});
    CommandRunner runner =
        new CommandRunner(shard, blocked, ShardAssembly::nothingIsCold, loop, tick, ledger);
    Dispatcher dispatcher =
        new Dispatcher(commands.of(shard, runner), runner, tick, admission, ledger);
    ShardGateway gateway = new ShardGateway(shard, dispatcher, runner, tick, loop, sessions);
    return new Running(shard, runner, gateway);
  }

  private List<TableView> views(Execution execution) {
    List<TableView> views = new ArrayList<>();
    for (int number = 0; number < tables; number++) {
      int table = number;
      Table slots =
          new Table(
              table,
              slotCount,
              slot ->
                  new ShardSlot(
                      new SlotAddress(table, slot, 1), SlotStatus.EMPTY, 1, tier.newSlot()));
      views.add(new TableView(slots, execution, new NoStore(), settings, views));
    }
    return views;
  }

  private static void nothingIsCold(List<ColdRequest> requests, Runnable then) {
    throw new IllegalStateException("nothing lies on disk: " + requests);
  }
}
