package io.talus.product.limits;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.product.node.Answer;
import io.talus.product.node.Node;
import io.talus.product.node.RespClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What does not fit a small heap is refused with the limit; the node goes on. */
final class MemoryBoundsTest {
  private static final int BUDGET_MEGABYTES = 256;
  private static final int MEGABYTE = 1024 * 1024;

  /** A 32nd of the heap, which is half of the budget. */
  private static final int COMMAND_BYTES = BUDGET_MEGABYTES / 2 / 32 * MEGABYTE;

  /** One command at a time that walks may have a quarter of the heap. */
  private static final int WALK_BYTES = BUDGET_MEGABYTES / 2 / 4 * MEGABYTE;

  private static final long LAST_BIT = 4294967295L;
  private static final int ELEMENTS = 40;
  private static final int CLIENTS = 4;

  /**
   * Together more than a command may have. Longer ones would each fill regions of the collector of
   * their own, and the smallest heap has few.
   */
  private static final int ELEMENT_BYTES = MEGABYTE / 4;

  @TempDir private Path dir;
  private Node node;
  private RespClient client;

  @BeforeEach
  void start() throws Exception {
    node = Node.withBudget(dir, BUDGET_MEGABYTES).start();
    client = node.connect();
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    node.close();
  }

  /** What came of a command: refused, with which limit, or served whole. */
  private record Expected(String command, String outcome) {}

  private static final String TOO_MUCH_FOR_A_WALK =
      "ERR the command needs more memory at once than the "
          + WALK_BYTES
          + " bytes of the heap that one may have";
  private static final String REPLY_TOO_LONG =
      "ERR the reply is longer than the "
          + COMMAND_BYTES
          + " bytes of the heap that one may have; the command was executed";

  /** Whoever would have the whole string in memory. */
  private static final List<Expected> LONGEST_STRING =
      List.of(
          new Expected("GET b", TOO_MUCH_FOR_A_WALK),
          new Expected("GETRANGE b 0 -1", TOO_MUCH_FOR_A_WALK),
          new Expected("MGET a b", TOO_MUCH_FOR_A_WALK),
          new Expected("GETDEL b", TOO_MUCH_FOR_A_WALK),
          new Expected("GETEX b", TOO_MUCH_FOR_A_WALK),
          new Expected("SET b x GET", TOO_MUCH_FOR_A_WALK),
          new Expected("BITOP NOT d b", TOO_MUCH_FOR_A_WALK),
          new Expected("DUMP b", TOO_MUCH_FOR_A_WALK));

  @Test
  void longestStringIsServedInPiecesAndRefusedAsAWhole() throws Exception {
    assertEquals(536870901, client.call("SETRANGE", "k", "536870900", "x").number());
    assertEquals(1, client.call("DEL", "k").number());
    assertEquals(0, client.call("SETBIT", "b", Long.toString(LAST_BIT), "1").number());

    assertServedInPieces();
    assertOutcomes(LONGEST_STRING);

    restart();
    assertServedInPieces();
    assertOutcomes(LONGEST_STRING);
    assertServedInPieces();
  }

  private void assertOutcomes(List<Expected> all) throws IOException {
    List<Expected> found = new ArrayList<>();
    for (Expected each : all) {
      found.add(new Expected(each.command, outcome(client.call(each.command.split(" ")))));
    }
    assertEquals(all, found);
  }

  private static String outcome(Answer answer) {
    if (answer.isError()) {
      return answer.text();
    }
    return answer.items().isEmpty()
        ? (answer.text().length() >> 20) + " MB"
        : answer.items().size() + " items";
  }

  private void assertServedInPieces() throws IOException {
    assertEquals(536870912, client.call("STRLEN", "b").number());
    assertEquals(1, client.call("BITCOUNT", "b").number());
    assertEquals(LAST_BIT, client.call("BITPOS", "b", "1").number());
    assertEquals("\u0001", client.call("GETRANGE", "b", "-1", "-1").text());
    assertEquals(536870912, client.call("BITOP", "OR", "d", "b", "none").number());
    assertEquals(1, client.call("BITCOUNT", "d").number());
    assertEquals(1, client.call("COPY", "b", "c", "REPLACE").number());
    assertEquals(1, client.call("BITCOUNT", "c").number());
    assertTrue(client.call("APPEND", "b", "x").isError());
  }

  private void restart() throws Exception {
    client.close();
    assertEquals(0, node.stop());
    node.start();
    client = node.connect();
  }

  @Test
  void collectionThatDoesNotFitAReplyIsRefusedAndServedInParts() throws Exception {
    String element = "x".repeat(ELEMENT_BYTES);
    for (int i = 0; i < ELEMENTS; i++) {
      assertEquals(1, client.call("HSET", "hash", "field" + i, element).number());
      assertEquals(i + 1, client.call("RPUSH", "list", element).number());
    }

    assertServedInParts();
    assertOutcomes(IN_MEMORY);
    restart();
    assertServedInParts();
    assertOutcomes(ON_DISK);
    assertServedInParts();
  }

  /** What is in memory is one reply, which has a bound; what DUMP makes has a walk's. */
  private static final List<Expected> IN_MEMORY =
      List.of(
          new Expected("HGETALL hash", REPLY_TOO_LONG),
          new Expected("HVALS hash", REPLY_TOO_LONG),
          new Expected("LRANGE list 0 -1", REPLY_TOO_LONG),
          new Expected("DUMP hash", "10 MB"),
          new Expected("DUMP list", "10 MB"));

  /** What is not walks, and is sent in pieces. */
  private static final List<Expected> ON_DISK =
      List.of(
          new Expected("HGETALL hash", 2 * ELEMENTS + " items"),
          new Expected("HVALS hash", ELEMENTS + " items"),
          new Expected("LRANGE list 0 -1", ELEMENTS + " items"),
          new Expected("DUMP hash", "10 MB"),
          new Expected("DUMP list", "10 MB"));

  private void assertServedInParts() throws IOException {
    assertEquals(ELEMENTS, client.call("HLEN", "hash").number());
    assertEquals(ELEMENT_BYTES, client.call("HGET", "hash", "field7").text().length());
    assertEquals(3, client.call("LRANGE", "list", "3", "5").items().size());
  }

  @Test
  void largestValueIsTakenAndALargerOneRefused() throws IOException {
    String value = "x".repeat(COMMAND_BYTES);
    for (int i = 0; i < 30; i++) {
      assertEquals("OK", client.call("SET", "key" + i, value).text());
      assertEquals(COMMAND_BYTES, client.call("GET", "key" + i).text().length());
    }

    client.send("SET", "key", "");
    client.sendRaw(("*2\r\n$4\r\nECHO\r\n$" + (COMMAND_BYTES + 1) + "\r\n").getBytes(US_ASCII));
    client.flush();
    assertEquals("OK", client.receive().text());
    assertTrue(client.receive().text().startsWith("ERR Protocol error: invalid bulk length"));
  }

  @Test
  void pipelinesOfLargeValuesOnDiskAreServed() throws Exception {
    String value = "x".repeat(MEGABYTE);
    List<String[]> gets = new ArrayList<>();
    for (int i = 0; i < ELEMENTS; i++) {
      assertEquals("OK", client.call("SET", "key" + i, value).text());
      gets.add(new String[] {"GET", "key" + i});
    }
    restart();

    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      List<Callable<List<Answer>>> pipelines = Collections.nCopies(CLIENTS, () -> pipeline(gets));
      for (Future<List<Answer>> answers : clients.invokeAll(pipelines)) {
        answers.get().forEach(answer -> assertEquals(MEGABYTE, answer.text().length()));
      }
    }
  }

  private List<Answer> pipeline(List<String[]> commands) throws IOException {
    try (RespClient other = node.connect()) {
      return other.pipeline(commands);
    }
  }

  @Test
  void transactionThatDoesNotFitIsRefused() throws IOException {
    List<String[]> commands = new ArrayList<>();
    commands.add(new String[] {"MULTI"});
    for (int i = 0; i < ELEMENTS; i++) {
      commands.add(new String[] {"GET", "large"});
    }
    commands.add(new String[] {"EXEC"});
    assertEquals("OK", client.call("SET", "large", "x".repeat(MEGABYTE)).text());

    Answer answer = client.pipeline(commands).getLast();

    assertEquals(ELEMENTS, answer.items().size());
    assertFalse(answer.items().getFirst().isError());
    assertTrue(answer.items().getLast().isError());
    assertEquals("PONG", client.call("PING").text());
  }
}
