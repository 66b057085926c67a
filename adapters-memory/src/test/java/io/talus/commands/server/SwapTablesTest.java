package io.talus.commands.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.commands.Terminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SwapTablesTest {
  private final Terminal redis = new Terminal();

  @AfterEach
  void close() {
    redis.close();
  }

  @Test
  void whatTheTablesHoldChangesPlaces() {
    redis.send("SET both zero");
    redis.send("RPUSH list a b");
    redis.send("PEXPIRE list 5000");
    redis.send("SELECT 1");
    redis.send("HSET both f one");

    assertEquals("OK", redis.send("SWAPDB 0 1"));

    assertEquals("\"zero\"", redis.send("GET both"));
    assertEquals("[\"a\", \"b\"]", redis.send("LRANGE list 0 -1"));
    assertEquals("5000", redis.send("PTTL list"));
    redis.send("SELECT 0");
    assertEquals("\"one\"", redis.send("HGET both f"));
    assertEquals("0", redis.send("EXISTS list"));
    assertEquals("1", redis.send("DBSIZE"));
  }

  @Test
  void collectionsOfOneSlotKeepApart() {
    redis.send("SADD {s}1 a");
    redis.send("SADD {s}2 b");
    redis.send("SADD {s}3 c");

    redis.send("SWAPDB 0 1");
    redis.send("SWAPDB 0 1");

    assertEquals("{\"a\"}", redis.send("SMEMBERS {s}1"));
    assertEquals("{\"b\"}", redis.send("SMEMBERS {s}2"));
    assertEquals("{\"c\"}", redis.send("SMEMBERS {s}3"));
  }

  @Test
  void aTableThatDoesNotExistIsRefused() {
    assertEquals("ERR invalid first DB index", redis.send("SWAPDB a 0"));
    assertEquals("ERR invalid second DB index", redis.send("SWAPDB 0 b"));
    assertEquals("ERR DB index is out of range", redis.send("SWAPDB 0 16"));
  }
}
