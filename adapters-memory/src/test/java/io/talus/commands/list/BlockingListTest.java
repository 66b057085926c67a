package io.talus.commands.list;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.talus.commands.Conversation;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** BLPOP, BRPOP, BLMOVE, BRPOPLPUSH and BLMPOP. */
@Timeout(30)
final class BlockingListTest {
  @RegisterExtension final Conversation talus = new Conversation();

  @Test
  void whatIsThereIsTakenAtOnce() {
    talus.say("RPUSH b 1 2 3 4 5");

    assertEquals("[b 1]", talus.say("BLPOP a b 0"));
    assertEquals("[b 5]", talus.say("BRPOP a b 0"));
    assertEquals("4", talus.say("BRPOPLPUSH b c 0"));
    assertEquals("2", talus.say("BLMOVE b c LEFT RIGHT 0"));
    assertEquals("[b [3]]", talus.say("BLMPOP 0 2 a b LEFT COUNT 9"));
    assertEquals("[4 2]", talus.say("LRANGE c 0 -1"));
    assertEquals("0", talus.say("EXISTS b"));
  }

  @ParameterizedTest
  @CsvSource({
    "BLPOP a b 0, [b x]",
    "BRPOP a b 0, [b y]",
    "BRPOPLPUSH b c 0, y",
    "BLMOVE b b LEFT RIGHT 0, x",
    "BLMPOP 0 2 a b LEFT COUNT 2, [b [x y]]",
  })
  void whatIsNotThereIsWaitedFor(String command, String reply) {
    CompletableFuture<String> waiting = talus.sayElsewhere(command);

    talus.say("SET other value");
    assertFalse(waiting.isDone());
    talus.say("RPUSH b x y");

    assertEquals(reply, waiting.join());
  }

  @Test
  void aKeyOfAnotherTypeWakesNobody() {
    CompletableFuture<String> waiting = talus.sayElsewhere("BLPOP k 0");

    talus.say("SET k value");
    assertFalse(waiting.isDone());
    talus.say("DEL k");
    talus.say("RPUSH k x");

    assertEquals("[k x]", waiting.join());
  }

  @Test
  void aKeyOfAnotherTypeIsAnErrorAtTheStart() {
    talus.say("SET s value");
    talus.say("RPUSH k x");
    String wrongType = "WRONGTYPE Operation against a key holding the wrong kind of value";

    assertEquals(wrongType, talus.say("BLPOP s k 0"));
    assertEquals("[k x]", talus.say("BLPOP k s 0"));
    assertEquals(wrongType, talus.say("BLMOVE s k LEFT LEFT 0"));
  }

  @Test
  void aDestinationOfAnotherTypeEndsTheWait() {
    talus.say("SET s value");
    CompletableFuture<String> waiting = talus.sayElsewhere("BRPOPLPUSH k s 0");

    talus.say("RPUSH k x");

    assertEquals(
        "WRONGTYPE Operation against a key holding the wrong kind of value", waiting.join());
    assertEquals("[x]", talus.say("LRANGE k 0 -1"));
  }

  @Test
  void oneMoveServesTheNextOne() {
    CompletableFuture<String> waiting = talus.sayElsewhere("BLPOP b 0");
    talus.say("RPUSH a x");

    assertEquals("x", talus.say("RPOPLPUSH a b"));

    assertEquals("[b x]", waiting.join());
    assertEquals("0", talus.say("DBSIZE"));
  }

  @ParameterizedTest
  @CsvSource({
    "BLPOP k x, ERR timeout is not a float or out of range",
    "BLPOP k -1, ERR timeout is negative",
    "BLPOP k 1e300, ERR timeout is out of range",
    "BLPOP k 9223372036854775, ERR timeout is out of range",
    "BLMOVE k k LEFT UP -1, ERR syntax error",
    "BLMPOP -1 0 k LEFT, ERR numkeys should be greater than 0",
    "BLMPOP -1 1 k LEFT, ERR timeout is negative",
  })
  void refuses(String command, String error) {
    assertEquals(error, talus.say(command));
  }

  @Test
  void nobodyWaitsInsideMulti() {
    talus.say("MULTI");
    talus.say("BLPOP k 0");
    talus.say("BLMOVE k k LEFT LEFT 0");
    talus.say("BLMPOP 0 1 k LEFT");

    assertEquals("[nil array nil nil array]", talus.say("EXEC"));
  }
}
