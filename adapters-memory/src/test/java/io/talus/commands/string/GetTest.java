package io.talus.commands.string;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.commands.Terminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GetTest {
  private static final String WRONG_TYPE =
      "WRONGTYPE Operation against a key holding the wrong kind of value";

  private final Terminal redis = new Terminal();

  @AfterEach
  void close() {
    redis.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET l",
        "GETSET l v",
        "GETDEL l",
        "GETEX l",
        "STRLEN l",
        "APPEND l v",
        "GETRANGE l 0 1",
        "SETRANGE l 0 v",
        "INCR l",
        "INCRBYFLOAT l 1",
        "SETBIT l 0 1",
        "GETBIT l 0",
        "BITCOUNT l",
        "BITPOS l 1",
        "BITOP AND d l",
        "BITFIELD l GET u8 0"
      })
  void otherTypesAreRefused(String command) {
    redis.send("RPUSH l entry");

    assertEquals(WRONG_TYPE, redis.send(command));
    assertEquals("[\"entry\"]", redis.send("LRANGE l 0 -1"));
  }

  @Test
  void getsetAnswersWithTheOldValueAndClearsTheExpiry() {
    redis.send("SET k old EX 100");

    assertEquals("\"old\"", redis.send("GETSET k new"));
    assertEquals("nil", redis.send("GETSET fresh v"));

    assertEquals("\"new\"", redis.send("GET k"));
    assertEquals("-1", redis.send("TTL k"));
  }

  @Test
  void getdelTakesTheKeyAway() {
    redis.send("SET k v");

    assertEquals("\"v\"", redis.send("GETDEL k"));
    assertEquals("nil", redis.send("GETDEL k"));
    assertEquals("0", redis.send("DBSIZE"));
  }

  @Test
  void getexWithoutOptionsChangesNothing() {
    redis.send("SET k v EX 100");

    assertEquals("\"v\"", redis.send("GETEX k"));
    assertEquals("100", redis.send("TTL k"));
  }

  @ParameterizedTest
  @CsvSource({"EX 10, 10000", "PX 7, 7", "PXAT 1700000000009, 9", "PERSIST, -1"})
  void getexChangesTheExpiry(String option, String millisLeft) {
    redis.send("SET k v EX 100");

    assertEquals("\"v\"", redis.send("GETEX k " + option));
    assertEquals(millisLeft, redis.send("PTTL k"));
  }

  @Test
  void getexWithATimeThatHasPassedDeletes() {
    redis.send("SET k v");

    assertEquals("\"v\"", redis.send("GETEX k PXAT 5"));
    assertEquals("0", redis.send("DBSIZE"));
  }

  @Test
  void getexLooksAtTheKeyBeforeTheTime() {
    assertEquals("nil", redis.send("GETEX missing EX 0"));
    assertEquals("ERR syntax error", redis.send("GETEX missing EX 1 PERSIST"));
    redis.send("SET k v");
    assertEquals("ERR invalid expire time in 'getex' command", redis.send("GETEX k EX 0"));
  }

  @Test
  void mgetAnswersNilForOtherTypes() {
    redis.send("SET s v");
    redis.send("RPUSH l v");

    assertEquals("[\"v\", nil, nil, \"v\"]", redis.send("MGET s l missing s"));
  }

  @ParameterizedTest
  @CsvSource({
    "0 3, This",
    "0 -1, This is",
    "-2 -1, is",
    "5 100, is",
    "-100 1, Th",
    "0 -100, T",
    "-5 -100, ''",
    "3 2, ''",
    "7 9, ''"
  })
  void getrangeTakesAnyIndexes(String range, String part) {
    redis.send("SET k \"This is\"");

    assertEquals('"' + part + '"', redis.send("GETRANGE k " + range));
    assertEquals('"' + part + '"', redis.send("SUBSTR k " + range));
    assertEquals("\"\"", redis.send("GETRANGE missing " + range));
  }

  @Test
  void strlenCountsBytes() {
    redis.send("SET k five5");

    assertEquals("5", redis.send("STRLEN k"));
    assertEquals("0", redis.send("STRLEN missing"));
  }
}
