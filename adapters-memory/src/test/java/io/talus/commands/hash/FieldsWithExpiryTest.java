package io.talus.commands.hash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.commands.Terminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HGETEX, HSETEX and HGETDEL: fields read or set together with their expiry. */
final class FieldsWithExpiryTest {
  private final Terminal redis = new Terminal();

  @BeforeEach
  void makeAHash() {
    redis.send("HSET h a 1 b 2");
  }

  @AfterEach
  void close() {
    redis.close();
  }

  @ParameterizedTest
  @CsvSource({"EX 10, 10000", "PX 2500, 2500", "EXAT 1700000100, 100000", "PXAT 1700000000001, 1"})
  void getExAnswersWithTheValuesAndSetsTheExpiry(String option, String millisLeft) {
    assertEquals("[\"1\", nil]", redis.send("HGETEX h " + option + " FIELDS 2 a missing"));

    assertEquals("[" + millisLeft + ", -1]", redis.send("HPTTL h FIELDS 2 a b"));
  }

  @Test
  void getExWithoutAnOptionOnlyReads() {
    redis.send("HEXPIRE h 100 FIELDS 1 a");

    assertEquals("[\"1\", \"2\"]", redis.send("HGETEX h FIELDS 2 a b"));

    assertEquals("[100, -1]", redis.send("HTTL h FIELDS 2 a b"));
  }

  @Test
  void getExPersistTakesTheExpiryOff() {
    redis.send("HEXPIRE h 100 FIELDS 1 a");

    assertEquals("[\"1\"]", redis.send("HGETEX h PERSIST FIELDS 1 a"));

    assertEquals("[-1]", redis.send("HTTL h FIELDS 1 a"));
  }

  @Test
  void getExWithATimeThatHasPassedRemoves() {
    assertEquals("[\"1\", \"2\"]", redis.send("HGETEX h EXAT 1 FIELDS 2 a b"));

    assertEquals("0", redis.send("EXISTS h"));
  }

  @ParameterizedTest
  @CsvSource({"EX 10, 10000", "PX 2500, 2500", "EXAT 1700000100, 100000", "PXAT 1700000000001, 1"})
  void setExSetsValuesAndExpiry(String option, String millisLeft) {
    assertEquals("1", redis.send("HSETEX h " + option + " FIELDS 2 a new c 3"));

    assertEquals("[\"new\", \"3\"]", redis.send("HMGET h a c"));
    assertEquals(
        "[" + millisLeft + ", -1, " + millisLeft + "]", redis.send("HPTTL h FIELDS 3 a b c"));
  }

  @Test
  void setExWithoutATimeTakesTheExpiryOffUnlessItIsKept() {
    redis.send("HEXPIRE h 100 FIELDS 2 a b");

    redis.send("HSETEX h FIELDS 1 a x");
    redis.send("HSETEX h KEEPTTL FIELDS 1 b y");

    assertEquals("[-1, 100]", redis.send("HTTL h FIELDS 2 a b"));
  }

  @Test
  void setExWithFnxNeedsThatNoFieldExists() {
    assertEquals("0", redis.send("HSETEX h FNX FIELDS 2 a x c 3"));
    assertEquals("0", redis.send("HEXISTS h c"));
    assertEquals("1", redis.send("HSETEX h FNX FIELDS 1 c 3"));
  }

  @Test
  void setExWithFxxNeedsThatAllFieldsExist() {
    assertEquals("0", redis.send("HSETEX h FXX FIELDS 2 a x c 3"));
    assertEquals("\"1\"", redis.send("HGET h a"));
    assertEquals("1", redis.send("HSETEX h FXX EX 5 FIELDS 2 a x b y"));
    assertEquals("0", redis.send("HSETEX missing FXX FIELDS 1 a x"));
    assertEquals("0", redis.send("EXISTS missing"));
  }

  @Test
  void setExWithATimeThatHasPassedRemoves() {
    assertEquals("1", redis.send("HSETEX h PXAT 1 FIELDS 1 a x"));

    assertEquals("0", redis.send("HEXISTS h a"));
    assertEquals("1", redis.send("HLEN h"));
  }

  @Test
  void getDelAnswersWithTheValuesAndRemovesThem() {
    assertEquals("[\"1\", nil]", redis.send("HGETDEL h FIELDS 2 a missing"));
    assertEquals("1", redis.send("HLEN h"));

    assertEquals("[\"2\"]", redis.send("HGETDEL h FIELDS 1 b"));

    assertEquals("0", redis.send("EXISTS h"));
    assertEquals("[nil]", redis.send("HGETDEL h FIELDS 1 b"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HGETEX h FIELDS 2 a | ERR The `numfields` parameter must match the number of arguments",
        "HGETDEL h FIELDS 0 a | ERR Number of fields must be a positive integer",
        "HGETDEL h FOO 1 a | ERR Mandatory argument FIELDS is missing or not at the right position",
        "HGETEX h EX -1 FIELDS 1 a | ERR invalid expire time, must be >= 0",
        "HSETEX h EX 5 PX 5 FIELDS 1 a x | ERR Only one of EX, PX, EXAT, PXAT or KEEPTTL arguments can be specified",
        "HSETEX h FNX FXX FIELDS 1 a x | ERR Only one of FXX or FNX arguments can be specified",
        "HSETEX h FIELDS 2 a x | ERR wrong number of arguments for 'hsetex' command",
        "HSETEX h FOO FIELDS 1 a x | ERR unknown argument: FOO"
      })
  void badArgumentsAreRefusedAndChangeNothing(String command, String error) {
    assertEquals(error, redis.send(command));
    assertEquals("[\"1\", \"2\"]", redis.send("HMGET h a b"));
    assertEquals("[-1, -1]", redis.send("HTTL h FIELDS 2 a b"));
  }
}
