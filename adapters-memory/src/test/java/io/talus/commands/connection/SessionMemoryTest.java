package io.talus.commands.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.adapters.memory.MemoryTalus;
import io.talus.application.command.Reply;
import io.talus.application.embed.Connection;
import io.talus.application.embed.Talus;
import io.talus.domain.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients make the node keep has a bound, and who wants little gets it. */
final class SessionMemoryTest {
  /** About 38 keys of four bytes. */
  private static final String BOUND = "10kb";

  private static final int ALL = 30;
  private static final int TOO_MANY = 60;
  private static final int ROUNDS = 100;

  private final AtomicLong clockMillis = new AtomicLong(1_000_000);
  private final Talus talus = MemoryTalus.open(7, clockMillis::get);
  private final Connection greedy = talus.connect();
  private final Connection modest = talus.connect();

  @BeforeEach
  void bound() {
    assertEquals(Reply.OK, talus.execute("CONFIG", "SET", "maxmemory-clients", BOUND));
  }

  @AfterEach
  void close() {
    greedy.close();
    modest.close();
    talus.close();
  }

  private static String[] command(String name, int keys, String... more) {
    Stream<String> words = Stream.iterate(1000, i -> i + 1).limit(keys).map(i -> "k" + (i % 1000));
    return Stream.concat(Stream.concat(Stream.of(name), words), Stream.of(more))
        .toArray(String[]::new);
  }

  private static void assertRefused(Reply reply) {
    assertTrue(
        reply instanceof Reply.Error error
            && error.text().startsWith("ERR this client would make the server keep "),
        () -> "not refused: " + reply);
  }

  private String evictedClients() {
    String stats = ((Reply.Verbatim) talus.execute("INFO", "stats")).text();
    return stats.lines().filter(line -> line.startsWith("evicted_clients:")).findFirst().orElse("");
  }

  @Test
  void whoWatchesTooManyKeysIsRefusedAndWatchesNoneOfThem() {
    assertRefused(greedy.execute(command("WATCH", TOO_MANY)));

    talus.execute("SET", "k0", "changed");
    greedy.execute("MULTI");
    assertEquals(Reply.EMPTY_ARRAY, greedy.execute("EXEC"));
  }

  @Test
  void keysThatAreWatchedAlreadyTakeNothing() {
    for (int i = 0; i < ROUNDS; i++) {
      assertEquals(Reply.OK, greedy.execute(command("WATCH", ALL, "k1", "k1")));
    }
  }

  @Test
  void whoWantsLittleGetsItFromWhoHasTheMost() {
    assertEquals(Reply.OK, greedy.execute(command("WATCH", ALL)));
    assertEquals("evicted_clients:0", evictedClients());

    assertEquals(Reply.OK, modest.execute(command("WATCH", ALL / 2)));

    assertEquals("evicted_clients:1", evictedClients());
    talus.execute("SET", "k0", "changed");
    modest.execute("MULTI");
    assertEquals(Reply.NULL_ARRAY, modest.execute("EXEC"));
  }

  @Test
  void whoWantsAsMuchAsTheOthersHaveIsRefused() {
    assertEquals(Reply.OK, greedy.execute(command("WATCH", ALL)));

    assertRefused(modest.execute(command("WATCH", ALL)));

    assertEquals("evicted_clients:0", evictedClients());
  }

  @Test
  void whoIsSparedIsNotClosed() {
    greedy.execute("CLIENT", "NO-EVICT", "ON");
    assertEquals(Reply.OK, greedy.execute(command("WATCH", ALL)));

    assertRefused(modest.execute(command("WATCH", ALL / 2)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UNWATCH", "RESET", "MULTI EXEC", "MULTI DISCARD"})
  void whatIsGivenBackMayBeTakenAgain(String end) {
    for (int i = 0; i < ROUNDS; i++) {
      assertEquals(Reply.OK, greedy.execute(command("WATCH", ALL)));
      assertEquals(Reply.OK, modest.execute("WATCH", "k1", "k2"));
      for (String word : end.split(" ")) {
        greedy.execute(word);
      }
    }
    assertEquals("evicted_clients:0", evictedClients());
  }

  @Test
  void whoLeavesGivesAllBack() {
    for (int i = 0; i < ROUNDS; i++) {
      try (Connection client = talus.connect()) {
        assertEquals(Reply.OK, client.execute("CLIENT", "SETNAME", "x".repeat(500)));
        assertEquals(Reply.OK, client.execute(command("WATCH", ALL)));
      }
    }
  }

  @Test
  void whoWaitsForTooManyKeysIsRefused() {
    assertRefused(greedy.execute(command("BLPOP", TOO_MANY, "0")));
    assertEquals(Reply.OK, greedy.execute(command("WATCH", ALL)));
  }

  @Test
  void whoWaitsNoLongerGivesBackWhatItTook() {
    for (int i = 0; i < ROUNDS; i++) {
      CompletableFuture<Reply> waiting = greedy.submit(bytes(command("BLPOP", ALL, "0")));
      assertEquals(Reply.integer(1), modest.execute("RPUSH", "k3", "value"));
      assertEquals(Reply.array(Reply.bulk("k3"), Reply.bulk("value")), shown(waiting.join()));
    }
    assertEquals("evicted_clients:0", evictedClients());
  }

  private static Bytes[] bytes(String[] words) {
    return Stream.of(words).map(Bytes::of).toArray(Bytes[]::new);
  }

  private static Reply shown(Reply reply) {
    return reply instanceof Reply.Bulks bulks
        ? new Reply.Array(new ArrayList<Reply>(bulks.items().stream().map(Reply::bulk).toList()))
        : reply;
  }

  @Test
  void whoBlocksIsClosedLikeWhoWatches() {
    CompletableFuture<Reply> waiting = greedy.submit(bytes(command("BLPOP", ALL, "0")));

    assertEquals(Reply.OK, modest.execute(command("WATCH", ALL / 2)));

    assertEquals("evicted_clients:1", evictedClients());
    assertTrue(waiting.isCompletedExceptionally());
  }

  @Test
  void namesCountToo() {
    String name = "x".repeat(11 * 1024);
    assertRefused(greedy.execute("CLIENT", "SETNAME", name));
    assertRefused(greedy.execute("CLIENT", "SETINFO", "LIB-NAME", name));
    assertRefused(greedy.execute("CLIENT", "SETINFO", "LIB-VER", name));
    assertRefused(greedy.execute("HELLO", "3", "SETNAME", name));
    assertEquals(Reply.NULL, greedy.execute("CLIENT", "GETNAME"));

    for (int i = 0; i < ROUNDS; i++) {
      assertEquals(Reply.OK, greedy.execute("CLIENT", "SETNAME", "y".repeat(8 * 1024)));
      assertEquals(Reply.OK, greedy.execute("CLIENT", "SETNAME", "short"));
    }
  }

  @Test
  void aPercentageIsOneOfTheBudget() {
    assertEquals(Reply.OK, talus.execute("CONFIG", "SET", "maxmemory-clients", "1%"));
    assertEquals(
        List.of(Reply.bulk("maxmemory-clients"), Reply.bulk("1%")), pairs("maxmemory-clients"));

    assertEquals(Reply.OK, greedy.execute(command("WATCH", TOO_MANY)));
  }

  private List<Reply> pairs(String setting) {
    return switch (talus.execute("CONFIG", "GET", setting)) {
      case Reply.Map map -> new ArrayList<>(map.items());
      case Reply other -> List.of(other);
    };
  }
}
