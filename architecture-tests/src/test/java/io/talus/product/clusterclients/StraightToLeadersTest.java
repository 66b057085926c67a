package io.talus.product.clusterclients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.talus.product.clients.IoredisFolder;
import io.talus.product.node.Answer;
import io.talus.product.node.RespClient;
import io.talus.product.node.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that know Redis Cluster go straight to the leaders of all slots. */
final class StraightToLeadersTest {
  /** Enough for some in each of the slots. */
  private static final int KEYS = 1000;

  private static final int TRIES = 20;
  private static final Duration EXPIRY_LIMIT = Duration.ofSeconds(60);

  @TempDir private static Path dir;
  private static ThreeNodes nodes;

  @BeforeAll
  static void start() throws Exception {
    nodes = ThreeNodes.start(dir);
  }

  @AfterAll
  static void stop() throws IOException {
    nodes.close();
  }

  private static long moved() throws IOException {
    long sum = 0;
    for (int i = 0; i < ThreeNodes.NODES; i++) {
      sum += nodes.moved(i);
    }
    return sum;
  }

  /**
   * What it is told when it begins is the truth: it is never sent elsewhere. When leaders change
   * meanwhile, as the manager spreads them, that says nothing, and is tried again.
   */
  private static void assertGoesStraight(IntFunction<SmartClient> connect) throws IOException {
    for (int i = 0; i < TRIES; i++) {
      List<String> leaders = nodes.leaders();
      long before = moved();
      useAllSlots(connect);
      long after = moved();
      if (leaders.equals(nodes.leaders())) {
        assertEquals(before, after);
        return;
      }
    }
    fail("leaders change all the time: " + nodes.leaders());
  }

  private static void useAllSlots(IntFunction<SmartClient> connect) {
    try (SmartClient client = connect.apply(nodes.clusterPort(1))) {
      for (int i = 0; i < KEYS; i++) {
        client.set("key:" + i, "v" + i);
      }
      for (int i = 0; i < KEYS; i++) {
        assertEquals("v" + i, client.get("key:" + i));
      }
    }
  }

  @Test
  void jedisGoesStraight() throws IOException {
    assertGoesStraight(JedisClient::new);
  }

  @Test
  void lettuceGoesStraight() throws IOException {
    assertGoesStraight(LettuceClient::new);
  }

  @Test
  void ioredisGoesStraight() throws IOException {
    assumeTrue(IoredisFolder.isPossible(), "this machine has no Node.js");
    assertGoesStraight(IoredisClient::new);
  }

  @Test
  void redisCliFollows() throws Exception {
    assumeTrue(Tool.exists("redis-cli"), "this machine has no redis-cli");
    StringBuilder input = new StringBuilder();
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < ThreeNodes.SLOTS; i++) {
      input.append("SET cli:%d v%d\nGET cli:%d\n".formatted(i, i, i));
      expected.append("OK\nv%d\n".formatted(i));
    }

    Tool ran =
        Tool.run(
            dir,
            List.of("redis-cli", "-c", "-p", Integer.toString(nodes.clusterPort(2))),
            input.toString());

    String answers = ran.output().replaceAll("-> Redirected to slot .*\n", "");
    assertEquals(expected.toString(), answers);
  }

  @Test
  void eachNodeAnswersForItsOwnKeys() throws IOException {
    try (RespClient first = nodes.node(0).connect()) {
      for (int i = 0; i < KEYS; i++) {
        first.call("SET", "own:" + i, "v");
      }
      long sum = 0;
      Set<String> keys = new HashSet<>();
      for (int i = 0; i < ThreeNodes.NODES; i++) {
        try (RespClient client = nodes.connect(i)) {
          sum += client.call("DBSIZE").number();
          keys.addAll(client.call("KEYS", "own:*").texts());
        }
      }
      assertEquals(first.call("DBSIZE").number(), sum);
      assertEquals(KEYS, keys.size());
    }
  }

  @Test
  void followersAreReadByWhoAsksForIt() throws IOException {
    try (RespClient writer = nodes.node(0).connect()) {
      for (int i = 0; i < KEYS; i++) {
        assertEquals("OK", writer.call("SET", "read:" + i, "v" + i).text());
      }
    }
    for (int node = 0; node < ThreeNodes.NODES; node++) {
      try (RespClient client = nodes.connect(node)) {
        assertEquals("OK", client.call("READONLY").text());
        for (int i = 0; i < KEYS; i++) {
          assertEquals("v" + i, client.call("GET", "read:" + i).text());
        }
        assertEquals("OK", client.call("READWRITE").text());
      }
    }
  }

  @Test
  void noFollowerShowsWhatHasExpiredOrChangesIt() throws IOException {
    try (RespClient writer = nodes.node(0).connect()) {
      for (int i = 0; i < ThreeNodes.SLOTS; i++) {
        assertEquals("OK", writer.call("SET", "due:" + i, "v", "PX", "1000").text());
        assertEquals(1, writer.call("SADD", "staying:" + i, "a").number());
      }
    }
    for (int node = 0; node < ThreeNodes.NODES; node++) {
      try (RespClient client = nodes.connect(node)) {
        client.call("READONLY");
        for (int i = 0; i < ThreeNodes.SLOTS; i++) {
          awaitGone(client, "due:" + i);
          assertEquals(List.of("a"), client.call("SMEMBERS", "staying:" + i).texts());
        }
        for (int i = 0; i < ThreeNodes.SLOTS; i++) {
          assertTrue(client.call("SET", "written:" + i, "v").text().matches("OK|MOVED .*"));
        }
      }
    }
  }

  private static void awaitGone(RespClient client, String key) throws IOException {
    long deadline = System.nanoTime() + EXPIRY_LIMIT.toNanos();
    Answer value = client.call("GET", key);
    while (!value.isNull()) {
      assertFalse(value.isError(), value::toString);
      assertTrue(System.nanoTime() < deadline, key + " does not expire");
      value = client.call("GET", key);
    }
  }
}
