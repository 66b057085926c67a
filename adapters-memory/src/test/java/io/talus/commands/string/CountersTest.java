package io.talus.commands.string;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.commands.Terminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CountersTest {
  private static final String NOT_AN_INTEGER = "ERR value is not an integer or out of range";

  private final Terminal redis = new Terminal();

  @AfterEach
  void close() {
    redis.close();
  }

  @Test
  void countersBeginAtZero() {
    assertEquals("1", redis.send("INCR up"));
    assertEquals("-1", redis.send("DECR down"));
    assertEquals("7", redis.send("INCRBY seven 7"));
    assertEquals("3", redis.send("DECRBY three -3"));
    assertEquals("\"0.5\"", redis.send("INCRBYFLOAT half 0.5"));
  }

  @Test
  void countingKeepsTheExpiry() {
    redis.send("SET k 41 EX 100");
    redis.send("SET f 1 EX 100");

    assertEquals("42", redis.send("INCR k"));
    assertEquals("\"1.5\"", redis.send("INCRBYFLOAT f 0.5"));

    assertEquals("\"42\"", redis.send("GET k"));
    assertEquals("100", redis.send("TTL k"));
    assertEquals("100", redis.send("TTL f"));
  }

  @Test
  void countersDoNotGoBeyond64Bits() {
    redis.send("SET k 9223372036854775807");
    redis.send("SET n -9223372036854775808");

    assertEquals("ERR increment or decrement would overflow", redis.send("INCR k"));
    assertEquals("ERR increment or decrement would overflow", redis.send("DECRBY n 1"));
    assertEquals("ERR decrement would overflow", redis.send("DECRBY k -9223372036854775808"));
    assertEquals("\"9223372036854775807\"", redis.send("GET k"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.0", "\" 1\"", "\"1 \"", "\"\"", "01", "+1", "a", "9223372036854775808"})
  void onlyCanonicalIntegersAreCounted(String value) {
    redis.send("SET k " + value);

    assertEquals(NOT_AN_INTEGER, redis.send("INCR k"));
    assertEquals(NOT_AN_INTEGER, redis.send("INCRBY other " + value));
    assertEquals("0", redis.send("EXISTS other"));
  }

  @ParameterizedTest
  @CsvSource({
    "3.0, 1.1, 4.1",
    "10.50, 0.1, 10.6",
    "5.0e3, 2.0e2, 5200",
    "1, -1, 0",
    "1.5, -3, -1.5",
    "17179869184, 1.5, 17179869185.5"
  })
  void floatsAreWrittenAsDecimals(String value, String step, String sum) {
    redis.send("SET k " + value);

    assertEquals('"' + sum + '"', redis.send("INCRBYFLOAT k " + step));
    assertEquals('"' + sum + '"', redis.send("GET k"));
  }

  @Test
  void whatIsNoFloatIsRefused() {
    redis.send("SET k text");

    assertEquals("ERR value is not a valid float", redis.send("INCRBYFLOAT k 1"));
    assertEquals("ERR value is not a valid float", redis.send("INCRBYFLOAT f nan"));
    assertEquals("ERR increment would produce NaN or Infinity", redis.send("INCRBYFLOAT f +inf"));
    assertEquals("0", redis.send("EXISTS f"));
  }

  @Test
  void aLongStringIsNoNumber() {
    redis.send("SET k " + "1".repeat(20_000));

    assertEquals(NOT_AN_INTEGER, redis.send("INCR k"));
    assertEquals("ERR value is not a valid float", redis.send("INCRBYFLOAT k 1"));
  }
}
