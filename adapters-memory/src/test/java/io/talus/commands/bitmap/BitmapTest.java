package io.talus.commands.bitmap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.commands.Terminal;
import io.talus.domain.bytes.Bytes;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BitmapTest {
  private final Terminal redis = new Terminal();

  @AfterEach
  void close() {
    redis.close();
  }

  @Test
  void bitsAreCountedFromTheHighestOfTheFirstByte() {
    assertEquals("0", redis.send("SETBIT k 1 1"));
    assertEquals("1", redis.send("SETBIT k 1 1"));

    assertEquals("\"@\"", redis.send("GET k"));
    assertEquals("1", redis.send("GETBIT k 1"));
    assertEquals("0", redis.send("GETBIT k 0"));
    assertEquals("0", redis.send("GETBIT k 100"));
    assertEquals("0", redis.send("GETBIT missing 1"));
  }

  @Test
  void clearingABitBeyondTheEndLengthensTheString() {
    redis.send("EXPIRE k 100");

    assertEquals("0", redis.send("SETBIT k 23 0"));
    redis.send("EXPIRE k 100");
    assertEquals("0", redis.send("SETBIT k 31 0"));

    assertEquals("4", redis.send("STRLEN k"));
    assertEquals("100", redis.send("TTL k"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "4294967296", "x", "9223372036854775808"})
  void offsetsEndWithTheLongestString(String offset) {
    String error = "ERR bit offset is not an integer or out of range";

    assertEquals(error, redis.send("SETBIT k " + offset + " 1"));
    assertEquals(error, redis.send("GETBIT k " + offset));
    assertEquals(error, redis.send("BITFIELD k GET u1 " + offset));
  }

  @Test
  void aBitIsZeroOrOne() {
    String error = "ERR bit is not an integer or out of range";

    assertEquals(error, redis.send("SETBIT k 0 2"));
    assertEquals(error, redis.send("SETBIT k 0 x"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', 26",
    "0 0, 4",
    "1 1, 6",
    "0 -1, 26",
    "-2 -1, 7",
    "5 30 BIT, 17",
    "-100 -90, 4",
    "-90 -100, 0",
    "3 1, 0",
    "0 -1 bit, 26"
  })
  void bitcountCountsInARangeOfBytesOrBits(String range, String count) {
    redis.send("SET k foobar");

    assertEquals(count, redis.send("BITCOUNT k " + range));
    assertEquals("0", redis.send("BITCOUNT missing " + range));
  }

  @Test
  void bitcountWantsBothEndsOfARange() {
    redis.send("SET k foobar");

    assertEquals("ERR syntax error", redis.send("BITCOUNT k 1"));
    assertEquals("ERR syntax error", redis.send("BITCOUNT k 0 1 NIBBLE"));
    assertEquals("ERR syntax error", redis.send("BITCOUNT k 0 1 BIT more"));
  }

  @Test
  void bitposFindsTheFirstBit() {
    redis.send("SETBIT k 12 1");

    assertEquals("12", redis.send("BITPOS k 1"));
    assertEquals("0", redis.send("BITPOS k 0"));
    assertEquals("12", redis.send("BITPOS k 1 9 13 BIT"));
    assertEquals("-1", redis.send("BITPOS k 1 0 11 BIT"));
    assertEquals("-1", redis.send("BITPOS k 1 13 -1 BIT"));
    assertEquals("-1", redis.send("BITPOS k 1 2"));
    assertEquals("-1", redis.send("BITPOS missing 1"));
    assertEquals("0", redis.send("BITPOS missing 0"));
  }

  @Test
  void zerosFollowTheStringUnlessAnEndIsGiven() {
    redis.send("SET k", Bytes.wrap(new byte[] {-1, -1, -1}));

    assertEquals("24", redis.send("BITPOS k 0"));
    assertEquals("24", redis.send("BITPOS k 0 1"));
    assertEquals("-1", redis.send("BITPOS k 0 0 -1"));
    assertEquals("-1", redis.send("BITPOS k 0 5"));
  }

  @Test
  void bitposRefusesWhatIsNoBit() {
    assertEquals("ERR The bit argument must be 1 or 0.", redis.send("BITPOS k 2"));
    redis.send("SET k v");
    assertEquals("ERR syntax error", redis.send("BITPOS k 1 0 1 FOO"));
    assertEquals("ERR syntax error", redis.send("BITPOS k 1 0 1 BIT more"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"AND", "OR", "XOR"})
  void bitopCombinesByteByByte(String operation) {
    redis.send("MSET a foobar b abcdef");

    assertEquals("6", redis.send("BITOP " + operation + " d a b"));

    byte[] result = redis.bytes("GET d").array();
    for (int i = 0; i < result.length; i++) {
      int left = "foobar".charAt(i);
      int right = "abcdef".charAt(i);
      int expected =
          switch (operation) {
            case "AND" -> left & right;
            case "OR" -> left | right;
            default -> left ^ right;
          };
      assertEquals(expected, result[i]);
    }
  }

  @Test
  void bitopTakesShortAndMissingSourcesForZeros() {
    redis.send("MSET a abc b a");

    assertEquals("3", redis.send("BITOP OR d a b missing"));
    assertEquals("\"abc\"", redis.send("GET d"));
    assertEquals("3", redis.send("BITOP AND d a b missing"));
    assertEquals("0", redis.send("BITCOUNT d"));
    assertEquals("1", redis.send("BITOP NOT d b"));
    assertEquals(Bytes.wrap(new byte[] {(byte) ~'a'}), redis.bytes("GET d"));
  }

  @Test
  void bitopReplacesOrDeletesTheDestination() {
    redis.send("SADD d member");
    redis.send("EXPIRE d 100");
    redis.send("SET a v");

    redis.send("BITOP OR d a");
    assertEquals("string", redis.send("TYPE d"));
    assertEquals("-1", redis.send("TTL d"));
    assertEquals("0", redis.send("BITOP OR d missing"));

    assertEquals("0", redis.send("EXISTS d"));
  }

  @Test
  void bitopRefusesUnknownOperationsAndNotOfSeveral() {
    assertEquals("ERR syntax error", redis.send("BITOP NAND d a"));
    assertEquals(
        "ERR BITOP NOT must be called with a single source key.", redis.send("BITOP NOT d a b"));
  }

  @Test
  void largeBitmapsAreWhatASetOfBitsIs() {
    long seed = 99;
    Random random = new Random(seed);
    BitSet model = new BitSet();
    int size = 400_000;
    redis.send("SETBIT k " + (size - 1) + " 0");

    for (int i = 0; i < 2_000; i++) {
      int bit = random.nextInt(size);
      boolean on = random.nextInt(4) > 0;
      String old = model.get(bit) ? "1" : "0";
      model.set(bit, on);

      assertEquals(old, redis.send("SETBIT k " + bit + (on ? " 1" : " 0")), "seed " + seed);
    }

    for (int i = 0; i < 200; i++) {
      int from = random.nextInt(size);
      int to = from + random.nextInt(size - from);
      String range = from + " " + to + " BIT";
      int set = model.nextSetBit(from);
      int clear = model.nextClearBit(from);
      assertEquals(
          Integer.toString(model.get(from, to + 1).cardinality()),
          redis.send("BITCOUNT k " + range),
          "seed " + seed);
      assertEquals(
          set < 0 || set > to ? "-1" : Integer.toString(set),
          redis.send("BITPOS k 1 " + range),
          "seed " + seed);
      assertEquals(
          clear > to ? "-1" : Integer.toString(clear),
          redis.send("BITPOS k 0 " + range),
          "seed " + seed);
    }
  }
}
