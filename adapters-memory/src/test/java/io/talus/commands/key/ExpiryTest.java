package io.talus.commands.key;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.commands.Terminal;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ExpiryTest {
  private final Terminal redis = new Terminal();

  @AfterEach
  void close() {
    redis.close();
  }

  @ParameterizedTest
  @CsvSource({
    "EXPIRE k 100, 100000",
    "PEXPIRE k 1500, 1500",
    "EXPIREAT k 1700000050, 50000",
    "PEXPIREAT k 1700000000001, 1"
  })
  void keysOfAnyTypeEnd(String command, long millis) {
    for (String create : new String[] {"SET k v", "RPUSH k a", "SADD k a", "HSET k f v"}) {
      redis.send(create);

      assertEquals("1", redis.send(command));
      assertEquals(Long.toString(millis), redis.send("PTTL k"));
      assertEquals("1", redis.send("DEL k"));
    }
    assertEquals("0", redis.send(command));
  }

  @Test
  void theTimeLeftIsRoundedToTheNearestSecond() {
    redis.send("SET k v PX 1499");

    assertEquals("1", redis.send("TTL k"));
    redis.send("PEXPIRE k 1500");
    assertEquals("2", redis.send("TTL k"));
    assertEquals("1700000002", redis.send("EXPIRETIME k"));
    assertEquals("1700000001500", redis.send("PEXPIRETIME k"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TTL", "PTTL", "EXPIRETIME", "PEXPIRETIME"})
  void keysWithoutExpiryAndMissingKeysAreToldApart(String command) {
    redis.send("SET k v");

    assertEquals("-1", redis.send(command + " k"));
    assertEquals("-2", redis.send(command + " missing"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"EXPIRE k -1", "PEXPIRE k 0", "EXPIREAT k 1", "PEXPIREAT k 1700000000000"})
  void aTimeThatHasPassedDeletesTheKey(String command) {
    redis.send("RPUSH k a b");

    assertEquals("1", redis.send(command));
    assertEquals("0", redis.send("DBSIZE"));
  }

  @ParameterizedTest
  @CsvSource({
    "NX, 0, 1",
    "XX, 1, 0",
    "GT, 1, 0",
    "LT, 0, 1",
    "XX GT, 1, 0",
    "XX LT, 0, 0",
    "gt, 1, 0"
  })
  void conditionsCompareWithTheOldExpiry(String condition, String withExpiry, String without) {
    redis.send("SET expiring v EX 100");
    redis.send("SET lasting v");

    assertEquals(withExpiry, redis.send("EXPIRE expiring 200 " + condition));
    assertEquals(without, redis.send("EXPIRE lasting 200 " + condition));

    assertEquals(withExpiry.equals("1") ? "200" : "100", redis.send("TTL expiring"));
    assertEquals(without.equals("1") ? "200" : "-1", redis.send("TTL lasting"));
  }

  @Test
  void conditionsThatContradictEachOtherAreRefused() {
    assertEquals(
        "ERR NX and XX, GT or LT options at the same time are not compatible",
        redis.send("EXPIRE k 1 NX GT"));
    assertEquals(
        "ERR GT and LT options at the same time are not compatible",
        redis.send("EXPIRE k 1 GT LT"));
    assertEquals("ERR Unsupported option AB", redis.send("EXPIRE k 1 AB"));
  }

  @ParameterizedTest
  @CsvSource({
    "EXPIRE, 9223372036854775807",
    "EXPIRE, -9223372036854775808",
    "EXPIRE, 9223372036854776",
    "PEXPIRE, 9223372036854775807",
    "EXPIREAT, 9223372036854776"
  })
  void timesThatOverflowAreRefused(String command, String time) {
    redis.send("SET k v");

    assertEquals(
        "ERR invalid expire time in '" + command.toLowerCase(Locale.ROOT) + "' command",
        redis.send(command + " k " + time));
    assertEquals("-1", redis.send("TTL k"));
  }

  @Test
  void theLatestTimeOfAllStillIsATime() {
    redis.send("SET k v");

    assertEquals("1", redis.send("PEXPIREAT k 9223372036854775807"));
    assertEquals("9223372036854776", redis.send("EXPIRETIME k"));
  }

  @Test
  void persistTakesTheExpiryAway() {
    redis.send("RPUSH k a");
    assertEquals("0", redis.send("PERSIST k"));
    redis.send("EXPIRE k 100");

    assertEquals("1", redis.send("PERSIST k"));
    redis.waitMillis(200_000);

    assertEquals("1", redis.send("EXISTS k"));
    assertEquals("0", redis.send("PERSIST missing"));
  }

  @Test
  void expiredKeysAreNotThereForAnyCommand() {
    redis.send("MSET a 1 b 2");
    redis.send("PEXPIRE a 10");
    redis.waitMillis(10);

    assertEquals("[\"b\"]", redis.send("KEYS *"));
    assertEquals("[\"0\", [\"b\"]]", redis.send("SCAN 0"));
    assertEquals("\"b\"", redis.send("RANDOMKEY"));
    assertEquals("none", redis.send("TYPE a"));
    assertEquals("ERR no such key", redis.send("RENAME a c"));
    assertEquals("0", redis.send("DEL a"));
    assertEquals("1", redis.send("DBSIZE"));
  }
}
