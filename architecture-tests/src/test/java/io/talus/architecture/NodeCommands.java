package io.talus.architecture;

import io.talus.adapters.memory.MemoryResidentTier;
import io.talus.adapters.memory.MemoryTablesRepository;
import io.talus.application.assembly.ShardAssembly;
import io.talus.application.command.CommandTable;
import io.talus.application.host.Host;
import io.talus.application.server.Node;
import io.talus.application.settings.Settings;
import io.talus.application.table.NodeTables;
import io.talus.testkit.simulation.SimulatedClock;
import io.talus.testkit.simulation.SimulatedLoop;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;

/** All commands of a node. */
final class NodeCommands {
  private NodeCommands() {}

  static CommandTable table() {
    SimulatedLoop loop = new SimulatedLoop(new SimulatedClock(0));
    NodeTables tables =
        NodeTables.open(new MemoryTablesRepository(), Runnable::run, loop::post, 1, 1);
    Node node = new Node(Settings.initial(), Host.embedded(0), loop, tables);
    AtomicReference<CommandTable> table = new AtomicReference<>();
    new ShardAssembly(
            tables,
            new MemoryResidentTier(),
            loop,
            new SplittableRandom(1),
            node.viewSettings(),
            () -> false)
        .inMemory(
            (shard, runner) -> {
              table.set(node.of(shard, runner));
              return table.get();
            },
            node.admission(),
            node.ledger(),
            node.sessions());
    return table.get();
  }
}
