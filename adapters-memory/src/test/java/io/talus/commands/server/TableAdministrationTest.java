package io.talus.commands.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.commands.Conversation;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** TABLE, and what becomes of those who use a table that comes or goes. */
final class TableAdministrationTest {
  private static final String DROPPED = "ERR table 16 was dropped: SELECT another";

  @RegisterExtension private final Conversation redis = new Conversation();

  @Test
  void newTableIsChosenByItsNameOrNumber() {
    assertEquals("OK", redis.say("TABLE CREATE orders SLOTS 64"));

    assertEquals("OK", redis.say("SELECT orders"));
    assertEquals("OK", redis.say("SET key value"));
    assertEquals("OK", redis.say("SELECT 16"));
    assertEquals("value", redis.say("GET key"));
    assertEquals("OK", redis.say("SELECT 0"));
    assertEquals("nil", redis.say("GET key"));
  }

  @Test
  void tablesAreListedAndDescribed() {
    redis.say("TABLE CREATE orders SLOTS 64 REPLICAS 3 CONSISTENCY quorum PASSWORD secret");
    redis.say("TABLE CREATE plain");

    String all = redis.say("TABLE LIST");

    assertTrue(
        all.contains("number=0 name=0 slots=1024 replicas=1 consistency=async password=no keys=0"));
    assertTrue(
        all.contains(
            "number=16 name=orders slots=64 replicas=3 consistency=quorum password=yes keys=0"));
    assertEquals(
        "[(number 16) (name orders) (slots 64) (replicas 3) (consistency quorum) (password yes)"
            + " (keys 0) (expires 0) (note a single node holds one copy: replicas and consistency"
            + " take effect when it is in a cluster)]",
        redis.say("TABLE INFO orders"));
    assertFalse(redis.say("TABLE INFO 17").contains("note"));
  }

  @Test
  void keysOfAllTablesAreCounted() {
    redis.say("TABLE CREATE orders");
    redis.say("SELECT orders");
    redis.say("SET key value EX 100");

    assertTrue(redis.say("INFO keyspace").contains("db16:keys=1,expires=1"));
    assertTrue(redis.say("TABLE INFO orders").contains("(keys 1) (expires 1)"));
    redis.say("FLUSHALL");
    assertEquals("0", redis.say("DBSIZE"));
  }

  @Test
  void keysGoFromTableToTable() {
    redis.say("TABLE CREATE orders SLOTS 1");
    redis.say("SET key value");

    assertEquals("1", redis.say("COPY key copy DB orders"));
    assertEquals("1", redis.say("MOVE key 16"));
    redis.say("SELECT orders");
    assertEquals("value", redis.say("GET copy"));
    assertEquals("value", redis.say("GET key"));
    assertEquals("OK", redis.say("SWAPDB orders 3"));
    assertEquals("0", redis.say("DBSIZE"));
  }

  @Test
  void passwordClosesATableUntilItIsTakenAway() {
    redis.say("TABLE CREATE orders PASSWORD secret");

    assertTrue(redis.say("SELECT orders").startsWith("NOPERM"));
    assertTrue(redis.say("COPY a b DB orders").startsWith("NOPERM"));
    assertTrue(redis.say("FLUSHALL").startsWith("NOPERM"));
    assertTrue(redis.say("AUTH orders wrong").startsWith("WRONGPASS"));
    assertTrue(redis.sayElsewhere("SELECT 16").join().startsWith("NOPERM"));
    assertEquals("OK", redis.say("TABLE ALTER orders PASSWORD ''"));
    assertEquals("OK", redis.say("SELECT orders"));
  }

  @Test
  void tablesPasswordOpensAndSelectsIt() {
    redis.say("TABLE CREATE orders PASSWORD secret");
    redis.say("TABLE ALTER 16 PASSWORD better");

    assertTrue(redis.say("AUTH orders secret").startsWith("WRONGPASS"));
    assertEquals("OK", redis.say("AUTH orders better"));
    assertTrue(redis.say("CLIENT INFO").contains(" db=16 "));
    assertTrue(redis.sayElsewhere("HELLO 2 AUTH orders better").join().contains("server"));
    assertTrue(redis.sayElsewhere("CLIENT INFO").join().contains(" db=16 "));
  }

  @Test
  void alteredTableKeepsWhatIsNotNamed() {
    redis.say("TABLE CREATE orders CONSISTENCY quorum PASSWORD secret");

    redis.say("TABLE ALTER orders CONSISTENCY ASYNC");

    assertTrue(redis.say("TABLE INFO orders").contains("(consistency async) (password yes)"));
  }

  @Test
  void droppedTableIsGoneWithItsKeysAndItsNumber() {
    redis.say("TABLE CREATE orders");
    redis.sayElsewhere("SELECT orders").join();
    redis.sayElsewhere("SET key value").join();

    assertEquals("OK", redis.say("TABLE DROP orders"));

    assertEquals("ERR DB index is out of range", redis.say("SELECT 16"));
    assertEquals("ERR value is not an integer or out of range", redis.say("SELECT orders"));
    assertEquals("ERR DB index is out of range", redis.say("MOVE key 16"));
    redis.say("TABLE CREATE orders");
    redis.say("SELECT orders");
    assertEquals("0", redis.say("DBSIZE"));
    assertTrue(redis.say("TABLE INFO orders").contains("(number 17)"));
  }

  @Test
  void whoIsInADroppedTableHasToSelectAnother() {
    redis.say("TABLE CREATE orders");
    redis.sayElsewhere("SELECT orders").join();

    redis.say("TABLE DROP orders");

    assertEquals(DROPPED, redis.sayElsewhere("SET key value").join());
    assertEquals(DROPPED, redis.sayElsewhere("DBSIZE").join());
    assertEquals(DROPPED, redis.sayElsewhere("WATCH key").join());
    assertEquals("PONG", redis.sayElsewhere("PING").join());
    assertEquals("OK", redis.sayElsewhere("SELECT 0").join());
    assertEquals("OK", redis.sayElsewhere("SET key value").join());
  }

  @Test
  void whoWaitsForKeysOfADroppedTableIsTold() {
    redis.say("TABLE CREATE orders");
    redis.sayElsewhere("SELECT orders").join();
    CompletableFuture<String> waiting = redis.sayElsewhere("BLPOP list other 0");

    redis.say("TABLE DROP orders");

    assertEquals(DROPPED, waiting.join());
    assertEquals("OK", redis.sayElsewhere("SELECT 0").join());
  }

  @Test
  void whoWatchesKeysOfADroppedTableDoesNotExecute() {
    redis.say("TABLE CREATE orders");
    redis.sayElsewhere("SELECT orders").join();
    redis.sayElsewhere("WATCH key").join();
    redis.sayElsewhere("SELECT 0").join();
    redis.sayElsewhere("MULTI").join();
    redis.sayElsewhere("SET key value").join();

    redis.say("TABLE DROP orders");

    assertEquals("nil array", redis.sayElsewhere("EXEC").join());
    assertEquals("0", redis.say("DBSIZE"));
  }

  @Test
  void transactionInADroppedTableIsOver() {
    redis.say("TABLE CREATE orders");
    redis.sayElsewhere("SELECT orders").join();
    redis.sayElsewhere("MULTI").join();
    redis.sayElsewhere("SET key value").join();

    redis.say("TABLE DROP orders");

    assertEquals(DROPPED, redis.sayElsewhere("EXEC").join());
    assertEquals("ERR EXEC without MULTI", redis.sayElsewhere("EXEC").join());
  }

  @Test
  void numberedTablesGoAsWellButTheFirst() {
    redis.say("SET key value");

    assertEquals("OK", redis.say("TABLE DROP 5"));
    assertEquals("ERR DB index is out of range", redis.say("SELECT 5"));
    assertEquals("OK", redis.say("FLUSHALL"));
    assertEquals("ERR table 0 stays: every new connection is in it", redis.say("TABLE DROP 0"));
  }

  @Test
  void everyTableHasItsOwnSlots() {
    redis.say("TABLE CREATE narrow SLOTS 1");
    redis.say("CONFIG SET cross-slot deny");

    assertTrue(redis.say("MSETNX a 1 b 2").startsWith("CROSSSLOT"));
    redis.say("SELECT narrow");
    assertEquals("1", redis.say("MSETNX a 1 b 2"));
  }

  @Test
  void whatIsWrongIsSaid() {
    redis.say("TABLE CREATE orders");

    assertEquals("ERR table 'orders' exists", redis.say("TABLE CREATE orders"));
    assertEquals(
        "ERR slots of table 'a': 3 (expected: a power of two up to 16384)",
        redis.say("TABLE CREATE a SLOTS 3"));
    assertEquals(
        "ERR value is not an integer or out of range", redis.say("TABLE CREATE a SLOTS many"));
    assertEquals("ERR syntax error", redis.say("TABLE CREATE a SLOTS"));
    assertEquals("ERR syntax error", redis.say("TABLE CREATE a SLOTS 1 SLOTS 2"));
    assertEquals("ERR syntax error", redis.say("TABLE CREATE a COLOUR red"));
    assertEquals("ERR syntax error", redis.say("TABLE ALTER orders SLOTS 2"));
    assertEquals(
        "ERR CONSISTENCY must be async or quorum", redis.say("TABLE CREATE a CONSISTENCY never"));
    assertEquals("ERR there is no such table", redis.say("TABLE DROP nothing"));
    assertEquals("ERR there is no such table", redis.say("TABLE INFO 99"));
    assertEquals("ERR there is no such table", redis.say("TABLE ALTER 99 PASSWORD a"));
  }

  @Test
  void tablesAreNotChangedInsideATransaction() {
    redis.say("MULTI");

    assertEquals("ERR Command not allowed inside a transaction", redis.say("TABLE CREATE orders"));
  }

  @Test
  void passwordsAreNotShown() {
    redis.say("CONFIG SET slowlog-log-slower-than 0");
    redis.say("TABLE CREATE orders PASSWORD sesame SLOTS 3");
    redis.say("TABLE CREATE orders PASSWORD a PASSWORD sesame");
    redis.say("TABLE CREATE orders");
    redis.say("TABLE ALTER orders PASSWORD sesame");

    String seen = redis.say("SLOWLOG GET -1");

    assertTrue(seen.contains("[TABLE ALTER orders PASSWORD (redacted)]"), seen);
    assertFalse(seen.contains("sesame"), seen);
  }

  @Test
  void helpAndDocsKnowTheSubcommands() {
    assertTrue(redis.say("TABLE HELP").contains("ALTER table [CONSISTENCY <async | quorum>]"));
    assertTrue(redis.say("COMMAND DOCS table").contains("table|create"));
  }
}
