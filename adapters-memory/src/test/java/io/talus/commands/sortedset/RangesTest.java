package io.talus.commands.sortedset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.commands.Conversation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ZRANGE family: by rank, by score, by member; to read, count, store and remove. */
final class RangesTest {
  @RegisterExtension final Conversation talus = new Conversation();

  @BeforeEach
  void addSomeMembers() {
    talus.say("ZADD k 1 a 2 b 2 c 3 d 4.5 e");
    talus.say("ZADD lex 0 aa 0 ab 0 b 0 c 0 d");
    talus.say("SET s value");
  }

  @ParameterizedTest
  @CsvSource({
    "ZRANGE k 0 -1, [a b c d e]",
    "ZRANGE k 1 2 WITHSCORES, [(b 2) (c 2)]",
    "ZRANGE k -2 100, [d e]",
    "ZRANGE k 3 2, []",
    "ZRANGE k 0 1 REV, [e d]",
    "ZREVRANGE k -2 -1 WITHSCORES, [(b 2) (a 1)]",
    "ZRANGE k 0 -1 LIMIT 7 -1, [a b c d e]",
    "ZRANGE missing 0 -1, []",
    "ZRANGE missing 0 -1 WITHSCORES, []",
  })
  void selectsByRank(String command, String reply) {
    assertEquals(reply, talus.say(command));
  }

  @ParameterizedTest
  @CsvSource({
    "ZRANGEBYSCORE k 2 3, [b c d]",
    "ZRANGEBYSCORE k (2 (4.5 WITHSCORES, [(d 3)]",
    "ZRANGEBYSCORE k -inf +inf LIMIT 1 2, [b c]",
    "ZRANGEBYSCORE k -inf +inf LIMIT 3 -1, [d e]",
    "ZRANGEBYSCORE k -inf +inf LIMIT -1 2, []",
    "ZRANGEBYSCORE k -inf +inf LIMIT 5 2, []",
    "ZRANGEBYSCORE k 3 2, []",
    "ZRANGEBYSCORE k (2 (2, []",
    "ZREVRANGEBYSCORE k 3 2, [d c b]",
    "ZREVRANGEBYSCORE k +inf -inf LIMIT 1 2 WITHSCORES, [(d 3) (c 2)]",
    "ZRANGE k 2 (4.5 BYSCORE, [b c d]",
    "ZRANGE k (4.5 2 BYSCORE REV LIMIT 1 5, [c b]",
    "ZCOUNT k 2 3, 3",
    "ZCOUNT k (2 +inf, 2",
    "ZCOUNT k 5 1, 0",
    "ZCOUNT missing 0 1, 0",
  })
  void selectsByScore(String command, String reply) {
    assertEquals(reply, talus.say(command));
  }

  @ParameterizedTest
  @CsvSource({
    "ZRANGEBYLEX lex - +, [aa ab b c d]",
    "ZRANGEBYLEX lex [ab (c, [ab b]",
    "ZRANGEBYLEX lex (ab [c LIMIT 1 1, [c]",
    "ZRANGEBYLEX lex [a [a, []",
    "ZRANGEBYLEX lex + -, []",
    "ZREVRANGEBYLEX lex + [b, [d c b]",
    "ZREVRANGEBYLEX lex (d - LIMIT 1 2, [b ab]",
    "ZRANGE lex [b + BYLEX, [b c d]",
    "ZRANGE lex + [b BYLEX REV LIMIT 0 2, [d c]",
    "ZLEXCOUNT lex - +, 5",
    "ZLEXCOUNT lex (aa (c, 2",
    "ZLEXCOUNT lex ( [, 0",
    "ZLEXCOUNT missing - +, 0",
  })
  void selectsByMember(String command, String reply) {
    assertEquals(reply, talus.say(command));
  }

  @ParameterizedTest
  @CsvSource({
    "ZRANGE k a 1, ERR value is not an integer or out of range",
    "ZRANGE k a 1 BYSCORE, ERR min or max is not a float",
    "ZRANGEBYSCORE k (x 1, ERR min or max is not a float",
    "ZRANGEBYSCORE k 1 nan, ERR min or max is not a float",
    "ZCOUNT k 1 ((2, ERR min or max is not a float",
    "ZRANGEBYLEX k a [b, ERR min or max not valid string range item",
    "ZLEXCOUNT k - ++, ERR min or max not valid string range item",
    "ZRANGE k 0 1 BYSCORE BYLEX, ERR syntax error",
    "ZRANGE k 0 1 REV REV, ERR syntax error",
    "ZREVRANGE k 0 1 REV, ERR syntax error",
    "ZRANGEBYSCORE k 0 1 LIMIT 1, ERR syntax error",
    "ZRANGEBYSCORE k 0 1 LIMIT x 1, ERR value is not an integer or out of range",
    "ZRANGESTORE d k 0 1 WITHSCORES, ERR syntax error",
    "ZRANGE s 0 1, WRONGTYPE Operation against a key holding the wrong kind of value",
    "ZREMRANGEBYSCORE k x 1, ERR min or max is not a float",
    "ZREMRANGEBYRANK s 0 1, WRONGTYPE Operation against a key holding the wrong kind of value",
  })
  void refuses(String command, String error) {
    assertEquals(error, talus.say(command));
  }

  @Test
  void refusesOptionsThatDoNotGoTogether() {
    assertEquals(
        "ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX",
        talus.say("ZRANGE k 0 1 LIMIT 0 1"));
    assertEquals(
        "ERR syntax error, WITHSCORES not supported in combination with BYLEX",
        talus.say("ZRANGEBYLEX lex - + WITHSCORES"));
  }

  @Test
  void anEmptyBoundIsAZero() {
    assertEquals("[a b c d e]", talus.sayWords("ZRANGEBYSCORE", "k", "", "+inf"));
    assertEquals("[]", talus.sayWords("ZRANGEBYSCORE", "k", "(", "0"));
  }

  @Test
  void storeReplacesTheDestinationAndItsExpiry() {
    talus.say("SET dst value EX 1000");

    assertEquals("3", talus.say("ZRANGESTORE dst k 2 3 BYSCORE"));

    assertEquals("[(b 2) (c 2) (d 3)]", talus.say("ZRANGE dst 0 -1 WITHSCORES"));
    assertEquals("-1", talus.say("TTL dst"));
  }

  @Test
  void storeOfNothingRemovesTheDestination() {
    talus.say("ZADD dst 1 x");

    assertEquals("0", talus.say("ZRANGESTORE dst k 7 9"));
    assertEquals("0", talus.say("EXISTS dst"));

    talus.say("ZADD dst 1 x");
    assertEquals("0", talus.say("ZRANGESTORE dst missing 0 -1"));
    assertEquals("0", talus.say("EXISTS dst"));
  }

  @Test
  void storeMayReadWhatItReplaces() {
    assertEquals("2", talus.say("ZRANGESTORE k k 0 1 REV"));
    assertEquals("[d e]", talus.say("ZRANGE k 0 -1"));
  }

  @ParameterizedTest
  @CsvSource({
    "ZREMRANGEBYRANK k 1 2, 2, [a d e]",
    "ZREMRANGEBYRANK k -1 -1, 1, [a b c d]",
    "ZREMRANGEBYRANK k 5 9, 0, [a b c d e]",
    "ZREMRANGEBYSCORE k (1 3, 3, [a e]",
    "ZREMRANGEBYSCORE k 7 9, 0, [a b c d e]",
  })
  void removes(String command, String reply, String result) {
    assertEquals(reply, talus.say(command));
    assertEquals(result, talus.say("ZRANGE k 0 -1"));
  }

  @Test
  void removesByMember() {
    assertEquals("3", talus.say("ZREMRANGEBYLEX lex (aa [c"));
    assertEquals("[aa d]", talus.say("ZRANGE lex 0 -1"));
  }

  @Test
  void removingEverythingRemovesTheKey() {
    assertEquals("5", talus.say("ZREMRANGEBYSCORE k -inf +inf"));
    assertEquals("0", talus.say("EXISTS k"));
    assertEquals("0", talus.say("ZREMRANGEBYRANK k 0 -1"));
  }
}
