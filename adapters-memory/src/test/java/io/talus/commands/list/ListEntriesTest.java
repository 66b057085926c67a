package io.talus.commands.list;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.commands.Conversation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What reads and changes lists elsewhere than at their ends. */
final class ListEntriesTest {
  @RegisterExtension final Conversation talus = new Conversation();

  @BeforeEach
  void pushSomeEntries() {
    talus.say("RPUSH k a b c b a b");
    talus.say("SET s value");
  }

  @ParameterizedTest
  @CsvSource({
    "LLEN k, 6",
    "LLEN missing, 0",
    "LINDEX k 0, a",
    "LINDEX k -1, b",
    "LINDEX k 6, nil",
    "LINDEX k -7, nil",
    "LINDEX missing x, nil",
    "LRANGE k 1 2, [b c]",
    "LRANGE k -2 100, [a b]",
    "LRANGE k -100 0, [a]",
    "LRANGE k 4 3, []",
    "LRANGE k 6 9, []",
    "LRANGE missing 0 -1, []",
    "LRANGE k 0 -9223372036854775808, []",
    "LPOS k b, 1",
    "LPOS k b RANK 2, 3",
    "LPOS k b RANK -1, 5",
    "LPOS k b RANK 4, nil",
    "LPOS k x, nil",
    "LPOS k b COUNT 0, [1 3 5]",
    "LPOS k b COUNT 2 RANK -1, [5 3]",
    "LPOS k b COUNT 0 MAXLEN 4, [1 3]",
    "LPOS k b COUNT 0 MAXLEN 2 RANK -1, [5]",
    "LPOS k x COUNT 1, []",
    "LPOS missing b COUNT 1, []",
    "LPOS missing b, nil",
  })
  void reads(String command, String reply) {
    assertEquals(reply, talus.say(command));
  }

  @ParameterizedTest
  @CsvSource({
    "LINDEX k x, ERR value is not an integer or out of range",
    "LRANGE k 0 x, ERR value is not an integer or out of range",
    "LRANGE s 0 1, WRONGTYPE Operation against a key holding the wrong kind of value",
    "LSET missing 0 x, ERR no such key",
    "LSET k 6 x, ERR index out of range",
    "LSET k -7 x, ERR index out of range",
    "LINSERT k BESIDE a x, ERR syntax error",
    "LINSERT s BEFORE a x, WRONGTYPE Operation against a key holding the wrong kind of value",
    "LTRIM k a 1, ERR value is not an integer or out of range",
    "LREM k x a, ERR value is not an integer or out of range",
    "LPOS k b COUNT -1, ERR COUNT can't be negative",
    "LPOS k b MAXLEN -1, ERR MAXLEN can't be negative",
    "LPOS k b RANK, ERR syntax error",
    "LPOS k b RANK x, ERR value is not an integer or out of range",
  })
  void refuses(String command, String error) {
    assertEquals(error, talus.say(command));
    assertEquals("[a b c b a b]", talus.say("LRANGE k 0 -1"));
  }

  @Test
  void setReplacesAnEntry() {
    assertEquals("OK", talus.say("LSET k 2 x"));
    assertEquals("OK", talus.say("LSET k -6 y"));

    assertEquals("[y b x b a b]", talus.say("LRANGE k 0 -1"));
  }

  @ParameterizedTest
  @CsvSource({
    "BEFORE a, 7, [x a b c b a b]",
    "AFTER a, 7, [a x b c b a b]",
    "BEFORE c, 7, [a b x c b a b]",
    "AFTER c, 7, [a b c x b a b]",
    "BEFORE z, -1, [a b c b a b]",
  })
  void insertFindsTheFirstPivot(String where, String reply, String result) {
    assertEquals(reply, talus.say("LINSERT k " + where + " x"));
    assertEquals(result, talus.say("LRANGE k 0 -1"));
    assertEquals("0", talus.say("LINSERT missing " + where + " x"));
  }

  @ParameterizedTest
  @CsvSource({
    "0 b, 3, [a c a]",
    "1 b, 1, [a c b a b]",
    "2 b, 2, [a c a b]",
    "-1 b, 1, [a b c b a]",
    "-2 b, 2, [a b c a]",
    "-9 a, 2, [b c b b]",
    "0 z, 0, [a b c b a b]",
    "-9223372036854775808 b, 3, [a c a]",
  })
  void removeCountsFromEitherEnd(String what, String reply, String result) {
    assertEquals(reply, talus.say("LREM k " + what));
    assertEquals(result, talus.say("LRANGE k 0 -1"));
  }

  @Test
  void removingEverythingRemovesTheKey() {
    talus.say("RPUSH same x x x");

    assertEquals("3", talus.say("LREM same 0 x"));
    assertEquals("0", talus.say("EXISTS same"));
    assertEquals("0", talus.say("LREM same 0 x"));
  }

  @ParameterizedTest
  @CsvSource({
    "0 -1, [a b c b a b]",
    "1 -2, [b c b a]",
    "2 2, [c]",
    "-2 100, [a b]",
    "0 0, [a]",
  })
  void trimKeepsARange(String range, String result) {
    assertEquals("OK", talus.say("LTRIM k " + range));
    assertEquals(result, talus.say("LRANGE k 0 -1"));
  }

  @ParameterizedTest
  @CsvSource({"3 2", "6 10", "0 -7"})
  void trimmingEverythingRemovesTheKey(String range) {
    assertEquals("OK", talus.say("LTRIM k " + range));
    assertEquals("0", talus.say("EXISTS k"));
  }
}
