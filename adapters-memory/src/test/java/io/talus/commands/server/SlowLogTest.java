package io.talus.commands.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.commands.Terminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SlowLogTest {
  private final Terminal redis = new Terminal();

  @BeforeEach
  void everyCommandIsSlow() {
    redis.send("CONFIG SET slowlog-log-slower-than 0 slowlog-max-len 3");
    redis.send("SLOWLOG RESET");
  }

  @AfterEach
  void close() {
    redis.close();
  }

  @Test
  void theNewestComesFirstWithItsArgumentsAndClient() {
    redis.send("CLIENT SETNAME slow");
    redis.send("SET k v");

    String newest = redis.send("SLOWLOG GET 1");

    assertTrue(newest.contains("[\"SET\", \"k\", \"v\"]"), newest);
    assertTrue(newest.endsWith("\"embedded:0\", \"slow\"]]"), newest);
  }

  @Test
  void onlySoManyAreRemembered() {
    for (int i = 0; i < 10; i++) {
      redis.send("PING");
    }

    assertEquals("3", redis.send("SLOWLOG LEN"));
  }

  @Test
  void nothingIsNotedWhenItIsTurnedOff() {
    redis.send("CONFIG SET slowlog-log-slower-than -1");
    redis.send("SLOWLOG RESET");
    redis.send("SET k v");

    assertEquals("[]", redis.send("SLOWLOG GET"));
  }

  @Test
  void passwordsAreNotShown() {
    redis.send("CONFIG SET requirepass sesame");
    redis.send("AUTH sesame");

    String all = redis.send("SLOWLOG GET -1");

    assertTrue(all.contains("(redacted)"), all);
    assertFalse(all.contains("sesame"), all);
  }

  @Test
  void longCommandsAreShortened() {
    redis.send(
        "SADD k 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33");
    redis.send("SET k " + "x".repeat(200));

    String all = redis.send("SLOWLOG GET");

    assertTrue(all.contains("... (4 more arguments)"), all);
    assertTrue(all.contains("... (72 more bytes)"), all);
  }

  @Test
  void aCountBelowMinusOneIsRefused() {
    assertEquals("ERR count should be greater than or equal to -1", redis.send("SLOWLOG GET -2"));
  }
}
