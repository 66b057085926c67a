package io.talus.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.command.Reply;
import io.talus.application.log.FsyncPolicy;
import io.talus.testkit.simulation.SimulatedCrash.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who overwrites a key on the disk does not wait for it to be read; the keys are counted later. */
final class UnseenKeysTest {
  private static final int KEYS = 200;
  private static final int KEYS_IN_MEMORY = 20;
  private static final int VALUE_BYTES = 2000;
  private static final long LATER_MILLIS = 10_000;

  private final ColdStore store = new ColdStore();
  private final Scenario node =
      new Scenario(FsyncPolicy.EVERYSEC, KEYS_IN_MEMORY * VALUE_BYTES, store);
  private int reads;

  /** Makes keys go to the disk that were there before, too. */
  private void evict() {
    node.store(KEYS, VALUE_BYTES);
    store.beforeRead(() -> reads++);
    reads = 0;
  }

  private void assertUnread() {
    assertEquals(0, reads);
  }

  private void assertKeys(int keys) {
    assertEquals(Reply.integer(keys), node.ask("DBSIZE"));
  }

  @Test
  void keysOnTheDiskAreOverwrittenWithoutReading() {
    evict();

    for (int i = 0; i < KEYS; i += 4) {
      node.ask("SET", "key:" + i, "set");
      node.ask("MSET", "key:" + (i + 1), "mset", "new:" + i, "mset");
      node.ask("SETEX", "key:" + (i + 2), "100", "setex");
      node.ask("SET", "key:" + (i + 3), "set", "PX", "100000");
    }

    assertUnread();
    assertKeys(KEYS + KEYS / 4);
    for (int i = 0; i < KEYS; i += 4) {
      assertEquals(Reply.bulk("set"), node.ask("GET", "key:" + i));
      assertEquals(Reply.bulk("mset"), node.ask("GET", "key:" + (i + 1)));
      assertEquals(Reply.integer(-1), node.ask("TTL", "key:" + i));
      assertEquals(Reply.integer(100), node.ask("TTL", "key:" + (i + 2)));
    }
  }

  @Test
  void whatHasToKnowReads() {
    evict();

    node.ask("SET", "key:0", "v", "XX");
    node.ask("SET", "key:1", "v", "GET");
    node.ask("SETNX", "key:2", "v");
    node.ask("SET", "key:3", "v", "KEEPTTL");
    node.ask("MSETNX", "key:4", "v");
    node.ask("SET", "key:5", "v".repeat(20_000));

    assertEquals(6, reads);
    assertKeys(KEYS);
  }

  @Test
  void aTransactionCountsWhatWasOverwrittenBefore() {
    evict();
    node.ask("SET", "key:0", "v");
    node.ask("MULTI");
    node.ask("SET", "key:1", "v");
    node.ask("DBSIZE");

    assertEquals(
        new Reply.Array(List.of(Reply.OK, Reply.integer(KEYS))).toString(),
        node.ask("EXEC").toString());
  }

  @Test
  void whatWasOverwrittenIsGone() {
    node.ask("HSET", "hash", "f", "v");
    node.ask("RPUSH", "list", "a", "b");
    node.ask("SET", "expiring", "v", "PX", "60000");
    node.ask("PEXPIRE", "hash", "60000");
    evict();

    node.ask("MSET", "hash", "1", "list", "2", "expiring", "3");
    assertUnread();
    evict();
    node.pass(60_000);

    assertEquals(Reply.bulk("1"), node.ask("GET", "hash"));
    assertEquals(Reply.bulk("2"), node.ask("GET", "list"));
    assertEquals(Reply.bulk("3"), node.ask("GET", "expiring"));
    assertKeys(KEYS + 3);
  }

  @Test
  void keysAreCountedAfterACrash() {
    evict();
    node.ask("MSET", "key:0", "v", "key:1", "v", "new", "v");

    node.crash(Kind.PROCESS);
    assertKeys(KEYS + 1);
    node.ask("DEL", "key:0", "new");
    node.ask("SET", "key:2", "v");
    node.pass(LATER_MILLIS);
    node.crash(Kind.MACHINE);

    assertKeys(KEYS - 1);
  }

  @Test
  void aTableThatWasFlushedBeginsAnew() {
    evict();
    node.ask("SET", "key:0", "v");
    node.ask("FLUSHALL");
    assertKeys(0);

    node.ask("SET", "key:0", "v");

    assertKeys(1);
    node.pass(LATER_MILLIS);
    assertKeys(1);
  }

  @Test
  void whoCountsIsNotKeptWaitingByOthersWhoOverwrite() {
    evict();
    for (int i = 0; i < KEYS; i++) {
      node.ask("SET", "key:" + i, "v");
      node.sendAll("DBSIZE", "SET other:" + i + " v");
      node.pass(100);
      assertTrue(node.hasReply(), "after " + i);
    }
    assertKeys(2 * KEYS);
  }

  @Test
  void whoCountsWhatCouldNotBeLoggedGoesOn() {
    evict();
    node.machine().fill(0);
    node.sendAll("SET key:0 v", "DBSIZE");
    node.pass(LATER_MILLIS);

    assertTrue(node.hasReply());
    node.machine().heal();
    node.pass(LATER_MILLIS);
    assertKeys(KEYS);
  }

  @Test
  void pipelinesAreNotReadAhead() {
    evict();

    node.sendAll("GET key:0", "SET key:1 v", "SET key:2 v EX 100", "MSET key:3 v key:4 v");
    node.pass(LATER_MILLIS);

    assertEquals(Reply.OK, node.lastReply());
    assertEquals(1, reads);
  }

  @Test
  void slotsAreReadThroughWhenManyNamesAreNew() {
    evict();
    node.crash(Kind.PROCESS);
    for (int i = 0; i < 1000; i++) {
      node.ask("SET", "new:" + i, "v");
    }
    node.pass(LATER_MILLIS);
    assertTrue(reads > 0 && reads <= 20, "pages of slots: " + reads);
    reads = 0;

    for (int i = 0; i < 1000; i++) {
      assertEquals(Reply.integer(0), node.ask("EXISTS", "absent:" + i));
    }

    assertTrue(reads <= 50, "reads: " + reads);
    assertKeys(KEYS + 1000);
  }
}
