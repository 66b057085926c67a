package io.talus.product.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.product.node.Answer;
import io.talus.product.node.Node;
import io.talus.product.node.RespClient;
import io.talus.product.node.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** redis-cli and redis-benchmark. */
final class RedisToolsTest {
  private static final int KEYS = 500;

  @TempDir private static Path dir;
  private static Node node;

  @BeforeAll
  static void start() throws Exception {
    node = Node.in(dir).start();
    try (RespClient client = node.connect()) {
      for (int i = 0; i < KEYS; i++) {
        assertEquals("OK", client.call("SET", "mine:" + i, "value").text());
      }
      client.call("SET", "longest", "x".repeat(1000));
      client.call("RPUSH", "list", "a", "b", "c");
      client.call("SADD", "set", "a", "b");
      client.call("HSET", "hash", "field", "value");
      client.call("ZADD", "zset", "1", "a");
    }
  }

  @AfterAll
  static void stop() throws IOException {
    node.close();
  }

  private static String cli(String... words) throws IOException, InterruptedException {
    return cliWithInput("", words);
  }

  private static String cliWithInput(String input, String... words)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("redis-cli", "-p", Integer.toString(node.port())));
    all.addAll(List.of(words));
    Tool tool = Tool.run(dir, all, input);
    assertEquals(0, tool.code(), tool.output());
    return tool.output();
  }

  @Test
  void commandsAreTypedAndAnswered() throws Exception {
    assertEquals("value\n", cli("GET", "mine:1"));
    assertEquals("a\nb\nc\n", cli("LRANGE", "list", "0", "-1"));
    assertEquals("OK\n2\n", cliWithInput("SET typed 1\nINCR typed\nDEL typed\n").substring(0, 5));
  }

  @Test
  void scanListsEveryKey() throws Exception {
    Set<String> found = new TreeSet<>(cli("--scan", "--pattern", "mine:*").lines().toList());

    assertEquals(KEYS, found.size());
  }

  @Test
  void bigKeysFindsTheBiggestOfEveryType() throws Exception {
    String said = cli("--bigkeys");

    assertTrue(said.contains("Biggest string found '\"longest\"' has 1000 bytes"), said);
    assertTrue(said.contains("Biggest   list found '\"list\"' has 3 items"), said);
    assertTrue(said.contains("Biggest    set found '\"set\"' has 2 members"), said);
    assertTrue(said.contains("Biggest   hash found '\"hash\"' has 1 fields"), said);
    assertTrue(said.contains("Biggest   zset found '\"zset\"' has 1 members"), said);
  }

  @Test
  void memKeysAsksForTheMemoryOfEveryKey() throws Exception {
    String said = cli("--memkeys");

    assertTrue(said.contains("Biggest string found '\"longest\"' has "), said);
    assertFalse(said.contains("error"), said);
  }

  @Test
  void infoHasTheSectionsOfRedis() throws Exception {
    List<String> lines = cli("INFO").lines().toList();

    for (String section :
        List.of(
            "Server",
            "Clients",
            "Memory",
            "Persistence",
            "Stats",
            "Replication",
            "CPU",
            "Errorstats",
            "Cluster",
            "Keyspace")) {
      assertTrue(lines.contains("# " + section), section + " is missing in " + lines);
    }
    assertTrue(lines.contains("redis_mode:standalone"));
  }

  @Test
  void resp3IsSpokenWhenAsked() throws Exception {
    assertEquals("field value\n", cli("-3", "HGETALL", "hash"));
    assertTrue(cli("-3", "HELLO").contains("proto 3"));
  }

  /** redis-cli asks for all of it when a person types, and shows the syntax as a hint. */
  @Test
  void everyCommandHasDocumentation() throws Exception {
    try (RespClient client = node.connect()) {
      Answer docs = client.call("COMMAND", "DOCS");

      long commands = client.call("COMMAND", "COUNT").number();
      assertEquals(2 * commands, docs.items().size(), docs::toString);
      for (int i = 1; i < docs.items().size(); i += 2) {
        assertTrue(docs.items().get(i).texts().contains("summary"), docs.items().get(i)::toString);
      }
    }
  }

  @Test
  void benchmarkRunsWithoutAWarning() throws Exception {
    Tool tool =
        Tool.run(
            dir,
            List.of(
                "redis-benchmark",
                "-p",
                Integer.toString(node.port()),
                "-n",
                "2000",
                "-q",
                "-t",
                "ping,set,get,incr,lpush,rpush,lpop,rpop,sadd,hset,spop,zadd,zpopmin,lrange,mset"));

    assertEquals(0, tool.code(), tool.output());
    assertFalse(tool.output().contains("WARNING"), tool.output());
    assertFalse(tool.output().contains("Error"), tool.output());
    assertTrue(tool.output().contains("MSET (10 keys): "), tool.output());
  }
}
