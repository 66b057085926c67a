package io.talus.commands.key;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.commands.Terminal;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ObjectTest {
  private final Terminal redis = new Terminal();

  @AfterEach
  void close() {
    redis.close();
  }

  @ParameterizedTest
  @CsvSource({
    "SET k 123456789, int",
    "SET k 0123, embstr",
    "SET k 12345678901234567890123456789012345678901234, embstr",
    "SET k 123456789012345678901234567890123456789012345, raw",
    "SADD k 1 2 3, intset",
    "SADD k 1 2 x, listpack",
    "HSET k f v, listpack",
    "ZADD k 1 a, listpack",
    "RPUSH k a b, listpack"
  })
  void smallValuesHaveCompactEncodings(String create, String encoding) {
    redis.send(create);

    assertEquals('"' + encoding + '"', redis.send("OBJECT ENCODING k"));
  }

  @ParameterizedTest
  @CsvSource({
    "SADD k, x, 129, hashtable",
    "SADD k, '', 129, intset",
    "SADD k, '', 513, hashtable",
    "RPUSH k, 0123456789, 500, listpack",
    "RPUSH k, 0123456789, 1000, quicklist"
  })
  void manyElementsHaveLargerEncodings(String create, String prefix, int count, String encoding) {
    redis.send(create + " " + elements(prefix, count));

    assertEquals('"' + encoding + '"', redis.send("OBJECT ENCODING k"));
  }

  @ParameterizedTest
  @CsvSource({"SADD k, hashtable", "HSET k f, hashtable", "ZADD k 1, skiplist"})
  void longElementsHaveLargerEncodings(String create, String encoding) {
    redis.send(create + " " + "x".repeat(65));

    assertEquals('"' + encoding + '"', redis.send("OBJECT ENCODING k"));
  }

  @Test
  void idleTimeCountsFromTheLastUse() {
    redis.send("SET k v");
    redis.waitMillis(5000);

    assertEquals("5", redis.send("OBJECT IDLETIME k"));
    redis.send("EXISTS k");
    redis.send("TTL k");
    redis.send("TYPE k");
    assertEquals("5", redis.send("OBJECT IDLETIME k"));
    redis.send("TOUCH k");
    assertEquals("0", redis.send("OBJECT IDLETIME k"));
  }

  @Test
  void questionsAboutMissingKeysHaveNoAnswer() {
    assertEquals("nil", redis.send("OBJECT ENCODING missing"));
    assertEquals("nil", redis.send("OBJECT IDLETIME missing"));
    assertEquals("nil", redis.send("OBJECT FREQ missing"));
    assertEquals("nil", redis.send("OBJECT REFCOUNT missing"));
  }

  @Test
  void valuesAreNotSharedAndUsesNotCounted() {
    redis.send("SET k v");

    assertEquals("1", redis.send("OBJECT REFCOUNT k"));
    assertEquals(
        "ERR An LFU maxmemory policy is not selected, access frequency not tracked. Please note"
            + " that when switching between policies at runtime LRU and LFU data will take some"
            + " time to adjust.",
        redis.send("OBJECT FREQ k"));
  }

  private static String elements(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).collect(Collectors.joining(" "));
  }
}
