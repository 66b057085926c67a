package io.talus.commands.sortedset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.commands.Conversation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ZUNION, ZINTER, ZDIFF, what stores them, and ZINTERCARD. */
final class CombinationsTest {
  @RegisterExtension final Conversation talus = new Conversation();

  @BeforeEach
  void addSomeMembers() {
    talus.say("ZADD x 1 a 2 b 3 c");
    talus.say("ZADD y 10 b 20 c 30 d");
    talus.say("SADD plain a c");
    talus.say("SET s value");
  }

  @ParameterizedTest
  @CsvSource({
    "ZUNION 2 x y WITHSCORES, [(a 1) (b 12) (c 23) (d 30)]",
    "ZUNION 2 x y WEIGHTS 2 -1 WITHSCORES, [(d -30) (c -14) (b -6) (a 2)]",
    "ZUNION 2 x y AGGREGATE MIN WITHSCORES, [(a 1) (b 2) (c 3) (d 30)]",
    "ZUNION 2 x y AGGREGATE max WITHSCORES, [(a 1) (b 10) (c 20) (d 30)]",
    "ZUNION 2 x plain WITHSCORES, [(a 2) (b 2) (c 4)]",
    "ZUNION 2 x missing, [a b c]",
    "ZUNION 2 x x WITHSCORES, [(a 2) (b 4) (c 6)]",
    "ZINTER 2 x y WITHSCORES, [(b 12) (c 23)]",
    "ZINTER 2 x y WEIGHTS 0 2 AGGREGATE MAX WITHSCORES, [(b 20) (c 40)]",
    "ZINTER 3 x y plain, [c]",
    "ZINTER 2 x missing, []",
    "ZINTER 2 plain plain WITHSCORES, [(a 2) (c 2)]",
    "ZDIFF 2 x y WITHSCORES, [(a 1)]",
    "ZDIFF 2 x x, []",
    "ZDIFF 3 x missing plain, [b]",
    "ZDIFF 1 missing, []",
    "ZINTERCARD 2 x y, 2",
    "ZINTERCARD 2 x y LIMIT 1, 1",
    "ZINTERCARD 2 x y LIMIT 0, 2",
    "ZINTERCARD 2 plain x, 2",
    "ZINTERCARD 2 x missing, 0",
  })
  void combines(String command, String reply) {
    assertEquals(reply, talus.say(command));
  }

  @ParameterizedTest
  @CsvSource({
    "ZUNION 0 x, ERR at least 1 input key is needed for 'zunion' command",
    "ZINTERSTORE dst -1 x, ERR at least 1 input key is needed for 'zinterstore' command",
    "ZUNION 3 x y, ERR syntax error",
    "ZUNION a x y, ERR value is not an integer or out of range",
    "ZUNION 1 s BOGUS, WRONGTYPE Operation against a key holding the wrong kind of value",
    "ZUNION 2 x y WEIGHTS 1, ERR syntax error",
    "ZUNION 2 x y WEIGHTS 1 q, ERR weight value is not a float",
    "ZUNION 2 x y AGGREGATE AVG, ERR syntax error",
    "ZDIFF 2 x y WEIGHTS 1 1, ERR syntax error",
    "ZUNIONSTORE dst 1 x WITHSCORES, ERR syntax error",
    "ZINTERCARD 1 x LIMIT -1, ERR LIMIT can't be negative",
    "ZINTERCARD 1 x WITHSCORES, ERR syntax error",
  })
  void refuses(String command, String error) {
    assertEquals(error, talus.say(command));
  }

  @Test
  void whatIsNotANumberBecomesZero() {
    talus.say("ZADD up inf i");
    talus.say("ZADD down -inf i");

    assertEquals("[(i 0)]", talus.say("ZINTER 2 up down WITHSCORES"));
    assertEquals("[(i 0)]", talus.say("ZUNION 2 up down WITHSCORES"));
    assertEquals("[(i 0)]", talus.say("ZUNION 1 up WEIGHTS 0 WITHSCORES"));
  }

  @Test
  void storeReplacesTheDestinationAndItsExpiry() {
    talus.say("RPUSH dst entry");
    talus.say("EXPIRE dst 1000");

    assertEquals("4", talus.say("ZUNIONSTORE dst 2 x y"));

    assertEquals("[(a 1) (b 12) (c 23) (d 30)]", talus.say("ZRANGE dst 0 -1 WITHSCORES"));
    assertEquals("-1", talus.say("TTL dst"));
    assertEquals("1", talus.say("ZDIFFSTORE dst 2 x y"));
    assertEquals("[a]", talus.say("ZRANGE dst 0 -1"));
  }

  @Test
  void storeOfNothingRemovesTheDestination() {
    talus.say("ZADD dst 1 a");

    assertEquals("0", talus.say("ZINTERSTORE dst 2 x missing"));
    assertEquals("0", talus.say("EXISTS dst"));
  }

  @Test
  void theDestinationMayBeAnInput() {
    assertEquals("2", talus.say("ZINTERSTORE x 2 x y WEIGHTS 1 0"));
    assertEquals("[(b 2) (c 3)]", talus.say("ZRANGE x 0 -1 WITHSCORES"));

    assertEquals("2", talus.say("ZUNIONSTORE plain 1 plain"));
    assertEquals("zset", talus.say("TYPE plain"));
  }
}
