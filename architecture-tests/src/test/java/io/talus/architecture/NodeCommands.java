package io.talus.architecture;

import io.talus.adapters.memory.MemoryResidentTier;
import io.talus.adapters.memory.MemoryTablesRepository;
import io.talus.application.assembly.ShardAssembly;
import io.talus.application.command.CommandTable;
import io.talus.application.decision.DecisionHistory;
import io.talus.application.host.Host;
import io.talus.application.server.Node;
import io.talus.application.settings.Settings;
import io.talus.application.slotmap.ClusterMap;
import io.talus.application.table.NodeTables;
import io.talus.domain.slot.SlotId;
import io.talus.testkit.simulation.SimulatedClock;
import io.talus.testkit.simulation.SimulatedLoop;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** All commands of a node. */
final class NodeCommands {
  private NodeCommands() {}

  /** Of a node alone. */
  static CommandTable table() {
    return table(node -> {});
  }

  /** Of a node of a cluster. */
  static CommandTable ofCluster() {
    return table(node -> node.joins(new EmptyMap(), new DecisionHistory()));
  }

  private static CommandTable table(Consumer<Node> prepare) {
    SimulatedLoop loop = new SimulatedLoop(new SimulatedClock(0));
    NodeTables tables =
        NodeTables.open(new MemoryTablesRepository(), Runnable::run, loop::post, 1, 1);
    Node node = new Node(Settings.initial(), Host.embedded(0), loop, tables);
    prepare.accept(node);
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

  /** Nobody asks it. */
  private record EmptyMap() implements ClusterMap {
    @Override
    public List<MappedNode> nodes() {
      return List.of();
    }

    @Override
    public Optional<Holders> holders(SlotId slot) {
      return Optional.empty();
    }

    @Override
    public List<PeerLink> links() {
      return List.of();
    }
  }
}
