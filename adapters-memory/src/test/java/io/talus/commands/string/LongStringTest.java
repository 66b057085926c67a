package io.talus.commands.string;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.commands.Terminal;
import io.talus.domain.bytes.Bytes;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Strings around and beyond the size up to which they are kept in one piece. */
final class LongStringTest {
  private static final int LIMIT = 16 * 1024;

  private final Terminal redis = new Terminal();

  @AfterEach
  void close() {
    redis.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {LIMIT - 1, LIMIT, LIMIT + 1, 100_000})
  void stringsOfAnyLengthComeBackAsTheyWere(int length) {
    Bytes value = random(new Random(length), length);

    redis.send("SET k", value);

    assertEquals(value, redis.bytes("GET k"));
    assertEquals(Integer.toString(length), redis.send("STRLEN k"));
    assertEquals("string", redis.send("TYPE k"));
  }

  @Test
  void aStringThatGrowsBeyondTheLimitKeepsItsContentsAndItsExpiry() {
    redis.send("SET k begin EX 100");

    assertEquals("20003", redis.send("SETRANGE k 20000 end"));

    assertEquals("\"begin\"", redis.send("GETRANGE k 0 4"));
    assertEquals("\"end\"", redis.send("GETRANGE k -3 -1"));
    assertEquals("100", redis.send("TTL k"));
    assertEquals("1", redis.send("DBSIZE"));
  }

  @Test
  void aLongStringIsOverwrittenByAnythingAndOverwritesAnything() {
    redis.send("RPUSH k a b");
    redis.send("SET k " + "x".repeat(20_000));
    redis.send("SET k " + "y".repeat(30_000) + " EX 50");
    assertEquals("30000", redis.send("STRLEN k"));
    assertEquals("50", redis.send("TTL k"));

    redis.send("SET k short");

    assertEquals("\"short\"", redis.send("GET k"));
    assertEquals("-1", redis.send("TTL k"));
    assertEquals("1", redis.send("DBSIZE"));
  }

  @Test
  void theExpiryOfALongStringCanBeChanged() {
    redis.send("SETRANGE k 20000 end");

    assertEquals("1", redis.send("EXPIRE k 100"));
    assertEquals("100", redis.send("TTL k"));
    redis.send("APPEND k more");
    assertEquals("100", redis.send("TTL k"));
    assertEquals("1", redis.send("PERSIST k"));
    assertEquals("-1", redis.send("TTL k"));
    redis.send("EXPIRE k 1");
    redis.waitMillis(1000);

    assertEquals("0", redis.send("EXISTS k"));
  }

  @Test
  void severalLongStringsOfOneSlotAreSetAtOnce() {
    redis.send("MSET {t}a " + "a".repeat(20_000) + " {t}b " + "b".repeat(20_000));

    assertEquals("\"aa\"", redis.send("GETRANGE {t}a -2 -1"));
    assertEquals("\"bb\"", redis.send("GETRANGE {t}b -2 -1"));
  }

  @Test
  void noStringGrowsBeyondTheLargestLength() {
    String tooLong = "ERR string exceeds maximum allowed size (proto-max-bulk-len)";
    redis.send("SET k v");

    assertEquals(tooLong, redis.send("SETRANGE k 536870912 x"));
    assertEquals(tooLong, redis.send("SETRANGE k 9223372036854775807 x"));
    assertEquals("536870912", redis.send("SETRANGE k 536870911 x"));
    assertEquals(tooLong, redis.send("APPEND k x"));
    assertEquals("ERR offset is out of range", redis.send("SETRANGE k -1 x"));
  }

  @Test
  void setrangeWithNothingChangesNothing() {
    assertEquals("0", redis.send("SETRANGE missing 5 \"\""));
    assertEquals("0", redis.send("EXISTS missing"));
    redis.send("SET k abc");
    assertEquals("3", redis.send("SETRANGE k 10 \"\""));
  }

  @Test
  void appendCreatesEvenAnEmptyString() {
    assertEquals("0", redis.send("APPEND k \"\""));
    assertEquals("1", redis.send("EXISTS k"));
    assertEquals("3", redis.send("APPEND k abc"));
    assertEquals("\"abc\"", redis.send("GET k"));
  }

  @Test
  void randomPatchesGiveWhatAnArrayGives() {
    long seed = 4711;
    Random random = new Random(seed);
    byte[] model = new byte[0];

    for (int i = 0; i < 400; i++) {
      Bytes patch = random(random, 1 + random.nextInt(i % 20 == 0 ? 40_000 : 500));
      int offset = random.nextBoolean() ? model.length : random.nextInt(60_000);
      model = Arrays.copyOf(model, Math.max(model.length, offset + patch.length()));
      System.arraycopy(patch.array(), 0, model, offset, patch.length());
      redis.send("SETRANGE k " + offset, patch);
      if (i % 50 == 0) {
        redis.send("RENAME k k");
        redis.send("COPY k copy REPLACE");
        redis.send("RENAME copy k");
      }

      int from = random.nextInt(model.length);
      int to = from + random.nextInt(model.length - from);
      assertEquals(
          Bytes.wrap(Arrays.copyOfRange(model, from, to + 1)),
          redis.bytes("GETRANGE k " + from + " " + to),
          "seed " + seed + ", step " + i);
    }
    assertEquals(Bytes.wrap(model), redis.bytes("GET k"), "seed " + seed);
  }

  private static Bytes random(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Bytes.wrap(bytes);
  }
}
