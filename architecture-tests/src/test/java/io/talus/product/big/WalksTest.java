package io.talus.product.big;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.product.node.Answer;
import io.talus.product.node.Node;
import io.talus.product.node.RespClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands that take whole collections of 300,000 elements, none of which is resident, within a
 * small budget: one of them may have four megabytes at once.
 */
final class WalksTest {
  private static final int ELEMENTS = 300_000;
  private static final int HALF = ELEMENTS / 2;
  private static final int BUDGET_MEGABYTES = 256;
  private static final int ELEMENTS_OF_COMMAND = 200;
  private static final int COMMANDS_AT_ONCE = 50;

  /** More than may walk at the same time. */
  private static final int CLIENTS_GONE = 10;

  @TempDir private Path dir;

  @Test
  void wholeCollectionsAreTakenWhileOthersAreServed() throws Exception {
    try (Node node = start();
        RespClient client = node.connect();
        Pings pings = new Pings(node.connect())) {
      fillSets(client);
      fill(client, "ZADD", "scores", i -> i + " member:" + i);
      fill(client, "HSET", "hash", i -> "field:" + i + " value:" + i);
      fill(client, "RPUSH", "list", i -> "entry:" + i % 1000);

      assertSets(client);
      assertSortedSets(client);
      assertHashesAndLists(client);
      assertTrue(pings.answered() > 0, "nobody else was served");
      node.kill();
      node.start();
      assertStored(node);
    }
  }

  @Test
  void clientsThatGoAwayEndTheirWalks() throws Exception {
    try (Node node = start();
        RespClient client = node.connect()) {
      fillSets(client);
      for (int i = 0; i < CLIENTS_GONE; i++) {
        goAway(node, "SUNION", "a", "b");
        goAway(node, "SUNIONSTORE", "union", "a", "b");
      }

      assertEquals(3 * HALF, client.call("SUNION", "a", "b").items().size());
      assertEquals(3 * HALF, client.call("SUNIONSTORE", "union", "a", "b").number());
      assertEquals(1, client.call("SADD", "a", "one more").number());
    }
  }

  private Node start() throws Exception {
    return Node.withBudget(dir, BUDGET_MEGABYTES, "--resident-limit", "8mb").start();
  }

  private static void goAway(Node node, String... command) throws IOException {
    try (RespClient gone = node.connect()) {
      gone.send(command);
      gone.flush();
      gone.socket().setSoLinger(true, 0); // closed for good: it could not even be sent a reply
    }
  }

  private static void fillSets(RespClient client) throws IOException {
    fill(client, "SADD", "a", i -> "member:" + i);
    fill(client, "SADD", "b", i -> "member:" + (i + HALF));
  }

  private static void fill(RespClient client, String name, String key, IntFunction<String> elements)
      throws IOException {
    List<String[]> commands = new ArrayList<>();
    for (int from = 0; from < ELEMENTS; from += ELEMENTS_OF_COMMAND) {
      List<String> words = new ArrayList<>(List.of(name, key));
      for (int i = from; i < from + ELEMENTS_OF_COMMAND; i++) {
        words.addAll(List.of(elements.apply(i).split(" ", 2)));
      }
      commands.add(words.toArray(String[]::new));
      if (commands.size() == COMMANDS_AT_ONCE) {
        client.pipeline(commands).forEach(answer -> assertFalse(answer.isError(), answer.text()));
        commands.clear();
      }
    }
  }

  private static Set<String> members(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> "member:" + i)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> set(Answer answer) {
    Set<String> texts = new TreeSet<>(answer.texts());
    assertEquals(answer.items().size(), texts.size(), "some came twice");
    return texts;
  }

  private static void assertSets(RespClient client) throws IOException {
    assertEquals(members(0, ELEMENTS), set(client.call("SMEMBERS", "a")));
    assertEquals(members(HALF, ELEMENTS), set(client.call("SINTER", "a", "b")));
    assertEquals(members(0, ELEMENTS + HALF), set(client.call("SUNION", "a", "b")));
    assertEquals(members(0, HALF), set(client.call("SDIFF", "a", "b")));
    assertEquals(HALF, client.call("SINTERCARD", "2", "a", "b").number());
    assertEquals(3 * HALF, client.call("SUNIONSTORE", "union", "a", "b").number());
    assertEquals(members(0, ELEMENTS + HALF), set(client.call("SMEMBERS", "union")));
    assertEquals(HALF, client.call("SINTERSTORE", "common", "a", "b").number());
    assertEquals(HALF, client.call("SDIFFSTORE", "rest", "a", "b").number());
    assertEquals(1, client.call("COPY", "a", "copy").number());
    int few = 50_000;
    Set<String> popped = set(client.call("SPOP", "copy", Integer.toString(few)));
    Set<String> left = set(client.call("SMEMBERS", "copy"));
    assertEquals(few, popped.size());
    left.addAll(popped);
    assertEquals(members(0, ELEMENTS), left);
  }

  private static void assertSortedSets(RespClient client) throws IOException {
    List<String> inOrder = IntStream.range(0, ELEMENTS).mapToObj(i -> "member:" + i).toList();
    assertEquals(inOrder, client.call("ZRANGE", "scores", "0", "-1").texts());
    assertEquals(inOrder.reversed(), client.call("ZREVRANGE", "scores", "0", "-1").texts());
    assertEquals(inOrder, client.call("ZUNION", "2", "scores", "a").texts());
    assertEquals(
        inOrder.subList(HALF, ELEMENTS), client.call("ZINTER", "2", "scores", "b").texts());
    assertEquals(HALF, client.call("ZINTERCARD", "2", "scores", "b").number());
    assertEquals(3 * HALF, client.call("ZUNIONSTORE", "zunion", "2", "scores", "b").number());
    assertEquals(HALF, client.call("ZDIFFSTORE", "zrest", "2", "scores", "b").number());
    assertEquals(inOrder.subList(0, HALF), client.call("ZRANGE", "zrest", "0", "-1").texts());
    assertEquals("OK", client.call("RENAME", "zrest", "renamed").text());
    assertEquals(HALF, client.call("ZCARD", "renamed").number());
    assertEquals(HALF + 1, client.call("ZREMRANGEBYRANK", "zunion", "0", "" + HALF).number());
    assertEquals(
        ELEMENTS - 1, client.call("ZCARD", "zunion").number(), "what was not removed is there");
  }

  private static void assertHashesAndLists(RespClient client) throws IOException {
    List<String> fields = client.call("HGETALL", "hash").texts();
    assertEquals(2 * ELEMENTS, fields.size());
    assertEquals(ELEMENTS, new TreeSet<>(client.call("HVALS", "hash").texts()).size());
    assertTrue(client.call("DUMP", "hash").text().length() > 10 * ELEMENTS);
    List<String> entries = IntStream.range(0, ELEMENTS).mapToObj(i -> "entry:" + i % 1000).toList();
    assertEquals(entries, client.call("LRANGE", "list", "0", "-1").texts());
    assertEquals(entries.stream().sorted().toList(), client.call("SORT", "list", "ALPHA").texts());
    assertTrue(client.call("LPOS", "list", "nowhere").isNull());
    assertEquals(ELEMENTS / 1000, client.call("LREM", "list", "0", "entry:7").number());
    assertEquals(
        entries.stream().filter(entry -> !entry.equals("entry:7")).toList(),
        client.call("LRANGE", "list", "0", "-1").texts());
    assertEquals("OK", client.call("RENAME", "list", "elsewhere").text());
  }

  /** What was built is in the log, and in the store. */
  private static void assertStored(Node node) throws IOException {
    try (RespClient client = node.connect()) {
      assertEquals(members(0, ELEMENTS + HALF), set(client.call("SMEMBERS", "union")));
      assertEquals(HALF, client.call("ZCARD", "renamed").number());
      assertEquals(ELEMENTS - ELEMENTS / 1000, client.call("LLEN", "elsewhere").number());
      assertEquals(0, client.call("EXISTS", "list", "zrest").number());
    }
  }

  /** A second client, which asks for nothing but whether the node is there. */
  private static final class Pings implements AutoCloseable {
    private final AtomicLong answered = new AtomicLong();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final RespClient client;

    Pings(RespClient client) {
      this.client = client;
      Thread.ofPlatform().daemon().start(this::run);
    }

    private void run() {
      try {
        while (!ended.get() && !client.call("PING").isError()) {
          answered.incrementAndGet();
        }
      } catch (IOException gone) {
        ended.set(true); // the node was killed
      }
    }

    long answered() {
      return answered.get();
    }

    @Override
    public void close() throws IOException {
      ended.set(true);
      client.close();
    }
  }
}
