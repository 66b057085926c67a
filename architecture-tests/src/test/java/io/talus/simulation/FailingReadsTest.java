package io.talus.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.command.Reply;
import io.talus.application.log.FsyncPolicy;
import io.talus.testkit.simulation.SimulatedCrash.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What cannot be read is an error of the command that needs it, and of nothing else. */
final class FailingReadsTest {
  private static final long NOTHING_RESIDENT = 1;

  private final ColdStore store = new ColdStore();
  private final Scenario node = new Scenario(FsyncPolicy.EVERYSEC, NOTHING_RESIDENT, store);

  private void write(String... command) {
    node.ask(command);
    node.pass(10_000); // until the store has it, and nothing is resident
  }

  private static void requireUnreadable(Reply reply) {
    String text = assertInstanceOf(Reply.Error.class, reply).text();
    assertTrue(text.startsWith("MISCONF The store cannot be read"), text);
  }

  @Test
  void commandsSayWhatFailedAndGoOnWhenItFailsNoMore() {
    write("SET", "key", "1");
    store.fail(true);

    requireUnreadable(node.ask("GET", "key"));
    requireUnreadable(node.ask("INCR", "key"));

    store.fail(false);
    assertEquals(Reply.bulk("1"), node.ask("GET", "key"));
  }

  @Test
  void transactionThatCannotReadItsKeysIsOver() {
    write("SET", "key", "1");
    store.fail(true);
    node.ask("MULTI");
    node.ask("SET", "other", "2");
    node.ask("GET", "key");

    requireUnreadable(node.ask("EXEC"));

    assertEquals(Reply.PONG, node.ask("PING"));
    assertEquals(Reply.NULL, node.ask("GET", "other"));
  }

  @Test
  void readThatFailsWithinTheTransactionIsThatCommandsReply() {
    write("SET", "key", "1");
    store.fail(true);
    node.ask("MULTI");
    node.ask("SET", "other", "2");
    node.ask("KEYS", "*");

    Reply.Array replies = assertInstanceOf(Reply.Array.class, node.ask("EXEC"));

    assertEquals(Reply.OK, replies.items().getFirst());
    requireUnreadable((Reply) List.copyOf(replies.items()).getLast());
    node.crash(Kind.PROCESS);
    store.fail(false);
    assertEquals(Reply.bulk("2"), node.ask("GET", "other"));
  }

  /** Nobody asked for them, so nobody is told; they are dropped when they can be read. */
  @Test
  void keysThatAreDueAndCannotBeReadWait() {
    write("SET", "key", "1", "PX", "15000");
    store.fail(true);
    node.pass(10_000);
    assertEquals(Reply.PONG, node.ask("PING"));
    store.fail(false);
    node.pass(20_000);

    assertEquals(Reply.integer(0), node.ask("DBSIZE"));
  }
}
