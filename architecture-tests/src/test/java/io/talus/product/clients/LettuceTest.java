package io.talus.product.clients;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.SetArgs;
import io.lettuce.core.TransactionResult;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.talus.product.node.Node;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lettuce, which speaks RESP3 and asks for it by HELLO. */
final class LettuceTest {
  @TempDir private static Path dir;
  private static Node node;
  private static RedisClient client;
  private static StatefulRedisConnection<String, String> connection;
  private final RedisCommands<String, String> redis = connection.sync();

  @BeforeAll
  static void start() throws Exception {
    node = Node.in(dir).start();
    client =
        RedisClient.create(
            RedisURI.builder()
                .withHost("localhost")
                .withPort(node.port())
                .withTimeout(Duration.ofSeconds(30))
                .build());
    connection = client.connect();
  }

  @AfterAll
  static void stop() throws Exception {
    connection.close();
    client.shutdown();
    node.close();
  }

  @BeforeEach
  void empty() {
    redis.flushall();
  }

  @Test
  void stringsHashesListsSetsAndSortedSets() {
    assertEquals("OK", redis.set("name", "talus"));
    assertEquals("talus", redis.get("name"));
    assertNull(redis.get("nothing"));
    assertEquals(2, redis.hset("hash", Map.of("a", "1", "b", "2")));
    assertEquals(Map.of("a", "1", "b", "2"), redis.hgetall("hash"));
    assertEquals(3, redis.rpush("list", "x", "y", "z"));
    assertEquals(List.of("x", "y", "z"), redis.lrange("list", 0, -1));
    assertEquals(2, redis.sadd("set", "m", "n", "m"));
    assertEquals(Set.of("m", "n"), redis.smembers("set"));
    assertEquals(1, redis.zadd("zset", 1.5, "one"));
    assertEquals(List.of(ScoredValue.just(1.5, "one")), redis.zrangeWithScores("zset", 0, -1));
  }

  @Test
  void manyCommandsUnderWayAnswerInOrder() throws Exception {
    RedisAsyncCommands<String, String> async = connection.async();
    List<RedisFuture<Long>> replies = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      replies.add(async.incr("counter"));
    }
    for (int i = 0; i < 1_000; i++) {
      assertEquals(i + 1, replies.get(i).get());
    }
  }

  @Test
  void watchedKeyThatChangesAbortsTheTransaction() {
    try (StatefulRedisConnection<String, String> other = client.connect()) {
      redis.watch("key");
      other.sync().set("key", "changed");
      redis.multi();
      redis.set("key", "mine");
      assertTrue(redis.exec().wasDiscarded());

      redis.multi();
      redis.set("key", "mine");
      redis.incr("counter");
      TransactionResult result = redis.exec();
      assertEquals(List.of("OK", 1L), result.stream().toList());
    }
  }

  @Test
  void scanFindsEveryKey() {
    Set<String> expected = new HashSet<>();
    for (int i = 0; i < 300; i++) {
      redis.set("scan:" + i, "v");
      expected.add("scan:" + i);
    }

    Set<String> found = new HashSet<>();
    KeyScanCursor<String> cursor = redis.scan(ScanArgs.Builder.limit(20).match("scan:*"));
    found.addAll(cursor.getKeys());
    while (!cursor.isFinished()) {
      cursor = redis.scan(cursor, ScanArgs.Builder.limit(20).match("scan:*"));
      found.addAll(cursor.getKeys());
    }

    assertEquals(expected, found);
  }

  @Test
  void blockingPopWaitsForAnotherConnection() throws Exception {
    try (StatefulRedisConnection<String, String> other = client.connect()) {
      RedisFuture<KeyValue<String, String>> popped = other.async().blpop(30, "queue");
      while (!redis.info("clients").contains("blocked_clients:1")) {
        Thread.onSpinWait();
      }

      redis.rpush("queue", "job");

      assertEquals(KeyValue.just("queue", "job"), popped.get());
    }
  }

  @Test
  void keysExpire() {
    redis.set("short", "v", SetArgs.Builder.px(50));
    while (redis.exists("short") == 1) {
      Thread.onSpinWait();
    }
    assertEquals(-2, redis.ttl("short"));
  }

  @Test
  void anyBytesComeBack() {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    try (StatefulRedisConnection<byte[], byte[]> bytes = client.connect(ByteArrayCodec.INSTANCE)) {
      bytes.sync().set(all, all);
      assertArrayEquals(all, bytes.sync().get(all));
    }
  }

  @Test
  void errorsAreThrownWithTheirText() {
    redis.set("string", "v");

    RedisCommandExecutionException refused =
        assertThrows(RedisCommandExecutionException.class, () -> redis.lpush("string", "x"));

    assertEquals(
        "WRONGTYPE Operation against a key holding the wrong kind of value", refused.getMessage());
  }

  @Test
  void tablesAreApartAndClientsHaveNames() {
    try (StatefulRedisConnection<String, String> other = client.connect()) {
      other.sync().select(7);
      other.sync().set("key", "seven");
      other.sync().clientSetname("lettuce");

      assertNull(redis.get("key"));
      assertTrue(redis.clientList().contains(" name=lettuce "));
    }
  }
}
