package io.talus.product.clients;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.product.node.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.Response;
import redis.clients.jedis.Transaction;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.params.SetParams;
import redis.clients.jedis.resps.ScanResult;
import redis.clients.jedis.resps.Tuple;

/** Jedis, over RESP2 and RESP3. */
final class JedisTest {
  private static final int LARGE = 10 * 1024 * 1024;

  @TempDir private static Path dir;
  private static Node node;

  @BeforeAll
  static void start() throws Exception {
    node = Node.in(dir).start();
  }

  @AfterAll
  static void stop() throws IOException {
    node.close();
  }

  private static Jedis connect(RedisProtocol protocol) {
    return new Jedis(
        "localhost",
        node.port(),
        DefaultJedisClientConfig.builder().protocol(protocol).timeoutMillis(30_000).build());
  }

  private static Jedis connectToEmpty(RedisProtocol protocol) {
    Jedis jedis = connect(protocol);
    jedis.flushAll();
    return jedis;
  }

  @ParameterizedTest
  @EnumSource(names = {"RESP2", "RESP3"})
  void stringsHashesListsSetsAndSortedSets(RedisProtocol protocol) {
    try (Jedis jedis = connectToEmpty(protocol)) {
      assertEquals("OK", jedis.set("name", "talus"));
      assertEquals("talus", jedis.get("name"));
      assertNull(jedis.get("nothing"));
      assertEquals(2, jedis.hset("hash", Map.of("a", "1", "b", "2")));
      assertEquals(Map.of("a", "1", "b", "2"), jedis.hgetAll("hash"));
      assertEquals(3, jedis.rpush("list", "x", "y", "z"));
      assertEquals(List.of("x", "y", "z"), jedis.lrange("list", 0, -1));
      assertEquals(2, jedis.sadd("set", "m", "n", "m"));
      assertEquals(Set.of("m", "n"), jedis.smembers("set"));
      assertEquals(2, jedis.zadd("zset", Map.of("one", 1.5, "two", 2.0)));
      assertEquals(
          List.of(new Tuple("one", 1.5), new Tuple("two", 2.0)),
          jedis.zrangeWithScores("zset", 0, -1));
      assertEquals(4.5, jedis.zincrby("zset", 3, "one"));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"RESP2", "RESP3"})
  void pipelinesAnswerInOrder(RedisProtocol protocol) {
    try (Jedis jedis = connectToEmpty(protocol)) {
      List<Response<Long>> responses = new ArrayList<>();
      try (Pipeline pipeline = jedis.pipelined()) {
        for (int i = 0; i < 1_000; i++) {
          responses.add(pipeline.incr("counter"));
        }
      }
      for (int i = 0; i < 1_000; i++) {
        assertEquals(i + 1, responses.get(i).get());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"RESP2", "RESP3"})
  void watchedKeyThatChangesAbortsTheTransaction(RedisProtocol protocol) {
    try (Jedis jedis = connectToEmpty(protocol);
        Jedis other = connect(protocol)) {
      jedis.watch("key");
      other.set("key", "changed");
      Transaction aborted = jedis.multi();
      aborted.set("key", "mine");
      assertNull(aborted.exec());

      jedis.watch("key");
      Transaction executed = jedis.multi();
      executed.set("key", "mine");
      executed.incr("counter");
      assertEquals(List.of("OK", 1L), executed.exec());
      assertEquals("mine", jedis.get("key"));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"RESP2", "RESP3"})
  void scanFindsEveryKey(RedisProtocol protocol) {
    try (Jedis jedis = connectToEmpty(protocol)) {
      Set<String> expected = new HashSet<>();
      try (Pipeline pipeline = jedis.pipelined()) {
        for (int i = 0; i < 1_000; i++) {
          pipeline.set("scan:" + i, "v");
          expected.add("scan:" + i);
        }
        pipeline.set("another", "v");
      }

      Set<String> found = new HashSet<>();
      String cursor = ScanParams.SCAN_POINTER_START;
      do {
        ScanResult<String> page = jedis.scan(cursor, new ScanParams().match("scan:*").count(50));
        found.addAll(page.getResult());
        cursor = page.getCursor();
      } while (!cursor.equals(ScanParams.SCAN_POINTER_START));

      assertEquals(expected, found);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"RESP2", "RESP3"})
  void blockingPopWaitsForAnotherConnection(RedisProtocol protocol) {
    try (Jedis jedis = connectToEmpty(protocol);
        Jedis other = connect(protocol)) {
      CompletableFuture<List<String>> popped =
          CompletableFuture.supplyAsync(() -> other.blpop(30, "queue"));
      while (!jedis.info("clients").contains("blocked_clients:1")) {
        Thread.onSpinWait();
      }

      jedis.rpush("queue", "job");

      assertEquals(List.of("queue", "job"), popped.join());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"RESP2", "RESP3"})
  void keysExpire(RedisProtocol protocol) {
    try (Jedis jedis = connectToEmpty(protocol)) {
      jedis.set("short", "v", SetParams.setParams().px(50));
      jedis.set("long", "v", SetParams.setParams().ex(1000));
      while (jedis.exists("short")) {
        Thread.onSpinWait();
      }

      assertEquals(-2, jedis.ttl("short"));
      assertTrue(jedis.ttl("long") > 900);
      assertEquals(1, jedis.persist("long"));
      assertEquals(-1, jedis.ttl("long"));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"RESP2", "RESP3"})
  void anyBytesAndLargeValuesComeBack(RedisProtocol protocol) {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    byte[] large = new byte[LARGE];
    for (int i = 0; i < LARGE; i++) {
      large[i] = (byte) (i * 31);
    }
    try (Jedis jedis = connectToEmpty(protocol)) {
      jedis.set(all, all);
      jedis.set("large".getBytes(StandardCharsets.UTF_8), large);

      assertArrayEquals(all, jedis.get(all));
      assertArrayEquals(large, jedis.get("large".getBytes(StandardCharsets.UTF_8)));
      assertEquals(LARGE, jedis.strlen("large"));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"RESP2", "RESP3"})
  void tablesAreApartAndClientsHaveNames(RedisProtocol protocol) {
    try (Jedis jedis = connectToEmpty(protocol)) {
      jedis.set("key", "zero");
      assertEquals("OK", jedis.select(9));
      assertNull(jedis.get("key"));
      assertEquals("OK", jedis.clientSetname("worker"));

      assertEquals("worker", jedis.clientGetname());
      assertTrue(jedis.clientList().contains(" name=worker "));
      assertTrue(jedis.clientList().contains(" db=9 "));
    }
  }
}
