package io.talus.domain.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.table.TablesChange.Altered;
import io.talus.domain.table.TablesChange.Created;
import io.talus.domain.table.TablesChange.Dropped;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TablesTest {
  private static final PasswordDigest PASSWORD = PasswordDigest.of(Bytes.of("secret"));
  private static final Tables SIXTEEN = Tables.none().withNumbered(16, 1024);

  @Test
  void nodeHasNumberedTablesFromTheStart() {
    assertEquals(16, SIXTEEN.all().size());
    assertEquals(new TableDefinition(7, "7", 1024, 1, Consistency.ASYNC, null), SIXTEEN.find(7));
    assertNull(SIXTEEN.find(16));
  }

  @Test
  void createdTableGetsTheNextNumber() {
    Tables tables = SIXTEEN.with(orders());

    TableDefinition created = tables.find("orders");

    assertEquals(new TableDefinition(16, "orders", 64, 3, Consistency.QUORUM, PASSWORD), created);
    assertSame(created, tables.find(Bytes.of("16")));
    assertSame(created, tables.find(Bytes.of("orders")));
  }

  @Test
  void imageStaysAsItIs() {
    Tables after = SIXTEEN.with(orders());

    assertNull(SIXTEEN.find("orders"));
    assertEquals(SIXTEEN.revision() + 1, after.revision());
  }

  @Test
  void alteredTableKeepsItsNumberNameAndSlots() {
    Tables tables = SIXTEEN.with(orders()).with(new Altered(16, Consistency.ASYNC, null));

    assertEquals(
        new TableDefinition(16, "orders", 64, 3, Consistency.ASYNC, null), tables.find(16));
  }

  @Test
  void numberOfADroppedTableIsNeverUsedAgain() {
    Tables tables = SIXTEEN.with(orders()).with(new Dropped(16)).with(orders());

    assertNull(tables.find(16));
    assertEquals(Set.of(16), tables.dropped());
    assertEquals(17, number(tables, "orders"));
  }

  @Test
  void numberedTableThatWasDroppedDoesNotComeBack() {
    Tables tables = SIXTEEN.with(new Dropped(15));

    assertSame(tables, tables.withNumbered(16, 1024));
    assertNull(tables.find(15));
  }

  @Test
  void moreNumberedTablesComeBehindThoseThatWereCreated() {
    Tables tables = SIXTEEN.with(orders()).withNumbered(18, 1024);

    assertEquals(16, number(tables, "orders"));
    assertEquals(17, number(tables, "17"));
    assertEquals(18, tables.all().size());
  }

  @Test
  void numbersOfNoTableAreFoundNowhere() {
    for (String name : List.of("-1", "16", "65536", "9223372036854775807", "", "01", "Orders")) {
      assertNull(SIXTEEN.with(orders()).with(new Dropped(16)).find(Bytes.of(name)), name);
    }
  }

  @Test
  void nameIsGivenOnce() {
    Tables tables = SIXTEEN.with(orders());

    assertRefused("table 'orders' exists", () -> tables.with(orders()));
  }

  @Test
  void namesThatWouldBeMistakenAreRefused() {
    for (String name : List.of("", "a b", "17", "-1", "default", "Default", "a\nb", "ä")) {
      TableRefused refused =
          assertThrows(TableRefused.class, () -> SIXTEEN.with(named(name)), name);
      assertTrue(refused.getMessage().startsWith("name of a table: '"), refused.getMessage());
    }
    assertThrows(TableRefused.class, () -> SIXTEEN.with(named("x".repeat(65))));
    assertEquals(16, number(SIXTEEN.with(named("x".repeat(64))), "x".repeat(64)));
  }

  @Test
  void slotsAndReplicasHaveBounds() {
    for (int slots : new int[] {0, -4, 3, 32_768}) {
      assertRefused(
          "slots of table 'a': %d (expected: a power of two up to 16384)".formatted(slots),
          () -> SIXTEEN.with(new Created("a", slots, 1, Consistency.ASYNC, null)));
    }
    for (int replicas : new int[] {0, -1, 10}) {
      assertRefused(
          "replicas of table 'a': %d (expected: 1..9)".formatted(replicas),
          () -> SIXTEEN.with(new Created("a", 16, replicas, Consistency.ASYNC, null)));
    }
  }

  @Test
  void tablesAndTheirSlotsHaveBoundsInAll() {
    Tables full = Tables.none().withNumbered(Tables.COUNT_MAX, 1);
    Tables wide = Tables.none().withNumbered(256, 16384);

    assertTrue(refusal(() -> full.with(named("a"))).startsWith("there are 4096 tables"));
    assertTrue(refusal(() -> wide.with(named("a"))).startsWith("slots of table 'a': 16, with"));
  }

  @Test
  void tombstonesHaveABound() {
    Tables last = new Tables(1, List.of(), List.of(Tables.NUMBER_MAX));

    assertTrue(refusal(() -> last.with(named("a"))).startsWith("there are 0 tables"));
  }

  @Test
  void firstTableStays() {
    assertRefused(
        "table 0 stays: every new connection is in it", () -> SIXTEEN.with(new Dropped(0)));
  }

  @Test
  void whatDoesNotExistIsNotChanged() {
    assertRefused("there is no table 16", () -> SIXTEEN.with(new Dropped(16)));
    assertRefused(
        "there is no table 99", () -> SIXTEEN.with(new Altered(99, Consistency.ASYNC, null)));
  }

  @Test
  void imageThatContradictsItselfIsRefused() {
    TableDefinition one = TableDefinition.numbered(1, 16);
    TableDefinition two = new TableDefinition(2, "a", 16, 1, Consistency.ASYNC, null);
    TableDefinition three = new TableDefinition(3, "a", 16, 1, Consistency.ASYNC, null);

    assertRefused("two tables have the number 1", () -> new Tables(1, List.of(one, one), Set.of()));
    assertRefused("two tables have the number 1", () -> new Tables(1, List.of(one), Set.of(1)));
    assertRefused(
        "two tables have the name 'a'", () -> new Tables(1, List.of(two, three), Set.of()));
  }

  @Test
  void keysAreSpreadOverTheTablesOwnSlots() {
    assertEquals(0, TableDefinition.numbered(0, 1).slotOf(Bytes.of("key")));
    assertEquals(12539, TableDefinition.numbered(0, 16384).slotOf(Bytes.of("key")));
    assertEquals(12539 >>> 10, TableDefinition.numbered(0, 16).slotOf(Bytes.of("key")));
  }

  private static Created orders() {
    return new Created("orders", 64, 3, Consistency.QUORUM, PASSWORD);
  }

  private static Created named(String name) {
    return new Created(name, 16, 1, Consistency.ASYNC, null);
  }

  private static int number(Tables tables, String name) {
    return Objects.requireNonNull(tables.find(name)).number();
  }

  private static String refusal(Runnable change) {
    return String.valueOf(assertThrows(TableRefused.class, change::run).getMessage());
  }

  private static void assertRefused(String message, Runnable change) {
    assertEquals(message, refusal(change));
  }
}
