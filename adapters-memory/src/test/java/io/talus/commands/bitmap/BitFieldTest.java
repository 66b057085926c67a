package io.talus.commands.bitmap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.commands.Terminal;
import io.talus.domain.bytes.Bytes;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BitFieldTest {
  private final Terminal redis = new Terminal();

  @AfterEach
  void close() {
    redis.close();
  }

  @Test
  void fieldsAreReadAndWrittenAnywhere() {
    assertEquals("[0, 0]", redis.send("BITFIELD k SET i8 0 -100 SET i8 8 101"));

    assertEquals("[-100, 101, 156]", redis.send("BITFIELD k GET i8 0 GET i8 #1 GET u8 0"));
    assertEquals("[7]", redis.send("BITFIELD_RO k GET u4 2"));
    assertEquals("2", redis.send("STRLEN k"));
  }

  @Test
  void operationsSeeWhatThoseBeforeThemDid() {
    assertEquals(
        "[0, 11, 12, 12]",
        redis.send("BITFIELD k SET u8 100 10 INCRBY u8 100 1 INCRBY u8 100 1 GET u8 100"));
  }

  @Test
  void whatLiesBehindTheEndReadsAsZeros() {
    redis.send("SET k", Bytes.wrap(new byte[] {-1}));

    assertEquals("[240, 0]", redis.send("BITFIELD k GET u8 4 GET i64 1000"));
    assertEquals("[0]", redis.send("BITFIELD missing GET u8 4"));
    assertEquals("0", redis.send("EXISTS missing"));
  }

  @ParameterizedTest
  @CsvSource({
    "WRAP, u8, 255, 1, 0",
    "SAT, u8, 255, 1, 255",
    "SAT, u8, 5, -10, 0",
    "FAIL, u8, 255, 1, nil",
    "WRAP, i8, 127, 1, -128",
    "SAT, i8, 127, 1, 127",
    "SAT, i8, -100, -100, -128",
    "FAIL, i8, -128, -1, nil",
    "SAT, i64, 9223372036854775807, 1, 9223372036854775807",
    "WRAP, i64, 9223372036854775807, 1, -9223372036854775808",
    "SAT, u63, 1, -9223372036854775808, 0"
  })
  void overflowsWrapSaturateOrFail(
      String overflow, String type, String value, String step, String result) {
    redis.send("BITFIELD k SET " + type + " 0 " + value);

    assertEquals(
        "[" + result + "]",
        redis.send("BITFIELD k OVERFLOW " + overflow + " INCRBY " + type + " 0 " + step));
  }

  @Test
  void overflowHoldsForTheOperationsBehindIt() {
    redis.send("BITFIELD k SET u2 0 3 SET u2 2 3");

    assertEquals(
        "[0, 3, nil]",
        redis.send("BITFIELD k INCRBY u2 0 1 OVERFLOW SAT INCRBY u2 2 1 OVERFLOW FAIL SET u2 2 4"));
  }

  @Test
  void aFieldFarAwayDoesNotCostWhatLiesBetween() {
    redis.send("SET k begin EX 100");

    assertEquals("[0, 0]", redis.send("BITFIELD k SET u8 4000000000 7 SET u8 1000 9"));

    assertEquals("500000001", redis.send("STRLEN k"));
    assertEquals("[7, 9]", redis.send("BITFIELD k GET u8 4000000000 GET u8 1000"));
    assertEquals("\"begin\"", redis.send("GETRANGE k 0 4"));
    assertEquals("100", redis.send("TTL k"));
  }

  @Test
  void aWriteThatFailsStillMakesRoom() {
    assertEquals("[nil]", redis.send("BITFIELD k OVERFLOW FAIL INCRBY u2 100 9"));

    assertEquals("13", redis.send("STRLEN k"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"u64", "i65", "u0", "x8", "8", "u", "u8x"})
  void typesHaveLimits(String type) {
    assertEquals(
        "ERR Invalid bitfield type. Use something like i16 u8. Note that u64 is not supported but"
            + " i64 is.",
        redis.send("BITFIELD k GET " + type + " 0"));
  }

  @Test
  void wrongRequestsHaveNoEffect() {
    assertEquals("ERR syntax error", redis.send("BITFIELD k SET u8 0 1 FOO"));
    assertEquals("ERR syntax error", redis.send("BITFIELD k SET u8 0 1 GET u8"));
    assertEquals(
        "ERR Invalid OVERFLOW type specified", redis.send("BITFIELD k OVERFLOW foo SET u8 0 1"));
    assertEquals(
        "ERR BITFIELD_RO only supports the GET subcommand", redis.send("BITFIELD_RO k SET u8 0 1"));
    assertEquals("0", redis.send("EXISTS k"));
  }

  @Test
  void randomFieldsAreWhatNumbersInABitStringAre() {
    long seed = 2024;
    Random random = new Random(seed);
    int bitsInAll = 8 * 40;
    BigInteger model = BigInteger.ZERO;

    for (int i = 0; i < 3_000; i++) {
      int bits = 1 + random.nextInt(63);
      int offset = random.nextInt(bitsInAll - bits);
      int below = bitsInAll - offset - bits;
      BigInteger mask = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
      BigInteger old = model.shiftRight(below).and(mask);
      BigInteger value = new BigInteger(bits, random);
      model = model.andNot(mask.shiftLeft(below)).or(value.shiftLeft(below));

      assertEquals(
          "[" + old + "]",
          redis.send("BITFIELD k SET u" + bits + " " + offset + " " + value),
          "seed " + seed + ", step " + i);
    }
  }
}
