package io.talus.commands.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.adapters.memory.MemoryTalus;
import io.talus.application.command.Reply;
import io.talus.application.embed.Connection;
import io.talus.application.embed.Talus;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TransactionCommandsTest {

  private final AtomicLong clockMillis = new AtomicLong(1_000_000);
  private final Talus talus = MemoryTalus.open(7, clockMillis::get);
  private final Connection client = talus.connect();

  @AfterEach
  void close() {
    client.close();
    talus.close();
  }

  @Test
  void execRunsWhatWasQueuedAndAnswersWithEachReply() {
    assertEquals(Reply.OK, client.execute("MULTI"));
    assertEquals(Reply.QUEUED, client.execute("SET", "a", "1"));
    assertEquals(Reply.QUEUED, client.execute("INCR", "a"));

    Reply replies = client.execute("EXEC");

    assertEquals(Reply.array(Reply.OK, Reply.integer(2)), replies);
    assertEquals(Reply.bulk("2"), client.execute("GET", "a"));
  }

  @Test
  void queuedCommandsHaveNoEffectBeforeExec() {
    client.execute("MULTI");
    client.execute("SET", "a", "1");

    assertEquals(Reply.integer(0), talus.execute("EXISTS", "a"));
  }

  @Test
  void discardForgetsTheQueueAndTheWatches() {
    client.execute("WATCH", "a");
    client.execute("MULTI");
    client.execute("SET", "a", "1");
    assertEquals(Reply.OK, client.execute("DISCARD"));
    talus.execute("SET", "a", "2");
    client.execute("MULTI");

    assertEquals(Reply.EMPTY_ARRAY, client.execute("EXEC"));
    assertEquals(Reply.bulk("2"), client.execute("GET", "a"));
  }

  @Test
  void whatRedisCallsModifiedBreaksWatchesEvenIfNothingChanged() {
    talus.execute("RPUSH", "list", "a", "b");

    assertBreaksWatch("LTRIM", "list", "0", "-1");
    assertBreaksWatch("LMOVE", "list", "list", "LEFT", "LEFT");
  }

  private void assertBreaksWatch(String... command) {
    client.execute("WATCH", "list");
    talus.execute(command);
    client.execute("MULTI");
    assertEquals(Reply.NULL_ARRAY, client.execute("EXEC"));
  }

  @Test
  void multiDoesNotNestAndIsNotSpoiltByTrying() {
    client.execute("MULTI");

    assertEquals(Reply.error("ERR MULTI calls can not be nested"), client.execute("MULTI"));
    assertEquals(Reply.EMPTY_ARRAY, client.execute("EXEC"));
  }

  @Test
  void execAndDiscardNeedMulti() {
    assertEquals(Reply.error("ERR EXEC without MULTI"), client.execute("EXEC"));
    assertEquals(Reply.error("ERR DISCARD without MULTI"), client.execute("DISCARD"));
  }

  @Test
  void watchIsNotAllowedInsideMulti() {
    client.execute("MULTI");

    assertEquals(
        Reply.error("ERR WATCH inside MULTI is not allowed"), client.execute("WATCH", "a"));
    assertEquals(Reply.EMPTY_ARRAY, client.execute("EXEC"));
  }

  @Test
  void aCommandThatCannotBeQueuedAbortsTheTransaction() {
    client.execute("MULTI");
    client.execute("SET", "a", "1");
    client.execute("NOSUCHCOMMAND");

    assertEquals(
        Reply.error("EXECABORT Transaction discarded because of previous errors."),
        client.execute("EXEC"));
    assertEquals(Reply.integer(0), client.execute("EXISTS", "a"));
    assertEquals(Reply.error("ERR EXEC without MULTI"), client.execute("EXEC"));
  }

  @Test
  void anExecWithArgumentsAbortsTheTransaction() {
    client.execute("MULTI");

    assertEquals(
        Reply.error(
            "EXECABORT Transaction discarded because of: wrong number of arguments for 'exec'"
                + " command"),
        client.execute("EXEC", "now"));
    assertEquals(Reply.error("ERR EXEC without MULTI"), client.execute("EXEC"));
  }

  @Test
  void anErrorInsideIsThatCommandsReply() {
    talus.execute("SET", "a", "x");
    client.execute("MULTI");
    client.execute("INCR", "a");
    client.execute("SET", "b", "1");

    assertEquals(
        Reply.array(Reply.error("ERR value is not an integer or out of range"), Reply.OK),
        client.execute("EXEC"));
    assertEquals(Reply.bulk("1"), client.execute("GET", "b"));
  }

  @Test
  void nothingWaitsInsideATransaction() {
    client.execute("MULTI");
    client.execute("BLPOP", "list", "0");

    assertEquals(Reply.array(Reply.NULL_ARRAY), client.execute("EXEC"));
  }

  @Test
  void aChangedWatchedKeyStopsExec() {
    client.execute("WATCH", "a", "b");
    talus.execute("SET", "b", "1");
    client.execute("MULTI");
    client.execute("SET", "a", "1");

    assertEquals(Reply.NULL_ARRAY, client.execute("EXEC"));
    assertEquals(Reply.integer(0), client.execute("EXISTS", "a"));
  }

  @Test
  void ownChangesOfWatchedKeysCountToo() {
    client.execute("WATCH", "a");
    client.execute("SET", "a", "1");
    client.execute("MULTI");

    assertEquals(Reply.NULL_ARRAY, client.execute("EXEC"));
  }

  @Test
  void unwatchForgetsWhatHasChanged() {
    client.execute("WATCH", "a");
    talus.execute("SET", "a", "1");
    client.execute("UNWATCH");
    client.execute("MULTI");

    assertEquals(Reply.EMPTY_ARRAY, client.execute("EXEC"));
  }

  @Test
  void aWatchedKeyThatExpiresStopsExec() {
    talus.execute("SET", "a", "1", "PX", "100");
    client.execute("WATCH", "a");
    clockMillis.addAndGet(200);
    client.execute("MULTI");

    assertEquals(Reply.NULL_ARRAY, client.execute("EXEC"));
  }

  @Test
  void aKeyThatHadExpiredWhenItWasWatchedDoesNotStopExec() {
    talus.execute("DEBUG", "SET-ACTIVE-EXPIRE", "0");
    talus.execute("SET", "a", "1", "PX", "100");
    clockMillis.addAndGet(200);
    client.execute("WATCH", "a");
    client.execute("MULTI");

    assertEquals(Reply.EMPTY_ARRAY, client.execute("EXEC"));
  }

  @Test
  void flushStopsExecOnlyIfAWatchedKeyExisted() {
    talus.execute("SET", "a", "1");
    client.execute("WATCH", "a");
    talus.execute("FLUSHALL");
    client.execute("MULTI");
    assertEquals(Reply.NULL_ARRAY, client.execute("EXEC"));

    client.execute("WATCH", "nothing");
    talus.execute("FLUSHALL");
    client.execute("MULTI");
    assertEquals(Reply.EMPTY_ARRAY, client.execute("EXEC"));
  }

  @Test
  void watchesAreOfTheSelectedTable() {
    client.execute("WATCH", "a");
    Connection other = talus.connect();
    other.execute("SELECT", "1");
    other.execute("SET", "a", "1");
    client.execute("MULTI");

    assertEquals(Reply.EMPTY_ARRAY, client.execute("EXEC"));
  }

  @Test
  void selectInsideATransactionHoldsForWhatFollows() {
    client.execute("MULTI");
    client.execute("SELECT", "3");
    client.execute("SET", "a", "in 3");
    client.execute("EXEC");

    assertEquals(Reply.bulk("in 3"), client.execute("GET", "a"));
    assertEquals(Reply.NULL, talus.execute("GET", "a"));
  }

  @Test
  void resetEndsTheTransactionAndTheWatches() {
    client.execute("WATCH", "a");
    client.execute("MULTI");
    assertEquals(new Reply.Simple("RESET"), client.execute("RESET"));
    talus.execute("SET", "a", "1");

    assertEquals(Reply.error("ERR EXEC without MULTI"), client.execute("EXEC"));
    client.execute("MULTI");
    assertEquals(Reply.EMPTY_ARRAY, client.execute("EXEC"));
  }
}
