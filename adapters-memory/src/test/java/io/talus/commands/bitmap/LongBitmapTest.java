package io.talus.commands.bitmap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.commands.Terminal;
import io.talus.domain.bytes.Bytes;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** BITOP on strings of many pieces, most of which are zeros. */
final class LongBitmapTest {
  private static final int LENGTH = 400_000;

  private final Terminal redis = new Terminal();

  @AfterEach
  void close() {
    redis.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"AND", "OR", "XOR"})
  void resultIsWhatItIsByteByByte(String operation) {
    byte[] left = sparse(new Random(1), LENGTH);
    byte[] right = sparse(new Random(2), LENGTH - 100_000);
    redis.send("SET a", Bytes.wrap(left));
    redis.send("SET b", Bytes.wrap(right));
    byte[] expected = new byte[LENGTH];
    byte[] filled = Arrays.copyOf(right, LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      expected[i] =
          (byte)
              switch (operation) {
                case "AND" -> left[i] & filled[i];
                case "OR" -> left[i] | filled[i];
                default -> left[i] ^ filled[i];
              };
    }

    assertEquals("400000", redis.send("BITOP " + operation + " d a b"));
    assertEquals(Bytes.wrap(expected), redis.bytes("GET d"));

    assertEquals("400000", redis.send("BITOP " + operation + " a a b"));
    assertEquals(Bytes.wrap(expected), redis.bytes("GET a"));
  }

  /** A few stretches of chance in a row of zeros. */
  private static byte[] sparse(Random random, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < 5; i++) {
      byte[] stretch = new byte[1 + random.nextInt(30_000)];
      random.nextBytes(stretch);
      System.arraycopy(stretch, 0, bytes, random.nextInt(length - stretch.length), stretch.length);
    }
    return bytes;
  }

  @Test
  void zerosStayZerosAndTheLengthIsKept() {
    redis.send("SETBIT a 3999999 0");

    assertEquals("500000", redis.send("BITOP OR d a"));

    assertEquals("500000", redis.send("STRLEN d"));
    assertEquals("0", redis.send("BITCOUNT d"));
  }

  @Test
  void complementOfZerosIsOnes() {
    redis.send("SETBIT a 3999999 1");

    assertEquals("500000", redis.send("BITOP NOT d a"));

    assertEquals("3999999", redis.send("BITCOUNT d"));
    assertEquals("3999999", redis.send("BITPOS d 0"));
  }
}
