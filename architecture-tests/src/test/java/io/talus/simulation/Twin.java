package io.talus.simulation;

import io.talus.adapters.memory.MemoryResidentTier;
import io.talus.adapters.memory.MemoryTablesRepository;
import io.talus.application.assembly.ShardAssembly;
import io.talus.application.command.Reply;
import io.talus.application.execution.ShardCounters;
import io.talus.application.host.Host;
import io.talus.application.port.CommandGateway;
import io.talus.application.port.CommandGateway.ClientSession;
import io.talus.application.port.Ticket;
import io.talus.application.server.Node;
import io.talus.application.settings.Settings;
import io.talus.application.table.NodeTables;
import io.talus.domain.bytes.Bytes;
import io.talus.testkit.simulation.SimulatedClock;
import io.talus.testkit.simulation.SimulatedLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A Talus in memory that executes the same operations. Each runs within a transaction, so that none
 * waits.
 */
final class Twin {
  private static final Bytes[] MULTI = {Bytes.of("MULTI")};
  private static final Bytes[] EXEC = {Bytes.of("EXEC")};

  private final SimulatedClock clock = new SimulatedClock(0);
  private final SimulatedLoop loop = new SimulatedLoop(clock);
  private final ShardAssembly.Running running;
  private final CommandGateway gateway;
  private final List<Reply> replies = new ArrayList<>();
  private final List<ClientSession> sessions = new ArrayList<>();
  private boolean changed;

  Twin() {
    NodeTables tables =
        NodeTables.open(
            new MemoryTablesRepository(),
            Runnable::run,
            loop::post,
            Circumstances.TABLES,
            Circumstances.TABLE_SLOTS);
    Node node = new Node(Settings.initial(), Host.embedded(0), loop, tables);
    running =
        new ShardAssembly(
                tables,
                new MemoryResidentTier(),
                loop,
                new SplittableRandom(1),
                node.viewSettings(),
                () -> false)
            .inMemory(node, node.admission(), node.ledger(), node.sessions());
    gateway = running.gateway();
    for (int table = 0; table < Circumstances.TABLES; table++) {
      ClientSession session = gateway.connected(new Replies());
      session.execute(new Bytes[] {Bytes.of("SELECT"), Bytes.of(Integer.toString(table))});
      sessions.add(session);
    }
    gateway.endOfTick();
  }

  /** Whether the last operation has changed something; not if something has expired, too. */
  boolean hasChanged() {
    return changed;
  }

  Reply run(Operation operation) {
    ShardCounters counters = running.shard().counters();
    long units = counters.units();
    long expired = counters.expiredKeys();
    Reply reply = execute(operation);
    changed = counters.units() > units && counters.expiredKeys() == expired;
    return reply;
  }

  private Reply execute(Operation operation) {
    clock.set(Math.max(clock.nowMillis(), operation.millis()));
    ClientSession session = sessions.get(operation.table());
    session.execute(MULTI.clone());
    session.execute(operation.words().toArray(Bytes[]::new));
    replies.clear();
    session.execute(EXEC.clone());
    gateway.endOfTick();
    while (loop.runPosted()) {
      // Until nothing is left to do.
    }
    if (replies.getLast() instanceof Reply.Array executed && executed.items().size() == 1) {
      return executed.items().getFirst();
    }
    throw new AssertionError("the twin answers " + replies + " to " + operation);
  }

  private final class Replies extends QuietChannel {
    @Override
    public void send(Reply reply, Ticket ticket) {
      replies.add(reply);
    }

    @Override
    public Ticket release() {
      return Ticket.NONE; // replies were looked at when they were sent
    }

    @Override
    public void resume() {
      throw new AssertionError("the twin never waits");
    }
  }
}
