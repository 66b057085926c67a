package io.talus.product.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.product.node.Node;
import io.talus.product.node.RespClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables are made and dropped while the node runs, over {@code kill -9} and restart. */
final class TableLifeTest {
  @TempDir private Path dir;
  private Node node;

  @BeforeEach
  void start() throws Exception {
    node = Node.in(dir, "--requirepass", "secret").start();
  }

  @AfterEach
  void stop() throws IOException {
    node.close();
  }

  private RespClient operator() throws IOException {
    RespClient client = node.connect();
    assertEquals("OK", client.call("AUTH", "secret").text());
    return client;
  }

  private static void ok(RespClient client, String... words) throws IOException {
    assertEquals("OK", client.call(words).text());
  }

  @Test
  void tableLivesAndDiesOverKillAndRestart() throws Exception {
    try (RespClient client = operator()) {
      ok(client, "TABLE", "CREATE", "orders", "SLOTS", "64", "PASSWORD", "sesame");
      ok(client, "AUTH", "orders", "sesame");
      ok(client, "SET", "key", "value");
    }

    node.kill();
    node.start();

    try (RespClient client = node.connect()) {
      ok(client, "AUTH", "orders", "sesame");
      assertEquals("value", client.call("GET", "key").text());
      assertTrue(client.call("CLIENT", "INFO").text().contains(" db=16 "));
    }
    try (RespClient client = operator()) {
      assertTrue(client.call("SELECT", "orders").text().startsWith("NOPERM"));
      ok(client, "AUTH", "sesame");
      ok(client, "SELECT", "orders");
      assertTrue(client.call("TABLE", "INFO", "16").texts().contains("64"));
      ok(client, "TABLE", "DROP", "orders");
    }

    node.kill();
    node.start();

    try (RespClient client = operator()) {
      assertEquals("ERR DB index is out of range", client.call("SELECT", "16").text());
      ok(client, "TABLE", "CREATE", "orders");
      ok(client, "SELECT", "orders");
      assertEquals("0", client.call("DBSIZE").text());
      assertTrue(client.call("CLIENT", "INFO").text().contains(" db=17 "));
    }
  }

  @Test
  void onlyTheOperatorAdministratesTables() throws Exception {
    try (RespClient client = operator()) {
      ok(client, "TABLE", "CREATE", "orders", "PASSWORD", "sesame");
    }

    try (RespClient client = node.connect()) {
      assertTrue(client.call("TABLE", "LIST").text().startsWith("NOAUTH"));
      ok(client, "AUTH", "orders", "sesame");
      for (String[] command :
          new String[][] {
            {"TABLE", "CREATE", "other"},
            {"TABLE", "ALTER", "orders", "PASSWORD", "mine"},
            {"TABLE", "DROP", "orders"},
            {"TABLE", "LIST"},
            {"TABLE", "INFO", "orders"}
          }) {
        assertTrue(client.call(command).text().startsWith("NOPERM"), command[1]);
      }
    }
  }

  @Test
  void passwordsAreKeptAsDigestsAlone() throws Exception {
    try (RespClient client = operator()) {
      ok(client, "TABLE", "CREATE", "orders", "PASSWORD", "sesame");
    }

    String kept = Files.readString(node.data().resolve("talus.tables"));

    assertTrue(kept.contains("table=16 orders 1024 1 async "), kept);
    assertFalse(kept.contains("sesame"), kept);
  }

  @Test
  void settingsPasswordOpensATableBesideItsOwn() throws Exception {
    try (RespClient client = operator()) {
      ok(client, "TABLE", "CREATE", "orders", "PASSWORD", "sesame");
    }

    node.kill();
    node.start("--table-password", "orders", "from-file");

    try (RespClient client = operator()) {
      ok(client, "AUTH", "orders", "from-file");
      ok(client, "AUTH", "orders", "sesame");
      assertTrue(client.call("TABLE", "DROP", "orders").text().contains("table-password"));
      ok(client, "TABLE", "ALTER", "orders", "PASSWORD", "");
      assertTrue(client.call("AUTH", "orders", "sesame").text().startsWith("WRONGPASS"));
    }
  }

  @Test
  void passwordForATableThatDoesNotExistIsRefused() throws Exception {
    node.kill();

    node.launch("--table-password", "oders", "slip-of-the-pen");

    assertTrue(node.awaitExit() != 0);
    assertTrue(node.printed().contains("table-password of table 'oders': no such table"));
    assertFalse(node.printed().contains("slip-of-the-pen"));
  }

  @Test
  void copyHasTheTables() throws Exception {
    try (RespClient client = operator()) {
      ok(client, "TABLE", "CREATE", "orders");
      ok(client, "SELECT", "orders");
      ok(client, "SET", "key", "value");
      ok(client, "SAVE");
    }

    try (var copies = Files.list(node.data().resolve("checkpoints"))) {
      Path copy = copies.findFirst().orElseThrow();
      assertEquals(
          Files.readString(node.data().resolve("talus.tables")),
          Files.readString(copy.resolve("talus.tables")));
    }
  }

  @Test
  void damagedFileIsNamedAndNothingIsServed() throws Exception {
    node.kill();
    Path file = node.data().resolve("talus.tables");
    Files.writeString(file, Files.readString(file).replace("table=5 5 1024", "table=5 5 2048"));

    node.launch();

    assertTrue(node.awaitExit() != 0);
    assertTrue(node.printed().contains(file + ": is damaged: the checksum is wrong"));
  }
}
