package io.talus.commands.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.commands.Terminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigTest {
  private final Terminal redis = new Terminal();

  @AfterEach
  void close() {
    redis.close();
  }

  @Test
  void severalSettingsAreShownByNameOrPattern() {
    assertEquals(
        "{\"timeout\", \"0\", \"maxclients\", \"10000\"}",
        redis.send("CONFIG GET timeout maxclients"));
    assertTrue(redis.send("CONFIG GET *max-len").contains("\"slowlog-max-len\", \"128\""));
    assertEquals("{}", redis.send("CONFIG GET nothing"));
  }

  @Test
  void severalSettingsChangeTogetherOrNotAtAll() {
    assertEquals("OK", redis.send("CONFIG SET timeout 5 maxclients 100"));

    String refused = redis.send("CONFIG SET timeout 7 maxclients none");

    assertTrue(
        refused.startsWith("ERR CONFIG SET failed (possibly related to argument 'maxclients') - "),
        refused);
    assertEquals("{\"timeout\", \"5\"}", redis.send("CONFIG GET timeout"));
    assertEquals("{\"maxclients\", \"100\"}", redis.send("CONFIG GET maxclients"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "CONFIG SET nothing 1 ; ERR Unknown option or number of arguments for CONFIG SET - 'nothing'",
        "CONFIG SET timeout 1 timeout 2 ; ERR CONFIG SET failed (possibly related to argument 'timeout') - duplicate parameter",
        "CONFIG SET port 1 ; ERR CONFIG SET failed (possibly related to argument 'port') - can't set immutable config",
        "CONFIG SET dbfilename x ; ERR CONFIG SET failed (possibly related to argument 'dbfilename') - can't set protected config",
        "CONFIG SET maxmemory-clients 200% ; ERR CONFIG SET failed (possibly related to argument 'maxmemory-clients') - percentage argument must be less or equal to 100",
        "CONFIG SET timeout ; ERR wrong number of arguments for 'config|set' command",
        "CONFIG REWRITE ; ERR The server is running without a config file"
      })
  void refusalsAreThoseOfRedis(String command, String error) {
    assertEquals(error, redis.send(command));
  }

  @Test
  void aidsForRedissOwnTestsAreShownOnlyByName() {
    assertFalse(redis.send("CONFIG GET *").contains("key-load-delay"));
    assertEquals("{\"key-load-delay\", \"0\"}", redis.send("CONFIG GET key-load-delay"));
  }

  @Test
  void maxmemoryIsAcceptedAndEvictsNothing() {
    assertEquals("OK", redis.send("CONFIG SET maxmemory 1mb maxmemory-policy allkeys-lru"));

    redis.send("SET k v");

    assertEquals("{\"maxmemory\", \"1048576\"}", redis.send("CONFIG GET maxmemory"));
    assertTrue(redis.send("INFO memory").contains("maxmemory_policy:noeviction"));
    assertEquals("\"v\"", redis.send("GET k"));
  }
}
