package io.talus.commands.sortedset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.commands.Conversation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What concerns single members: ZADD and its options, ZINCRBY, ZREM, scores and ranks. */
final class ScoresTest {
  private static final String ALL = "ZRANGE k 0 -1 WITHSCORES";

  @RegisterExtension final Conversation talus = new Conversation();

  @Test
  void membersAreOrderedByScoreAndThenByTheirBytes() {
    assertEquals("4", talus.say("ZADD k 2 b 1 z 2 a 1.5 m"));

    assertEquals("[(z 1) (m 1.5) (a 2) (b 2)]", talus.say(ALL));
    assertEquals("4", talus.say("ZCARD k"));
    assertEquals("zset", talus.say("TYPE k"));
  }

  @Test
  void onlyNewMembersAreCountedUnlessToldOtherwise() {
    talus.say("ZADD k 1 a 2 b");

    assertEquals("1", talus.say("ZADD k 5 a 3 c"));
    assertEquals("2", talus.say("ZADD k CH 6 a 3 c 4 d"));
    assertEquals("0", talus.say("ZADD k 6 a"));
    assertEquals("[(b 2) (c 3) (d 4) (a 6)]", talus.say(ALL));
  }

  @Test
  void aMemberNamedTwiceGetsTheLastScore() {
    assertEquals("1", talus.say("ZADD k 1 a 2 a 3 a"));
    assertEquals("2", talus.say("ZADD k CH 5 a 3 a"));

    assertEquals("[(a 3)]", talus.say(ALL));
    assertEquals("1", talus.say("ZCARD k"));
  }

  @ParameterizedTest
  @CsvSource({
    "NX 5 a 5 n, 1, [(a 1) (b 2) (c 3) (n 5)]",
    "XX 5 a 5 n, 0, [(b 2) (c 3) (a 5)]",
    "GT 0 a 5 b 5 n, 1, [(a 1) (c 3) (b 5) (n 5)]",
    "LT 0 a 5 b 5 n, 1, [(a 0) (b 2) (c 3) (n 5)]",
    "GT XX CH 5 b 5 n, 1, [(a 1) (c 3) (b 5)]",
    "XX LT CH 1 c 5 n, 1, [(a 1) (c 1) (b 2)]",
  })
  void conditionsDecideWhatChanges(String arguments, String reply, String result) {
    talus.say("ZADD k 1 a 2 b 3 c");

    assertEquals(reply, talus.say("ZADD k " + arguments));
    assertEquals(result, talus.say(ALL));
  }

  @Test
  void incrementAnswersTheNewScore() {
    assertEquals("1.5", talus.say("ZINCRBY k 1.5 a"));
    assertEquals("4", talus.say("ZADD k INCR 2.5 a"));
    assertEquals("nil", talus.say("ZADD k NX INCR 1 a"));
    assertEquals("nil", talus.say("ZADD k XX INCR 1 b"));
    assertEquals("nil", talus.say("ZADD k GT INCR -1 a"));
    assertEquals("3", talus.say("ZADD k LT INCR -1 a"));
    assertEquals("inf", talus.say("ZINCRBY k inf a"));

    String nan = "ERR resulting score is not a number (NaN)";
    assertEquals(nan, talus.say("ZINCRBY k -inf a"));
    assertEquals("[(a inf)]", talus.say(ALL));
  }

  @ParameterizedTest
  @CsvSource({
    "ZADD k 1, ERR wrong number of arguments for 'zadd' command",
    "ZADD k NX 1, ERR syntax error",
    "ZADD k 1 a 2, ERR syntax error",
    "ZADD k NX XX 1 a, ERR XX and NX options at the same time are not compatible",
    "ZADD k NX GT 1 a, 'ERR GT, LT, and/or NX options at the same time are not compatible'",
    "ZADD k LT GT 1 a, 'ERR GT, LT, and/or NX options at the same time are not compatible'",
    "ZADD k INCR 1 a 2 b, ERR INCR option supports a single increment-element pair",
    "ZADD k 9 x nan a, ERR value is not a valid float",
    "ZINCRBY k x a, ERR value is not a valid float",
    "ZADD s 1 a, WRONGTYPE Operation against a key holding the wrong kind of value",
    "ZRANK k a WITHSCORES, ERR syntax error",
    "ZRANK k a WITHSCORE x, ERR wrong number of arguments for 'zrank' command",
    "ZMSCORE s a, WRONGTYPE Operation against a key holding the wrong kind of value",
  })
  void refuses(String command, String error) {
    talus.say("ZADD k 1 a");
    talus.say("SET s value");

    assertEquals(error, talus.say(command));
    assertEquals("[(a 1)]", talus.say(ALL));
  }

  @Test
  void removingTheLastMemberRemovesTheKey() {
    talus.say("ZADD k 1 a 2 b 3 c");
    talus.say("EXPIRE k 1000");

    assertEquals("0", talus.say("ZREM missing a"));
    assertEquals("2", talus.say("ZREM k a x a c"));
    assertEquals("1", talus.say("ZREM k b"));

    assertEquals("0", talus.say("DBSIZE"));
    talus.say("ZADD k 1 a");
    assertEquals("-1", talus.say("TTL k"));
  }

  @ParameterizedTest
  @CsvSource({
    "ZSCORE k b, 2.5",
    "ZSCORE k x, nil",
    "ZSCORE missing x, nil",
    "ZMSCORE k a x b, [1 nil 2.5]",
    "ZMSCORE missing a, [nil]",
    "ZRANK k a, 0",
    "ZRANK k c, 2",
    "ZREVRANK k c, 0",
    "ZRANK k b WITHSCORE, [1 2.5]",
    "ZREVRANK k a WITHSCORE, [2 1]",
    "ZRANK k x, nil",
    "ZRANK k x WITHSCORE, nil array",
    "ZRANK missing x WITHSCORE, nil array",
    "ZCARD missing, 0",
  })
  void reads(String command, String reply) {
    talus.say("ZADD k 1 a 2.5 b 3 c");

    assertEquals(reply, talus.say(command));
  }

  @Test
  void minusZeroIsZero() {
    talus.say("ZADD k -0 a 0 b");

    assertEquals("[(a 0) (b 0)]", talus.say(ALL));
    assertEquals("2", talus.say("ZCOUNT k -0 -0"));
  }

  @Test
  void scanVisitsMembersWithTheirScores() {
    talus.say("ZADD k 1.5 a 2 b");

    assertEquals("[0 [a 1.5]]", talus.say("ZSCAN k 0 MATCH a COUNT 100"));
    assertEquals("[0 []]", talus.say("ZSCAN missing 0"));
    assertEquals("ERR invalid cursor", talus.say("ZSCAN k x"));
    assertEquals("ERR syntax error", talus.say("ZSCAN k 0 COUNT 0"));
  }

  @Test
  void randomMembersAreMembers() {
    talus.say("ZADD k 1 a");

    assertEquals("a", talus.say("ZRANDMEMBER k"));
    assertEquals("[a]", talus.say("ZRANDMEMBER k 5"));
    assertEquals("[(a 1) (a 1)]", talus.say("ZRANDMEMBER k -2 WITHSCORES"));
    assertEquals("[]", talus.say("ZRANDMEMBER k 0"));
    assertEquals("nil", talus.say("ZRANDMEMBER missing"));
    assertEquals("[]", talus.say("ZRANDMEMBER missing 3"));
    assertEquals("ERR syntax error", talus.say("ZRANDMEMBER k 1 WITHSCORE"));
  }
}
