package io.talus.commands.sortedset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.talus.commands.Conversation;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ZPOPMIN, ZPOPMAX, ZMPOP, and those that wait. */
@Timeout(30)
final class PopsTest {
  @RegisterExtension final Conversation talus = new Conversation();

  @Test
  void popTakesFromEitherEnd() {
    talus.say("ZADD k 1 a 2 b 3 c 4 d 5 e");

    assertEquals("[a 1]", talus.say("ZPOPMIN k"));
    assertEquals("[e 5]", talus.say("ZPOPMAX k"));
    assertEquals("[]", talus.say("ZPOPMAX k 0"));
    assertEquals("[(d 4) (c 3)]", talus.say("ZPOPMAX k 2"));
    assertEquals("[(b 2)]", talus.say("ZPOPMIN k 9"));
    assertEquals("0", talus.say("DBSIZE"));
    assertEquals("[]", talus.say("ZPOPMIN k"));
    assertEquals("[]", talus.say("ZPOPMIN k 1"));
  }

  @Test
  void multiPopTakesFromTheFirstSortedSetThereIs() {
    talus.say("ZADD b 1 x 2 y 3 z");

    assertEquals("[b [[z 3] [y 2]]]", talus.say("ZMPOP 2 a b MAX COUNT 2"));
    assertEquals("[b [[x 1]]]", talus.say("ZMPOP 2 a b MIN"));
    assertEquals("nil array", talus.say("ZMPOP 2 a b MIN"));
  }

  @ParameterizedTest
  @CsvSource({
    "ZPOPMIN k 1 2, ERR syntax error",
    "ZPOPMIN k -1, 'ERR value is out of range, must be positive'",
    "ZPOPMAX s 0, WRONGTYPE Operation against a key holding the wrong kind of value",
    "ZMPOP 0 k MIN, ERR numkeys should be greater than 0",
    "ZMPOP 1 k MID, ERR syntax error",
    "ZMPOP 1 k MIN COUNT 0, ERR count should be greater than 0",
    "BZPOPMIN k -1, ERR timeout is negative",
    "BZPOPMIN s 0, WRONGTYPE Operation against a key holding the wrong kind of value",
    "BZMPOP x 1 k MIN, ERR timeout is not a float or out of range",
  })
  void refuses(String command, String error) {
    talus.say("SET s value");

    assertEquals(error, talus.say(command));
  }

  @ParameterizedTest
  @CsvSource({
    "BZPOPMIN a b 0, [b x 1]",
    "BZPOPMAX a b 0, [b y 2]",
    "BZMPOP 0 2 a b MIN COUNT 5, '[b [[x 1] [y 2]]]'",
  })
  void whatIsNotThereIsWaitedFor(String command, String reply) {
    CompletableFuture<String> waiting = talus.sayElsewhere(command);

    talus.say("RPUSH a list");
    assertFalse(waiting.isDone());
    talus.say("DEL a");
    talus.say("ZADD b 1 x 2 y");

    assertEquals(reply, waiting.join());
  }

  @Test
  void nobodyWaitsInsideMulti() {
    talus.say("MULTI");
    talus.say("BZPOPMIN k 0");
    talus.say("BZMPOP 0 1 k MIN");

    assertEquals("[nil array nil array]", talus.say("EXEC"));
  }
}
