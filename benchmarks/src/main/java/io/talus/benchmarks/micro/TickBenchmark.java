package io.talus.benchmarks.micro;

import io.talus.adapters.memory.MemoryResidentTier;
import io.talus.adapters.memory.MemoryTablesRepository;
import io.talus.application.assembly.ShardAssembly;
import io.talus.application.command.Reply;
import io.talus.application.host.Host;
import io.talus.application.port.ClientChannel;
import io.talus.application.port.ClientKind;
import io.talus.application.port.CommandGateway;
import io.talus.application.port.CommandGateway.ClientSession;
import io.talus.application.port.Ticket;
import io.talus.application.server.Node;
import io.talus.application.settings.Settings;
import io.talus.application.settings.StorageSettings;
import io.talus.application.table.NodeTables;
import io.talus.domain.bytes.Bytes;
import io.talus.testkit.simulation.SimulatedClock;
import io.talus.testkit.simulation.SimulatedLoop;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time per command of ticks of fifty, one of each client, in memory: all but sockets, log and
 * store.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TickBenchmark {
  private static final int CLIENTS = 50;
  private static final int KEYS = 100_000;
  private static final Bytes SET = Bytes.of("SET");
  private static final Bytes GET = Bytes.of("GET");
  private static final Bytes ZADD = Bytes.of("ZADD");
  private static final Bytes BOARD = Bytes.of("board");
  private static final Bytes VALUE = Bytes.of("x".repeat(100));

  private final SplittableRandom random = new SplittableRandom(1);
  private final SimulatedClock clock = new SimulatedClock(1_700_000_000_000L);
  private final CommandGateway gateway = gateway(new SimulatedLoop(clock));
  private final ClientSession[] sessions = new ClientSession[CLIENTS];
  private final Bytes[] keys = new Bytes[KEYS];

  /** Connects the clients. */
  public TickBenchmark() {
    for (int i = 0; i < CLIENTS; i++) {
      sessions[i] = gateway.connected(new Deaf());
    }
    for (int i = 0; i < KEYS; i++) {
      keys[i] = Bytes.of("key:" + i);
    }
  }

  private static CommandGateway gateway(SimulatedLoop loop) {
    Settings settings = Settings.initial();
    NodeTables tables =
        NodeTables.open(
            new MemoryTablesRepository(),
            Runnable::run,
            loop::post,
            1,
            settings.getInt(StorageSettings.TABLE_SLOTS));
    Node node = new Node(settings, Host.embedded(loop.nowMillis()), loop, tables);
    return new ShardAssembly(
            tables,
            new MemoryResidentTier(),
            loop,
            new SplittableRandom(2),
            node.viewSettings(),
            () -> false)
        .inMemory(node, node.admission(), node.ledger(), node.sessions())
        .gateway();
  }

  private Bytes anyKey() {
    return keys[random.nextInt(KEYS)];
  }

  private void endTick() {
    clock.advance(1);
    gateway.endOfTick();
  }

  @Benchmark
  @OperationsPerInvocation(CLIENTS)
  public void fiftySets() {
    for (ClientSession session : sessions) {
      session.execute(new Bytes[] {SET, anyKey(), VALUE});
    }
    endTick();
  }

  @Benchmark
  @OperationsPerInvocation(CLIENTS)
  public void fiftyGets() {
    for (ClientSession session : sessions) {
      session.execute(new Bytes[] {GET, anyKey()});
    }
    endTick();
  }

  @Benchmark
  @OperationsPerInvocation(CLIENTS)
  public void fiftyZadds() {
    for (ClientSession session : sessions) {
      Bytes score = Bytes.of(Integer.toString(random.nextInt(KEYS)));
      session.execute(new Bytes[] {ZADD, BOARD, score, anyKey()});
    }
    endTick();
  }

  /** A client that does not look at its replies. */
  private static final class Deaf implements ClientChannel {
    private static final String ADDRESS = "benchmark:0";

    @Override
    public void whenTaken(Runnable task) {
      task.run();
    }

    @Override
    public void send(Reply reply, Ticket ticket) {
      // Not looked at.
    }

    @Override
    public Ticket release() {
      return Ticket.NONE; // nothing was kept
    }

    @Override
    public void resume() {
      throw new IllegalStateException("nothing waits in memory");
    }

    @Override
    public void reading(boolean on) {
      // There is nothing to read.
    }

    @Override
    public void protocol(int version) {
      // Nothing is written.
    }

    @Override
    public void kind(ClientKind kind) {
      // Nothing is written.
    }

    @Override
    public void close() {
      // There is no connection.
    }

    @Override
    public void abort() {
      // There is no connection.
    }

    @Override
    public String remoteAddress() {
      return ADDRESS;
    }

    @Override
    public String localAddress() {
      return ADDRESS;
    }

    @Override
    public boolean isLocal() {
      return true;
    }

    @Override
    public long inputBytes() {
      return 0;
    }

    @Override
    public long outputBytes() {
      return 0;
    }
  }
}
