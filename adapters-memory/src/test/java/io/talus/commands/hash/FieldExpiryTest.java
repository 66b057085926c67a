package io.talus.commands.hash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.commands.Terminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FieldExpiryTest {
  private static final long START_SECONDS = Terminal.START_MILLIS / 1000;

  private final Terminal redis = new Terminal();

  @BeforeEach
  void makeAHash() {
    redis.send("HSET h a 1 b 2 c 3");
  }

  @AfterEach
  void close() {
    redis.close();
  }

  @ParameterizedTest
  @CsvSource({
    "HEXPIRE h 10, 10000",
    "HPEXPIRE h 2500, 2500",
    "HEXPIREAT h 1700000100, 100000",
    "HPEXPIREAT h 1700000000001, 1"
  })
  void aTimeIsRelativeOrAbsoluteInSecondsOrMilliseconds(String command, String millisLeft) {
    assertEquals("[1, -2]", redis.send(command + " FIELDS 2 a missing"));

    assertEquals("[" + millisLeft + ", -1, -2]", redis.send("HPTTL h FIELDS 3 a b missing"));
  }

  @Test
  void theTimeThatIsLeftIsToldInFourWays() {
    redis.send("HPEXPIRE h 2500 FIELDS 1 a");

    assertEquals("[3]", redis.send("HTTL h FIELDS 1 a"));
    assertEquals("[2500]", redis.send("HPTTL h FIELDS 1 a"));
    assertEquals("[" + (START_SECONDS + 3) + "]", redis.send("HEXPIRETIME h FIELDS 1 a"));
    assertEquals(
        "[" + (Terminal.START_MILLIS + 2500) + "]", redis.send("HPEXPIRETIME h FIELDS 1 a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HEXPIRE missing 10 FIELDS 2 a b",
        "HTTL missing FIELDS 2 a b",
        "HPTTL missing FIELDS 2 a b",
        "HEXPIRETIME missing FIELDS 2 a b",
        "HPEXPIRETIME missing FIELDS 2 a b",
        "HPERSIST missing FIELDS 2 a b"
      })
  void aMissingHashHasNoneOfTheFields(String command) {
    assertEquals("[-2, -2]", redis.send(command));
    assertEquals("0", redis.send("EXISTS missing"));
  }

  @ParameterizedTest
  @CsvSource({
    "NX, '[0, 1]', '[100000, 50000]'",
    "XX, '[1, 0]', '[50000, -1]'",
    "GT, '[0, 0]', '[100000, -1]'",
    "LT, '[1, 1]', '[50000, 50000]'"
  })
  void aConditionDecidesFieldByField(String condition, String replies, String left) {
    redis.send("HEXPIRE h 100 FIELDS 1 a");

    assertEquals(replies, redis.send("HEXPIRE h 50 " + condition + " FIELDS 2 a b"));

    assertEquals(left, redis.send("HPTTL h FIELDS 2 a b"));
  }

  @Test
  void gtTakesALaterTime() {
    redis.send("HEXPIRE h 100 FIELDS 1 a");

    assertEquals("[1]", redis.send("HEXPIRE h 101 GT FIELDS 1 a"));
    assertEquals("[0]", redis.send("HEXPIRE h 101 GT FIELDS 1 a"));
    assertEquals("[0]", redis.send("HEXPIRE h 101 LT FIELDS 1 a"));
  }

  @Test
  void aFieldIsGoneWhenItsTimeHasCome() {
    redis.send("HPEXPIRE h 100 FIELDS 1 a");

    redis.waitMillis(99);
    assertEquals("3", redis.send("HLEN h"));
    redis.waitMillis(1);

    assertEquals("2", redis.send("HLEN h"));
    assertEquals("nil", redis.send("HGET h a"));
    assertEquals("0", redis.send("HEXISTS h a"));
    assertEquals("[nil, \"2\", \"3\"]", redis.send("HMGET h a b c"));
    assertEquals("[-2]", redis.send("HTTL h FIELDS 1 a"));
    assertEquals("1", redis.send("HSETNX h a again"));
  }

  @Test
  void theKeyGoesWithItsLastField() {
    redis.send("HPEXPIRE h 100 FIELDS 2 a b");
    redis.send("HPEXPIRE h 200 FIELDS 1 c");

    redis.waitMillis(100);
    assertEquals("1", redis.send("EXISTS h"));
    redis.waitMillis(100);

    assertEquals("0", redis.send("EXISTS h"));
    assertEquals("none", redis.send("TYPE h"));
    assertEquals("0", redis.send("DBSIZE"));
  }

  @Test
  void aTimeThatHasPassedRemovesAtOnce() {
    assertEquals("[2, 2, -2]", redis.send("HEXPIREAT h 1 FIELDS 3 a b missing"));
    assertEquals("1", redis.send("HLEN h"));
    assertEquals("[2]", redis.send("HEXPIRE h 0 FIELDS 1 c"));
    assertEquals("0", redis.send("EXISTS h"));
  }

  @Test
  void overwritingAFieldTakesItsExpiryOff() {
    redis.send("HEXPIRE h 100 FIELDS 3 a b c");

    redis.send("HSET h a new");
    redis.send("HINCRBY h b 1");

    assertEquals("[-1]", redis.send("HTTL h FIELDS 1 a"));
    assertEquals("[100, 100]", redis.send("HTTL h FIELDS 2 b c"));
  }

  @Test
  void persistTakesTheExpiryOff() {
    redis.send("HEXPIRE h 100 FIELDS 1 a");

    assertEquals("[1, -1, -2]", redis.send("HPERSIST h FIELDS 3 a b missing"));

    assertEquals("[-1]", redis.send("HTTL h FIELDS 1 a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RENAME h {h}other", "RENAME h other", "COPY h other", "COPY h {h}other"})
  void renameAndCopyKeepTheExpiryOfFields(String command) {
    redis.send("HEXPIRE h 100 FIELDS 1 a");

    redis.send(command);

    String target = command.substring(command.lastIndexOf(' ') + 1);
    assertEquals("[100, -1]", redis.send("HTTL " + target + " FIELDS 2 a b"));
    redis.waitMillis(100_000);
    assertEquals("2", redis.send("HLEN " + target));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HEXPIRE h 10 FIELD 1 a | ERR Mandatory argument FIELDS is missing or not at the right position",
        "HTTL h 1 FIELDS a | ERR Mandatory argument FIELDS is missing or not at the right position",
        "HEXPIRE h 10 FIELDS 0 a | ERR Parameter `numFields` should be greater than 0",
        "HTTL h FIELDS 0 a | ERR Number of fields must be a positive integer",
        "HPERSIST h FIELDS x a | ERR Number of fields must be a positive integer",
        "HEXPIRE h 10 FIELDS 2 a | ERR The `numfields` parameter must match the number of arguments",
        "HTTL h FIELDS 1 a b | ERR The `numfields` parameter must match the number of arguments",
        "HEXPIRE h -1 FIELDS 1 a | ERR invalid expire time, must be >= 0",
        "HEXPIRE h soon FIELDS 1 a | ERR value is not an integer or out of range",
        "HEXPIRE h 9223372036854775807 FIELDS 1 a | ERR invalid expire time in 'hexpire' command",
        "HEXPIRE h 10 FIELDS 1 | ERR wrong number of arguments for 'hexpire' command"
      })
  void badArgumentsAreRefusedAndChangeNothing(String command, String error) {
    assertEquals(error, redis.send(command));
    assertEquals("[-1, -1, -1]", redis.send("HTTL h FIELDS 3 a b c"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEXPIRE s 10 FIELDS 1 a", "HTTL s FIELDS 1 a", "HPERSIST s FIELDS 1 a"})
  void anotherTypeIsRefused(String command) {
    redis.send("SET s v");

    assertEquals(
        "WRONGTYPE Operation against a key holding the wrong kind of value", redis.send(command));
  }
}
