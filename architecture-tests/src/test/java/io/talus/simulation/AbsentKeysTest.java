package io.talus.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.command.Reply;
import io.talus.application.log.FsyncPolicy;
import io.talus.testkit.simulation.SimulatedCrash.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The disk is hardly ever asked for keys that do not exist. */
final class AbsentKeysTest {
  private static final int KEYS = 200;
  private static final int KEYS_IN_MEMORY = 100;
  private static final int VALUE_BYTES = 2000;

  private final ColdStore store = new ColdStore();
  private final Scenario node =
      new Scenario(FsyncPolicy.EVERYSEC, KEYS_IN_MEMORY * VALUE_BYTES, store);
  private int reads;
  private int failures;
  private int pages;

  @BeforeEach
  void writeMoreThanFits() {
    node.store(KEYS, VALUE_BYTES);
    store.beforeRead(() -> reads++);
  }

  /** How often the disk is read for so many names that were never used before. */
  private int readsFor(String kind, int names) {
    int before = reads;
    for (int i = 0; i < names; i++) {
      assertEquals(Reply.integer(0), node.ask("STRLEN", kind + ":" + i));
    }
    return reads - before;
  }

  private void assertAllAreThere(int from) {
    for (int i = from; i < KEYS; i++) {
      assertEquals(Reply.integer(VALUE_BYTES), node.ask("STRLEN", "key:" + i), "key " + i);
    }
  }

  @Test
  void whatWasEvictedIsKnown() {
    assertTrue(readsFor("new", 1000) <= 20);

    assertAllAreThere(0);
    assertTrue(reads >= KEYS - KEYS_IN_MEMORY, "reads: " + reads);
  }

  @Test
  void whatWasEvictedIsKnownAfterManyKeysThatExist() {
    for (int i = 0; i < 20; i++) {
      assertAllAreThere(0);
    }
    assertTrue(reads > 2000, "reads: " + reads);

    assertTrue(readsFor("new", 1000) <= 30);
  }

  @Test
  void afterARestartSlotsAreReadThroughWhenManyAreAskedForInVain() {
    node.crash(Kind.PROCESS);
    int first = readsFor("first", 1000);
    assertTrue(first >= 64 && first < 400, "reads: " + first);

    node.ask("SET", "late", "v");
    node.ask("DEL", "key:0");

    assertTrue(readsFor("second", 1000) <= 20);
    assertAllAreThere(1);
    assertEquals(Reply.integer(0), node.ask("STRLEN", "key:0"));
    assertEquals(Reply.integer(1), node.ask("STRLEN", "late"));
    assertEquals(Reply.integer(KEYS), node.ask("DBSIZE"));
  }

  @Test
  void aSlotThatCannotBeReadIsReadLater() {
    node.crash(Kind.PROCESS);
    readsFor("some", 50);
    store.beforeRead(this::failWhenNobodyWaits);
    readsFor("first", 200);
    assertTrue(failures > 0);
    store.beforeRead(() -> reads++);
    store.fail(false);

    readsFor("second", 1000);

    assertTrue(readsFor("third", 1000) <= 20);
    assertAllAreThere(0);
  }

  private void failWhenNobodyWaits() {
    boolean nobodyWaits = node.callsUnderWay() == 0;
    failures += nobodyWaits ? 1 : 0;
    store.fail(nobodyWaits);
  }

  @Test
  void whatAFlushedTableHadIsForgotten() {
    node.ask("FLUSHALL");
    assertEquals(0, readsFor("new", 100));

    writeMoreThanFits();

    assertTrue(readsFor("new", 1000) <= 20);
    assertAllAreThere(0);
  }

  @Test
  void whatIsWrittenAndEvictedWhileASlotIsReadIsKnown() {
    for (int i = 0; i < 6000; i++) {
      node.ask("SET", "small:" + i, "v");
    }
    node.pass(10_000);
    node.crash(Kind.PROCESS);
    store.beforeRead(this::writeBetweenThePagesOfASlot);

    readsFor("absent", 2000);

    assertTrue(pages > 2, "pages: " + pages);
    assertAllAreThere(0);
    for (int i = 0; i < KEYS; i++) {
      assertEquals(Reply.integer(VALUE_BYTES), node.ask("STRLEN", "late:" + i), "late " + i);
    }
  }

  /** Nobody waits for the pages of a slot: the second is about to be read. */
  private void writeBetweenThePagesOfASlot() {
    if (node.callsUnderWay() == 0 && ++pages == 2) {
      for (int i = 0; i < KEYS; i++) {
        node.ask("SET", "late:" + i, "v".repeat(VALUE_BYTES));
      }
      node.pass(10_000);
      assertEquals(Reply.integer(0), node.ask("STRLEN", "absent"));
    }
  }
}
