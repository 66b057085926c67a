package io.talus.commands.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.talus.commands.Terminal;
import io.talus.domain.bytes.Bytes;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DumpAndRestoreTest {
  private static final String WRONG_CHECKSUM = "ERR DUMP payload version or checksum are wrong";
  private static final String BAD_DATA = "ERR Bad data format";
  private static final String LIST_OF_REDIS =
      "120102262600000007008161020101dffb02c12c02f270110104f400f2052a0100000009f2c063ff04ff0a0045"
          + "674c8816d57caa";

  private final Terminal redis = new Terminal();

  @AfterEach
  void close() {
    redis.close();
  }

  /** The payloads are what redis-server 7.0.15 answered to DUMP. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "000568656c6c6f0a006372df766534200a | GET k | \"hello\"",
        "00c139300a009d94ea2793fc08b9 | GET k | \"12345\"",
        "00c3094068016161e05b000161610a007a184f7aefd1b47d | STRLEN k | 104",
        LIST_OF_REDIS
            + " | LRANGE k 0 -1 | [\"a\", \"1\", \"-5\", \"300\", \"70000\", \"5000000000\", \"-40000\"]",
        "0b1404000000030000000100000002000000701101000a0085d5c1065b1dd055"
            + " | SORT k | [\"1\", \"2\", \"70000\"]",
        "0202c00101620a0019beb4d945651181 | SORT k ALPHA | [\"1\", \"b\"]",
        "111d1d0000000600816202842d696e660581610283312e35048163020301ff0a002970c58fcde6fc31"
            + " | ZRANGE k 0 -1 | [\"b\", \"a\", \"c\"]",
        "10121200000004008166028176028167020701ff0a00670f73ba64a7f2a2"
            + " | HMGET k f g | [\"v\", \"7\"]"
      })
  void whatRedisHasDumpedIsRestored(String payload, String question, String answer) {
    assertEquals("OK", redis.send("RESTORE k 0", hex(payload)));

    assertEquals(answer, redis.send(question));
    assertEquals("-1", redis.send("TTL k"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SET k v | GET",
        "SET k '' | GET",
        "RPUSH k a b c | LRANGE",
        "SADD k a b c | SMEMBERS",
        "HSET k f v g w | HGETALL",
        "ZADD k 1 a 2.5 b -inf c | ZRANGE"
      })
  void whatTalusHasDumpedIsTheSameAfterwards(String make, String read) {
    redis.send(make);
    String options = read.endsWith("RANGE") ? " 0 -1" : "";

    assertEquals("OK", redis.send("RESTORE copy 0", redis.bytes("DUMP k")));

    assertEquals(redis.send(read + " k" + options), redis.send(read + " copy" + options));
    assertEquals(redis.bytes("DUMP k"), redis.bytes("DUMP copy"));
  }

  @Test
  void aLongStringIsRestoredWhole() {
    redis.send("SETRANGE k 100000 end");

    redis.send("RESTORE copy 0", redis.bytes("DUMP k"));

    assertEquals(redis.bytes("GET k"), redis.bytes("GET copy"));
  }

  @Test
  void fieldsKeepTheirExpiry() {
    redis.send("HSET k f v g w");
    redis.send("HPEXPIRE k 5000 FIELDS 1 f");

    redis.send("RESTORE copy 0", redis.bytes("DUMP k"));

    assertEquals("[5000, -1]", redis.send("HPTTL copy FIELDS 2 f g"));
  }

  @Test
  void theTimeToLiveIsRelativeOrAbsolute() {
    redis.send("SET k v");
    Bytes payload = redis.bytes("DUMP k");

    redis.send("RESTORE relative 1500", payload);
    assertEquals("1500", redis.send("PTTL relative"));
    assertEquals("ERR Invalid TTL value, must be >= 0", redis.send("RESTORE x -1", payload));
  }

  @Test
  void dumpOfNothingIsNothing() {
    assertEquals("nil", redis.send("DUMP missing"));
  }

  @Test
  void anExistingKeyIsBusy() {
    redis.send("SET k v");

    assertEquals(
        "BUSYKEY Target key name already exists.",
        redis.send("RESTORE k 0", redis.bytes("DUMP k")));
  }

  @Test
  void aByteThatWasChangedIsNoticed() {
    byte[] payload = hex(LIST_OF_REDIS).array();
    for (int i = 0; i < payload.length; i++) {
      byte[] changed = payload.clone();
      changed[i] ^= 0x10;

      assertEquals(WRONG_CHECKSUM, redis.send("RESTORE k 0", Bytes.wrap(changed)));
    }
    assertEquals("0", redis.send("EXISTS k"));
  }

  /** All of these have the right checksum. */
  @ParameterizedTest
  @ValueSource(strings = {"ff00", "0105", "01", "0200", "02020161016100", "0a03aabbcc", "00c305ff"})
  void whatIsNoValueIsRefusedThoughTheChecksumIsRight(String value) {
    assertEquals(
        BAD_DATA, redis.send("RESTORE k 0", Payloads.signed(HexFormat.of().parseHex(value))));
    assertEquals("0", redis.send("EXISTS k"));
  }

  @Test
  void noRandomValueBreaksTheReader() {
    byte[] value = new byte[24];
    SplittableRandom random = new SplittableRandom(20_240_801);
    for (int i = 0; i < 20_000; i++) {
      random.nextBytes(value);
      value[0] = (byte) random.nextInt(26);

      String reply = redis.send("RESTORE k 0", Payloads.signed(value));

      assertNotEquals("", reply);
      if (reply.equals("OK")) {
        redis.send("DEL k");
      } else {
        assertEquals(BAD_DATA, reply);
      }
    }
  }

  private static Bytes hex(String digits) {
    return Bytes.wrap(HexFormat.of().parseHex(digits));
  }
}
