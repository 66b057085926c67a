package io.talus.commands.key;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.commands.Terminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SortTest {
  private final Terminal redis = new Terminal();

  @BeforeEach
  void createElementsWithWeights() {
    redis.send("RPUSH list 3 1 10 2");
    redis.send("SADD set 3 1 10 2");
    redis.send("ZADD zset 1 3 2 1 3 10 4 2");
    redis.send("MSET w_1 40 w_2 30 w_3 20 w_10 10");
    redis.send("HSET h_1 name one");
    redis.send("HSET h_2 name two");
  }

  @AfterEach
  void close() {
    redis.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "SORT list; 1 2 3 10",
        "SORT set; 1 2 3 10",
        "SORT zset; 1 2 3 10",
        "SORT_RO list DESC; 10 3 2 1",
        "SORT list ALPHA; 1 10 2 3",
        "SORT list LIMIT 1 2; 2 3",
        "SORT list LIMIT -5 2; 1 2",
        "SORT list LIMIT 0 -1; 1 2 3 10",
        "SORT list LIMIT 4 1; ''",
        "SORT list BY w_*; 10 3 2 1",
        "SORT list BY nosort; 3 1 10 2",
        "SORT list BY nosort DESC; 2 10 1 3",
        "SORT list BY nosort LIMIT 1 2; 1 10",
        "SORT list BY nosort DESC LIMIT 1 2; 10 1",
        "SORT zset BY nosort; 3 1 10 2",
        "SORT zset BY nosort DESC LIMIT 0 3; 2 10 1",
        "SORT list BY missing_*; 1 10 2 3",
        "SORT list GET #; 1 2 3 10"
      })
  void ordersAndLimits(String command, String elements) {
    String expected = elements.isEmpty() ? "[]" : "[\"" + elements.replace(" ", "\", \"") + "\"]";

    assertEquals(expected, redis.send(command));
  }

  @Test
  void patternsLeadToStringsAndToFieldsOfHashes() {
    assertEquals(
        "[\"1\", \"40\", \"one\", \"2\", \"30\", \"two\"]",
        redis.send("SORT list LIMIT 0 2 GET # GET w_* GET h_*->name"));
    assertEquals(
        "[nil, nil, nil, nil]",
        redis.send("SORT list LIMIT 0 1 GET constant GET h_* GET h_*->no GET w_*->name"));
    assertEquals(
        "[\"3\", \"10\", \"1\", \"2\"]", redis.send("SORT list BY h_*->name ALPHA LIMIT 0 4"));
  }

  @Test
  void theResultCanBeStoredAsAList() {
    redis.send("SET d old EX 100");

    assertEquals("4", redis.send("SORT set STORE d"));
    assertEquals("[\"1\", \"2\", \"3\", \"10\"]", redis.send("LRANGE d 0 -1"));
    assertEquals("-1", redis.send("TTL d"));
    assertEquals("4", redis.send("SORT set BY nosort STORE d"));
    assertEquals("[\"1\", \"10\", \"2\", \"3\"]", redis.send("LRANGE d 0 -1"));
    assertEquals("4", redis.send("SORT list GET h_*->name STORE list"));
    assertEquals("[\"one\", \"two\", \"\", \"\"]", redis.send("LRANGE list 0 -1"));
    assertEquals("0", redis.send("SORT missing STORE d"));
    assertEquals("0", redis.send("EXISTS d"));
  }

  @Test
  void elementsThatAreNoNumbersAreSortedAlphabeticallyOnly() {
    redis.send("RPUSH words b a");

    assertEquals("ERR One or more scores can't be converted into double", redis.send("SORT words"));
    assertEquals("[\"a\", \"b\"]", redis.send("SORT words ALPHA"));
  }

  @Test
  void wrongRequestsAreRefused() {
    assertEquals("ERR syntax error", redis.send("SORT list FOO"));
    assertEquals("ERR syntax error", redis.send("SORT_RO list STORE d"));
    assertEquals("ERR syntax error", redis.send("SORT list LIMIT 1"));
    assertEquals("ERR value is not an integer or out of range", redis.send("SORT list LIMIT x 1"));
    assertEquals(
        "WRONGTYPE Operation against a key holding the wrong kind of value",
        redis.send("SORT w_1"));
    assertEquals("[]", redis.send("SORT missing"));
  }
}
