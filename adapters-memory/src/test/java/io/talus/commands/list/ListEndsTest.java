package io.talus.commands.list;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.commands.Conversation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** LPUSH, RPUSH, LPOP, RPOP, LMPOP, LMOVE and RPOPLPUSH. */
final class ListEndsTest {
  @RegisterExtension final Conversation talus = new Conversation();

  @Test
  void entriesArePushedOneAfterTheOther() {
    assertEquals("3", talus.say("RPUSH k a b c"));
    assertEquals("6", talus.say("LPUSH k z y x"));

    assertEquals("[x y z a b c]", talus.say("LRANGE k 0 -1"));
    assertEquals("list", talus.say("TYPE k"));
  }

  @Test
  void pushxNeedsAList() {
    assertEquals("0", talus.say("LPUSHX k a"));
    assertEquals("0", talus.say("RPUSHX k a"));
    assertEquals("0", talus.say("EXISTS k"));

    talus.say("RPUSH k b");

    assertEquals("2", talus.say("LPUSHX k a"));
    assertEquals("3", talus.say("RPUSHX k c"));
    assertEquals("[a b c]", talus.say("LRANGE k 0 -1"));
  }

  @Test
  void pushKeepsTheExpiry() {
    talus.say("RPUSH k a");
    talus.say("PEXPIREAT k 99999999999999");

    talus.say("RPUSH k b");
    talus.say("LPOP k");

    assertEquals("99999999999999", talus.say("PEXPIRETIME k"));
  }

  @Test
  void anEmptiedListIsGoneAndItsExpiryWithIt() {
    talus.say("RPUSH k a b");
    talus.say("EXPIRE k 1000");

    assertEquals("a", talus.say("LPOP k"));
    assertEquals("b", talus.say("RPOP k"));

    assertEquals("0", talus.say("DBSIZE"));
    talus.say("RPUSH k c");
    assertEquals("-1", talus.say("TTL k"));
  }

  @Test
  void popTakesUpToACount() {
    talus.say("RPUSH k a b c d e");

    assertEquals("[]", talus.say("LPOP k 0"));
    assertEquals("[a b]", talus.say("LPOP k 2"));
    assertEquals("[e d]", talus.say("RPOP k 2"));
    assertEquals("[c]", talus.say("RPOP k 9"));
    assertEquals("nil array", talus.say("RPOP k 9"));
    assertEquals("nil", talus.say("RPOP k"));
  }

  @ParameterizedTest
  @CsvSource({
    "LPOP k -1, 'ERR value is out of range, must be positive'",
    "LPOP k x, 'ERR value is out of range, must be positive'",
    "RPOP k 1 2, ERR wrong number of arguments for 'rpop' command",
    "LPUSH s a, WRONGTYPE Operation against a key holding the wrong kind of value",
    "LPOP s 0, WRONGTYPE Operation against a key holding the wrong kind of value",
    "LMOVE k k UP LEFT, ERR syntax error",
    "LMPOP 0 k LEFT, ERR numkeys should be greater than 0",
    "LMPOP 2 k LEFT, ERR syntax error",
    "LMPOP 1 k LEFT COUNT 0, ERR count should be greater than 0",
    "LMPOP 1 k LEFT COUNT 1 COUNT 1, ERR syntax error",
    "LMPOP 1 s LEFT, WRONGTYPE Operation against a key holding the wrong kind of value",
  })
  void refuses(String command, String error) {
    talus.say("RPUSH k a");
    talus.say("SET s value");

    assertEquals(error, talus.say(command));
    assertEquals("[a]", talus.say("LRANGE k 0 -1"));
  }

  @Test
  void multiPopTakesFromTheFirstListThereIs() {
    talus.say("RPUSH b 1 2 3");
    talus.say("RPUSH c 4");

    assertEquals("[b [3 2]]", talus.say("LMPOP 3 a b c RIGHT COUNT 2"));
    assertEquals("[b [1]]", talus.say("LMPOP 3 a b c LEFT COUNT 10"));
    assertEquals("[c [4]]", talus.say("LMPOP 3 a b c LEFT"));
    assertEquals("nil array", talus.say("LMPOP 3 a b c LEFT"));
  }

  @Test
  void moveTakesFromOneEndAndPutsToAnother() {
    talus.say("RPUSH a 1 2 3");

    assertEquals("3", talus.say("RPOPLPUSH a b"));
    assertEquals("1", talus.say("LMOVE a b LEFT RIGHT"));
    assertEquals("2", talus.say("LMOVE a b RIGHT LEFT"));

    assertEquals("[2 3 1]", talus.say("LRANGE b 0 -1"));
    assertEquals("0", talus.say("EXISTS a"));
    assertEquals("nil", talus.say("LMOVE a b RIGHT LEFT"));
  }

  @Test
  void moveChecksTheDestinationOnlyIfThereIsAnEntryToMove() {
    talus.say("SET s value");
    assertEquals("nil", talus.say("RPOPLPUSH missing s"));

    talus.say("RPUSH a 1");

    String wrongType = "WRONGTYPE Operation against a key holding the wrong kind of value";
    assertEquals(wrongType, talus.say("RPOPLPUSH a s"));
    assertEquals("[1]", talus.say("LRANGE a 0 -1"));
  }

  @ParameterizedTest
  @CsvSource({
    "LEFT RIGHT, [2 3 1]",
    "RIGHT LEFT, [3 1 2]",
    "LEFT LEFT, [1 2 3]",
    "RIGHT RIGHT, [1 2 3]",
  })
  void moveWithinAListRotatesIt(String ends, String rotated) {
    talus.say("RPUSH k 1 2 3");

    talus.say("LMOVE k k " + ends);

    assertEquals(rotated, talus.say("LRANGE k 0 -1"));
    assertEquals("3", talus.say("LLEN k"));
  }

  @Test
  void aListOfOneEntryRotatesIntoItself() {
    talus.say("RPUSH k 1");

    assertEquals("1", talus.say("RPOPLPUSH k k"));
    assertEquals("[1]", talus.say("LRANGE k 0 -1"));
  }
}
