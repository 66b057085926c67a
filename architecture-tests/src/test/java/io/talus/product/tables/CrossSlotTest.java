package io.talus.product.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.product.node.Node;
import io.talus.product.node.RespClient;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With {@code cross-slot deny} an application finds out whether it would work on a cluster. */
final class CrossSlotTest {
  private static final String REFUSED = "CROSSSLOT Keys in request don't hash to the same slot";

  @TempDir private static Path dir;
  private static Node node;
  private RespClient client;

  @BeforeAll
  static void start() throws Exception {
    node = Node.in(dir, "--cross-slot", "deny").start();
  }

  @AfterAll
  static void stop() throws IOException {
    node.close();
  }

  @BeforeEach
  void connect() throws IOException {
    client = node.connect();
    client.call("FLUSHALL");
  }

  @AfterEach
  void disconnect() throws IOException {
    client.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MSETNX a 1 b 2",
        "RENAME a b",
        "COPY a b",
        "SMOVE a b member",
        "LMOVE a b LEFT RIGHT",
        "BLMOVE a b LEFT RIGHT 0.01",
        "SINTER a b",
        "SINTERSTORE {a}3 a b",
        "ZUNIONSTORE a 1 b",
        "BITOP AND a b",
        "LMPOP 2 a b LEFT",
        "BLPOP a b 0.01",
        "SORT a STORE b"
      })
  void commandsOnKeysOfSeveralSlotsAreRefused(String command) throws IOException {
    assertEquals(REFUSED, client.call(command.split(" ", -1)).text());
  }

  @Test
  void keysWithOneTagAreOneSlot() throws IOException {
    assertEquals("1", client.call("MSETNX", "{user}1", "a", "{user}2", "b").text());
    assertEquals("OK", client.call("RENAME", "{user}1", "{user}3").text());
    assertEquals("1", client.call("COPY", "{user}3", "{user}4").text());
  }

  /** DESIGN, 9: these are split over slots and nodes, so an application may go on using them. */
  @Test
  void commandsThatAClusterSplitsAreNotRefused() throws IOException {
    assertEquals("OK", client.call("MSET", "a", "1", "b", "2").text());
    assertEquals("[1, 2]", client.call("MGET", "a", "b").toString());
    assertEquals("2", client.call("EXISTS", "a", "b").text());
    assertEquals("2", client.call("TOUCH", "a", "b").text());
    assertEquals("1", client.call("DEL", "a", "c").text());
    assertEquals("1", client.call("UNLINK", "a", "b").text());
  }

  @Test
  void transactionOverSeveralSlotsIsRefusedAsAWhole() throws IOException {
    client.call("MULTI");
    client.call("SET", "a", "1");
    client.call("SET", "b", "2");

    assertEquals(REFUSED, client.call("EXEC").text());

    assertEquals("0", client.call("EXISTS", "a", "b").text());
    assertEquals("ERR EXEC without MULTI", client.call("EXEC").text());
  }

  @Test
  void transactionInOneSlotIsExecuted() throws IOException {
    client.call("MULTI");
    client.call("SET", "{t}a", "1");
    client.call("INCR", "{t}a");

    assertEquals("[OK, 2]", client.call("EXEC").toString());
  }

  @Test
  void settingCanBeChangedWhileTheNodeRuns() throws IOException {
    assertEquals("OK", client.call("CONFIG", "SET", "cross-slot", "allow").text());
    assertEquals("1", client.call("MSETNX", "a", "1", "b", "2").text());
    assertEquals("OK", client.call("CONFIG", "SET", "cross-slot", "deny").text());
    assertEquals(REFUSED, client.call("MSETNX", "a", "1", "b", "2").text());
  }
}
