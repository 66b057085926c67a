package io.talus.commands.string;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.commands.Terminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CommonSubsequenceTest {
  private final Terminal redis = new Terminal();

  @BeforeEach
  void setStrings() {
    redis.send("MSET key1 ohmytext key2 mynewtext");
  }

  @AfterEach
  void close() {
    redis.close();
  }

  @Test
  void answersWithTheSubsequenceOrItsLength() {
    assertEquals("\"mytext\"", redis.send("LCS key1 key2"));
    assertEquals("6", redis.send("LCS key1 key2 LEN"));
    assertEquals("\"\"", redis.send("LCS key1 missing"));
    assertEquals("0", redis.send("LCS missing key2 LEN"));
  }

  @Test
  void answersWithWhereTheMatchesAre() {
    assertEquals(
        "{\"matches\", [[[4, 7], [5, 8]], [[2, 3], [0, 1]]], \"len\", 6}",
        redis.send("LCS key1 key2 IDX"));
    assertEquals(
        "{\"matches\", [[[4, 7], [5, 8], 4]], \"len\", 6}",
        redis.send("LCS key1 key2 IDX MINMATCHLEN 4 WITHMATCHLEN"));
    assertEquals("{\"matches\", [], \"len\", 0}", redis.send("LCS key1 missing IDX"));
  }

  @Test
  void wrongRequestsAreRefused() {
    redis.send("RPUSH l a");

    assertEquals(
        "ERR If you want both the length and indexes, please just use IDX.",
        redis.send("LCS key1 key2 LEN IDX"));
    assertEquals("ERR The specified keys must contain string values", redis.send("LCS key1 l FOO"));
    assertEquals("ERR syntax error", redis.send("LCS key1 key2 FOO"));
  }

  @Test
  void stringsThatWouldTakeTooMuchMemoryAreRefused() {
    redis.send("SETRANGE key1 40000 x");
    redis.send("SETRANGE key2 40000 x");

    assertEquals(
        "ERR Insufficient memory, transient memory for LCS exceeds proto-max-bulk-len",
        redis.send("LCS key1 key2"));
  }
}
