package io.talus.product.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.product.node.Answer;
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

/** Passwords open tables, and a connection keeps what it has opened (DESIGN, 8). */
final class PasswordTest {
  private static final String WRONG =
      "WRONGPASS invalid username-password pair or user is disabled.";

  @TempDir private static Path dir;
  private static Node node;
  private RespClient client;

  @BeforeAll
  static void start() throws Exception {
    node =
        Node.in(
                dir,
                "--requirepass",
                "secret",
                "--table-password",
                "3",
                "three",
                "--table-password",
                "4",
                "four")
            .start();
  }

  @AfterAll
  static void stop() throws IOException {
    node.close();
  }

  @BeforeEach
  void connect() throws IOException {
    client = node.connect();
  }

  @AfterEach
  void disconnect() throws IOException {
    client.close();
  }

  @Test
  void nothingIsDoneBeforeAPasswordIsGiven() throws IOException {
    assertEquals("NOAUTH Authentication required.", client.call("GET", "key").text());
    assertEquals("NOAUTH Authentication required.", client.call("PING").text());
    assertTrue(client.hello(3).text().startsWith("NOAUTH HELLO must be called"));
  }

  @Test
  void wrongPasswordOpensNothing() throws IOException {
    assertEquals(WRONG, client.call("AUTH", "wrong").text());
    assertEquals(WRONG, client.call("AUTH", "default", "wrong").text());
    assertEquals(WRONG, client.call("AUTH", "3", "four").text());
    assertEquals(WRONG, client.call("AUTH", "5", "five").text());
    assertEquals("NOAUTH Authentication required.", client.call("GET", "key").text());
  }

  @Test
  void nodesPasswordOpensTheTablesWithoutAPassword() throws IOException {
    assertEquals("OK", client.call("AUTH", "secret").text());

    assertEquals("OK", client.call("SET", "key", "zero").text());
    assertEquals("OK", client.call("SELECT", "5").text());
    assertNoPermission(client.call("SELECT", "3"));
    assertEquals("OK", client.call("CONFIG", "SET", "maxclients", "9999").text());
  }

  @Test
  void tablesPasswordOpensThatTableAlone() throws IOException {
    assertEquals("OK", client.call("AUTH", "three").text());

    assertNoPermission(client.call("GET", "key"));
    assertEquals("OK", client.call("SELECT", "3").text());
    assertEquals("OK", client.call("SET", "key", "three").text());
    assertNoPermission(client.call("SELECT", "4"));
    assertNoPermission(client.call("SELECT", "0"));
    assertEquals("three", client.call("GET", "key").text());
    assertNoPermission(client.call("CONFIG", "SET", "maxclients", "9999"));
    assertNoPermission(client.call("SHUTDOWN"));
  }

  @Test
  void connectionKeepsWhatItHasOpened() throws IOException {
    assertEquals("OK", client.call("AUTH", "secret").text());
    assertEquals("OK", client.call("AUTH", "three").text());
    assertEquals("OK", client.call("AUTH", "four").text());

    for (String table : new String[] {"0", "3", "4"}) {
      assertEquals("OK", client.call("SELECT", table).text());
    }
  }

  @Test
  void tableAndPasswordOpenAndSelect() throws IOException {
    assertEquals("OK", client.call("AUTH", "4", "four").text());

    assertEquals("OK", client.call("SET", "where", "four").text());
    assertTrue(client.call("CLIENT", "INFO").text().contains(" db=4 "));
  }

  @Test
  void helloOpensATableToo() throws IOException {
    client.send("HELLO", "2", "AUTH", "3", "three");
    client.flush();
    assertTrue(client.receive().texts().contains("proto"));

    assertTrue(client.call("CLIENT", "INFO").text().contains(" db=3 "));
  }

  @Test
  void resetClosesWhatWasOpened() throws IOException {
    assertEquals("OK", client.call("AUTH", "4", "four").text());
    assertEquals("RESET", client.call("RESET").text());

    assertEquals("NOAUTH Authentication required.", client.call("GET", "key").text());
  }

  @Test
  void passwordsAreNotShown() throws IOException {
    client.call("AUTH", "secret");

    Answer shown = client.call("CONFIG", "GET", "table-password");

    assertTrue(!shown.toString().contains("three"), shown.toString());
  }

  @Test
  void keysOfAClosedTableAreNotLookedAtEither() throws IOException {
    client.call("AUTH", "three");

    assertNoPermission(client.call("WATCH", "key"));
    assertNoPermission(client.call("OBJECT", "ENCODING", "key"));
    assertNoPermission(client.call("MEMORY", "USAGE", "key"));
    assertNoPermission(client.call("DBSIZE"));
    assertNoPermission(client.call("SCAN", "0"));
  }

  @Test
  void commandsOnSeveralTablesNeedThemAllOpen() throws IOException {
    client.call("AUTH", "secret");
    client.call("SET", "moving", "value");

    assertNoPermission(client.call("MOVE", "moving", "3"));
    assertNoPermission(client.call("COPY", "moving", "copy", "DB", "3"));
    assertNoPermission(client.call("FLUSHALL"));
    assertEquals("1", client.call("COPY", "moving", "copy", "DB", "5").text());
    client.call("AUTH", "three");
    assertEquals("1", client.call("MOVE", "moving", "3").text());
    assertNoPermission(client.call("FLUSHALL"));
    client.call("AUTH", "four");
    assertEquals("OK", client.call("FLUSHALL").text());
  }

  private static void assertNoPermission(Answer answer) {
    assertTrue(answer.text().startsWith("NOPERM"), answer.toString());
  }
}
