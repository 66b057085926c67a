package io.talus.commands.string;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.commands.Terminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SetTest {
  private final Terminal redis = new Terminal();

  @AfterEach
  void close() {
    redis.close();
  }

  @Test
  void setReplacesWhateverTheKeyHeldAndItsExpiry() {
    redis.send("RPUSH k a b");
    redis.send("EXPIRE k 100");

    assertEquals("OK", redis.send("SET k v"));

    assertEquals("\"v\"", redis.send("GET k"));
    assertEquals("-1", redis.send("TTL k"));
    assertEquals("1", redis.send("DBSIZE"));
  }

  @Test
  void nxSetsOnlyWhatDoesNotExist() {
    assertEquals("OK", redis.send("SET k old NX"));
    assertEquals("nil", redis.send("SET k new NX"));

    assertEquals("\"old\"", redis.send("GET k"));
  }

  @Test
  void xxSetsOnlyWhatExists() {
    assertEquals("nil", redis.send("SET k v XX"));
    assertEquals("0", redis.send("EXISTS k"));

    redis.send("SADD k member");
    assertEquals("OK", redis.send("SET k v XX"));
    assertEquals("string", redis.send("TYPE k"));
  }

  @Test
  void getAnswersWithTheOldValueWhetherOrNotTheNewOneIsSet() {
    assertEquals("nil", redis.send("SET k a GET"));
    assertEquals("\"a\"", redis.send("SET k b GET"));
    assertEquals("\"b\"", redis.send("SET k c NX GET"));
    assertEquals("\"b\"", redis.send("GET k"));
    assertEquals("nil", redis.send("SET other x XX GET"));
    assertEquals("0", redis.send("EXISTS other"));
  }

  @Test
  void getRefusesOtherTypesAndLeavesThem() {
    redis.send("RPUSH l a");

    assertEquals(
        "WRONGTYPE Operation against a key holding the wrong kind of value",
        redis.send("SET l v GET"));
    assertEquals("list", redis.send("TYPE l"));
  }

  @ParameterizedTest
  @CsvSource({
    "EX 10, 10000",
    "PX 2500, 2500",
    "EXAT 1700000100, 100000",
    "PXAT 1700000000001, 1",
    "ex 10 GET, 10000"
  })
  void timesAreRelativeOrAbsolute(String option, String millisLeft) {
    redis.send("SET k v " + option);

    assertEquals(millisLeft, redis.send("PTTL k"));
  }

  @Test
  void keepTtlKeepsTheExpiryAndNothingElse() {
    redis.send("SET k a EX 100");

    redis.send("SET k b KEEPTTL");
    redis.send("SET fresh c KEEPTTL");

    assertEquals("\"b\"", redis.send("GET k"));
    assertEquals("100", redis.send("TTL k"));
    assertEquals("-1", redis.send("TTL fresh"));
  }

  @Test
  void aKeyIsGoneWhenItsTimeHasCome() {
    redis.send("SET k v PX 100");

    redis.waitMillis(99);
    assertEquals("\"v\"", redis.send("GET k"));
    redis.waitMillis(1);

    assertEquals("nil", redis.send("GET k"));
    assertEquals("0", redis.send("DBSIZE"));
    assertEquals("OK", redis.send("SET k again NX"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NX XX",
        "EX",
        "EX 1 PX 1",
        "KEEPTTL EX 1",
        "EX 1 KEEPTTL",
        "PERSIST",
        "FOO",
        "EX 10 EXAT 10"
      })
  void optionsThatContradictEachOtherAreASyntaxError(String options) {
    assertEquals("ERR syntax error", redis.send("SET k v " + options));
    assertEquals("0", redis.send("EXISTS k"));
  }

  @ParameterizedTest
  @CsvSource({
    "SET k v EX 0, set",
    "SET k v PX -1, set",
    "SET k v EX 9223372036854775807, set",
    "SET k v PX 9223372036854775807, set",
    "SETEX k 0 v, setex",
    "PSETEX k -5 v, psetex"
  })
  void timesOutOfRangeAreRefused(String command, String name) {
    assertEquals("ERR invalid expire time in '" + name + "' command", redis.send(command));
    assertEquals(
        "ERR value is not an integer or out of range",
        redis.send(command.replaceFirst("-?\\d+", "soon")));
  }

  @Test
  void setexAndPsetexSetWithATimeToLive() {
    assertEquals("OK", redis.send("SETEX k 10 v"));
    assertEquals("OK", redis.send("PSETEX p 10 v"));

    assertEquals("10000", redis.send("PTTL k"));
    assertEquals("10", redis.send("PTTL p"));
  }

  @Test
  void setnxAnswersWhetherItSet() {
    assertEquals("1", redis.send("SETNX k a"));
    assertEquals("0", redis.send("SETNX k b"));
    assertEquals("\"a\"", redis.send("GET k"));
  }

  @Test
  void msetSetsAllAndTheLastOfEqualKeysCounts() {
    redis.send("SET a old EX 100");
    redis.send("RPUSH b x");

    assertEquals("OK", redis.send("MSET a 1 b 2 a 3"));

    assertEquals("[\"3\", \"2\", nil]", redis.send("MGET a b c"));
    assertEquals("-1", redis.send("TTL a"));
    assertEquals("2", redis.send("DBSIZE"));
  }

  @Test
  void msetnxSetsAllOrNothing() {
    assertEquals("1", redis.send("MSETNX a 1 b 2"));
    assertEquals("0", redis.send("MSETNX c 3 b 4"));

    assertEquals("[\"1\", \"2\", nil]", redis.send("MGET a b c"));
  }

  @Test
  void msetNeedsAValueForEachKey() {
    assertEquals("ERR wrong number of arguments for 'mset' command", redis.send("MSET a 1 b"));
    assertEquals("ERR wrong number of arguments for 'msetnx' command", redis.send("MSETNX a 1 b"));
  }
}
