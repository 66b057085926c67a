package io.talus.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.adapters.memory.MemoryResidentTier;
import io.talus.adapters.memory.MemoryTablesRepository;
import io.talus.application.assembly.ShardAssembly;
import io.talus.application.command.Reply;
import io.talus.application.embed.Connection;
import io.talus.application.embed.Talus;
import io.talus.application.embed.ThreadLoop;
import io.talus.application.host.Host;
import io.talus.application.route.Route;
import io.talus.application.route.Router;
import io.talus.application.server.Node;
import io.talus.application.session.Session;
import io.talus.application.settings.Settings;
import io.talus.application.shard.CommandRunner;
import io.talus.application.table.NodeTables;
import io.talus.domain.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the router says is what happens. The default, that all is here, every other test shows. */
final class RouteTest {
  private static final Reply.Error MOVED = new Reply.Error("MOVED 1 127.0.0.1:7000");
  private static final Reply.Error CROSS_SLOT = new Reply.Error("CROSSSLOT not together");

  private final ThreadLoop loop = new ThreadLoop("talus-route");
  private final AtomicReference<CommandRunner> runner = new AtomicReference<>();
  private final AtomicReference<Router> router = new AtomicReference<>(Router.here());
  private final List<String> asked = new ArrayList<>();
  private final Talus talus = start();

  private Talus start() {
    NodeTables tables =
        NodeTables.open(new MemoryTablesRepository(), Runnable::run, loop::post, 1, 16);
    Node node = new Node(Settings.initial(), Host.embedded(loop.nowMillis()), loop, tables);
    ShardAssembly assembly =
        new ShardAssembly(
            tables,
            new MemoryResidentTier(),
            loop,
            new SplittableRandom(1),
            node.viewSettings(),
            () -> false,
            (session, spec, args) -> {
              asked.add(spec.name());
              return router.get().route(session, spec, args);
            });
    ShardAssembly.Running running =
        assembly.inMemory(
            (shard, made) -> {
              runner.set(made);
              return node.of(shard, made);
            },
            node.admission(),
            node.ledger(),
            node.sessions());
    return new Talus(running.gateway(), loop, loop::close);
  }

  @AfterEach
  void close() {
    talus.close();
  }

  @Test
  void commandThatIsElsewhereDoesNotRunHere() {
    router.set((s, spec, a) -> new Route.Elsewhere((session, row, args, to) -> to.accept(MOVED)));

    Reply answer = talus.execute("SET", "key", "value");

    assertEquals(MOVED, answer);
    router.set(Router.here());
    assertEquals(Reply.integer(0), talus.execute("DBSIZE"));
  }

  @Test
  void commandOnSeveralSlotsDoesNotRunHere() {
    router.set(
        (s, spec, a) -> new Route.SeveralSlots((session, row, args, to) -> to.accept(CROSS_SLOT)));

    Reply answer = talus.execute("MSET", "a", "1", "b", "2");

    assertEquals(CROSS_SLOT, answer);
    router.set(Router.here());
    assertEquals(Reply.integer(0), talus.execute("EXISTS", "a", "b"));
  }

  @Test
  void commandThatCannotBeRoutedYetWaitsAndIsRoutedAgain() {
    router.set((s, spec, a) -> new Route.NotNow(session -> loop.post(() -> comeHere(session))));

    Reply answer = talus.execute("SET", "key", "value");

    assertEquals(Reply.OK, answer);
    assertEquals(List.of("set", "set"), asked);
    assertEquals(Reply.bulk("value"), talus.execute("GET", "key"));
  }

  @Test
  void whatTheClientSentBehindACommandThatWaitsComesAfterIt() {
    AtomicReference<Session> held = new AtomicReference<>();
    CountDownLatch isHeld = new CountDownLatch(1);
    router.set(
        (s, spec, a) ->
            new Route.NotNow(
                session -> {
                  held.set(session);
                  isHeld.countDown();
                }));

    try (Connection connection = talus.connect()) {
      CompletableFuture<Reply> first = submit(connection, "APPEND", "key", "a");
      CompletableFuture<Reply> second = submit(connection, "APPEND", "key", "b");
      await(isHeld);
      loop.post(() -> comeHere(held.get()));

      assertEquals(Reply.integer(1), first.join());
      assertEquals(Reply.integer(2), second.join());
    }
  }

  @Test
  void transactionIsRoutedAsAWholeWhenItIsToRun() {
    try (Connection connection = talus.connect()) {
      connection.execute("MULTI");
      connection.execute("SET", "key", "value");
      connection.execute("EXEC");
    }

    assertEquals(List.of("multi", "exec"), asked);
  }

  @Test
  void replyThatComesLaterKeepsItsPlace() {
    AtomicReference<Route.Answer> away = new AtomicReference<>();
    CountDownLatch isAway = new CountDownLatch(1);
    router.set(
        (s, spec, a) ->
            spec.keys().isEmpty()
                ? new Route.Here()
                : new Route.Elsewhere(
                    (session, row, args, to) -> {
                      away.set(to);
                      isAway.countDown();
                    }));

    try (Connection connection = talus.connect()) {
      CompletableFuture<Reply> first = submit(connection, "GET", "key");
      CompletableFuture<Reply> second = submit(connection, "PING");
      await(isAway);
      loop.post(() -> away.get().accept(Reply.bulk("late")));

      assertEquals(Reply.bulk("late"), first.join());
      assertEquals(Reply.PONG, second.join());
    }
  }

  private void comeHere(Session session) {
    router.set(Router.here());
    runner.get().again(session);
  }

  private static CompletableFuture<Reply> submit(Connection connection, String... words) {
    Bytes[] command = new Bytes[words.length];
    for (int i = 0; i < words.length; i++) {
      command[i] = Bytes.of(words[i]);
    }
    return connection.submit(command);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }
}
