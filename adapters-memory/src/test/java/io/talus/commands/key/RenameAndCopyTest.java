package io.talus.commands.key;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.commands.Terminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RenameAndCopyTest {
  private final Terminal redis = new Terminal();

  @BeforeEach
  void createOneOfEachType() {
    redis.send("SET {t}string v");
    redis.send("SETRANGE {t}long 40000 end");
    redis.send("RPUSH {t}list b c");
    redis.send("LPUSH {t}list a");
    redis.send("SADD {t}set a");
    redis.send("ZADD {t}zset 1.5 a 2 b");
    redis.send("HSET {t}hash f v");
  }

  @AfterEach
  void close() {
    redis.close();
  }

  /** Destinations in the same slot and in others, which hold nothing, or something to replace. */
  @ParameterizedTest
  @CsvSource({
    "string, GET %s, '\"v\"'",
    "long, GETRANGE %s 40000 -1, '\"end\"'",
    "list, LRANGE %s 0 -1, '[\"a\", \"b\", \"c\"]'",
    "set, SISMEMBER %s a, 1",
    "zset, ZSCORE %s a, 1.5",
    "hash, HGET %s f, '\"v\"'"
  })
  void valuesKeepContentsAndExpiry(String type, String question, String answer) {
    redis.send("EXPIRE {t}" + type + " 100");
    redis.send("SET {t}replaced old");
    redis.send("HSET replaced f old");
    String from = "{t}" + type;
    for (String to : new String[] {"{t}new", "{t}replaced", "new", "replaced"}) {
      assertEquals("OK", redis.send("RENAME " + from + " " + to));

      assertEquals(answer, redis.send(question.formatted(to)));
      assertEquals("100", redis.send("TTL " + to));
      assertEquals("0", redis.send("EXISTS " + from));
      from = to;
    }
    assertEquals("1", redis.send("COPY " + from + " copy"));
    assertEquals(answer, redis.send(question.formatted("copy")));
    assertEquals("100", redis.send("TTL copy"));
    assertEquals(answer, redis.send(question.formatted(from)));
    assertEquals("7", redis.send("DBSIZE"));
  }

  @Test
  void aCopyIsIndependent() {
    redis.send("COPY {t}list {t}copy");

    redis.send("RPUSH {t}copy d");

    assertEquals("3", redis.send("LLEN {t}list"));
    assertEquals("4", redis.send("LLEN {t}copy"));
  }

  @Test
  void renameToItselfIsNothing() {
    assertEquals("OK", redis.send("RENAME {t}list {t}list"));
    assertEquals("0", redis.send("RENAMENX {t}list {t}list"));
    assertEquals("3", redis.send("LLEN {t}list"));
  }

  @Test
  void renameWantsAKeyThatExists() {
    assertEquals("ERR no such key", redis.send("RENAME missing other"));
    assertEquals("ERR no such key", redis.send("RENAMENX missing missing"));
  }

  @Test
  void renamenxDoesNotReplace() {
    assertEquals("0", redis.send("RENAMENX {t}list {t}set"));
    assertEquals("1", redis.send("RENAMENX {t}list fresh"));
    assertEquals("list", redis.send("TYPE fresh"));
  }

  @Test
  void copyReplacesOnRequestOnly() {
    assertEquals("0", redis.send("COPY {t}list {t}string"));
    assertEquals("0", redis.send("COPY missing fresh"));
    assertEquals("1", redis.send("COPY {t}list {t}string REPLACE"));
    assertEquals("list", redis.send("TYPE {t}string"));
  }

  @Test
  void copyAndMoveReachOtherTables() {
    redis.send("EXPIRE {t}list 100");

    assertEquals("1", redis.send("COPY {t}list {t}list DB 1"));
    assertEquals("0", redis.send("COPY {t}list {t}list DB 1"));
    assertEquals("1", redis.send("COPY {t}list {t}list DB 1 REPLACE"));
    assertEquals("0", redis.send("MOVE {t}list 1"));
    assertEquals("1", redis.send("MOVE {t}list 2"));
    assertEquals("0", redis.send("MOVE {t}list 2"));

    assertEquals("5", redis.send("DBSIZE"));
  }

  @Test
  void copyAndMoveWantAnotherPlace() {
    String same = "ERR source and destination objects are the same";

    assertEquals(same, redis.send("COPY k k"));
    assertEquals(same, redis.send("COPY k k DB 0"));
    assertEquals(same, redis.send("MOVE k 0"));
    assertEquals("ERR DB index is out of range", redis.send("MOVE k 16"));
    assertEquals("ERR DB index is out of range", redis.send("COPY k k2 DB -1"));
    assertEquals("ERR value is not an integer or out of range", redis.send("MOVE k x"));
    assertEquals("ERR syntax error", redis.send("COPY k k2 DB"));
  }
}
