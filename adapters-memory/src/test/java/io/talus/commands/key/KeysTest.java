package io.talus.commands.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.commands.Terminal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KeysTest {
  private final Terminal redis = new Terminal();

  @AfterEach
  void close() {
    redis.close();
  }

  @Test
  void delCountsWhatItDeletesAndEachKeyOnce() {
    redis.send("MSET a 1 b 2");
    redis.send("SADD s m");

    assertEquals("2", redis.send("DEL a a missing s"));
    assertEquals("1", redis.send("UNLINK b"));
    assertEquals("0", redis.send("DEL a"));
    assertEquals("0", redis.send("DBSIZE"));
  }

  @Test
  void existsAndTouchCountEachMention() {
    redis.send("SET a 1");

    assertEquals("2", redis.send("EXISTS a a missing"));
    assertEquals("2", redis.send("TOUCH a missing a"));
  }

  @ParameterizedTest
  @CsvSource({
    "SET k v, string",
    "RPUSH k v, list",
    "SADD k v, set",
    "ZADD k 1 v, zset",
    "HSET k f v, hash",
    "GET k, none"
  })
  void typeNamesWhatAKeyHolds(String create, String type) {
    redis.send(create);

    assertEquals(type, redis.send("TYPE k"));
  }

  @Test
  void keysListsWhatMatches() {
    redis.send("MSET foobar 1 foobaz 2 bar 3 \"\" 4");

    assertEquals(List.of("foobar", "foobaz"), names(redis.send("KEYS foo*")));
    assertEquals(List.of("", "bar", "foobar", "foobaz"), names(redis.send("KEYS *")));
    assertEquals("[]", redis.send("KEYS nothing*"));
  }

  @Test
  void scanVisitsEveryKeyOnce() {
    IntStream.range(0, 1000).forEach(i -> redis.send("SET key:" + i + " v"));

    List<String> visited = scan("COUNT 7");

    assertEquals(1000, visited.size());
    assertEquals(1000, new TreeSet<>(visited).size());
  }

  @Test
  void scanFiltersByPatternAndType() {
    redis.send("MSET s1 1 s2 2");
    redis.send("RPUSH s3 a");

    assertEquals(List.of("s2"), scan("MATCH s[2-9] TYPE string"));
    assertEquals(List.of("s3"), scan("TYPE LIST"));
    assertEquals(List.of(), scan("TYPE nosuchtype"));
  }

  @Test
  void scanRefusesWhatIsNoCursorOrOption() {
    assertEquals("ERR invalid cursor", redis.send("SCAN x"));
    assertEquals("ERR syntax error", redis.send("SCAN 0 COUNT 0"));
    assertEquals("ERR syntax error", redis.send("SCAN 0 FOO"));
    assertEquals("ERR value is not an integer or out of range", redis.send("SCAN 0 COUNT x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"18446744073709551615", "-1", "9223372036854775807", "4398046511104"})
  void cursorsThatNobodyGaveOutDoNoHarm(String cursor) {
    redis.send("SET k v");

    assertEquals("[\"0\", []]", redis.send("SCAN " + cursor));
  }

  @Test
  void randomkeyAnswersWithSomeKey() {
    assertEquals("nil", redis.send("RANDOMKEY"));
    redis.send("MSET a 1 b 2");

    TreeSet<String> seen = new TreeSet<>();
    IntStream.range(0, 100).forEach(_ -> seen.add(redis.send("RANDOMKEY")));

    assertEquals(new TreeSet<>(List.of("\"a\"", "\"b\"")), seen);
  }

  @ParameterizedTest
  @ValueSource(strings = {"FLUSHDB", "FLUSHALL", "FLUSHDB ASYNC", "FLUSHALL sync"})
  void flushesTakeEverythingAway(String flush) {
    redis.send("MSET a 1 b 2");
    redis.send("RPUSH l a");

    assertEquals("OK", redis.send(flush));

    assertEquals("0", redis.send("DBSIZE"));
    assertEquals("nil", redis.send("GET a"));
    assertEquals("1", redis.send("RPUSH l b"));
  }

  @Test
  void flushdbOfOneTableLeavesTheOthers() {
    redis.send("SET a 1");
    redis.send("COPY a a DB 1");

    redis.send("FLUSHDB");
    redis.send("SET a 2");

    assertEquals("0", redis.send("MOVE a 1"));
    redis.send("FLUSHALL");
    redis.send("SET a 3");
    assertEquals("1", redis.send("MOVE a 1"));
  }

  @Test
  void flushesKnowTwoOptions() {
    assertEquals("ERR syntax error", redis.send("FLUSHDB NOW"));
    assertEquals("ERR syntax error", redis.send("FLUSHALL SYNC ASYNC"));
  }

  private List<String> scan(String options) {
    List<String> found = new ArrayList<>();
    String cursor = "0";
    do {
      String reply = redis.send("SCAN " + cursor + " " + options);
      int comma = reply.indexOf(',');
      cursor = reply.substring(2, comma - 1);
      found.addAll(names(reply.substring(comma + 2, reply.length() - 1)));
      assertTrue(found.size() <= 10_000, "SCAN does not end");
    } while (!cursor.equals("0"));
    return found;
  }

  private static List<String> names(String array) {
    String items = array.substring(1, array.length() - 1);
    if (items.isEmpty()) {
      return List.of();
    }
    return Arrays.stream(items.split(", "))
        .map(item -> item.substring(1, item.length() - 1))
        .sorted()
        .toList();
  }
}
