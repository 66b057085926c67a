package io.talus.commands.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.commands.Terminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NodeCommandsTest {
  private final Terminal redis = new Terminal();

  @AfterEach
  void close() {
    redis.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"CLUSTER INFO", "CLUSTER SLOTS", "CLUSTER NODES", "READONLY", "ASKING"})
  void clientsOfAClusterAreToldThatThisIsNone(String command) {
    assertEquals("ERR This instance has cluster support disabled", redis.send(command));
  }

  @Test
  void theHashSlotOfAKeyIsTheSameEverywhere() {
    assertEquals("12182", redis.send("CLUSTER KEYSLOT foo"));
    assertEquals("12182", redis.send("CLUSTER KEYSLOT {foo}bar"));
  }

  @Test
  void waitAofPromisesOnlyWhatIsSynced() {
    assertEquals("[0, 0]", redis.send("WAITAOF 0 0 0"));
    assertTrue(redis.send("WAITAOF 1 0 0").startsWith("ERR WAITAOF with numlocal needs"));

    redis.send("CONFIG SET appendfsync always");

    assertEquals("[1, 0]", redis.send("WAITAOF 1 0 0"));
  }

  @Test
  void aMonitorIsMarkedInTheListUntilItResets() {
    assertEquals("OK", redis.send("MONITOR"));
    redis.send("RESET");

    assertTrue(redis.send("CLIENT LIST").contains(" flags=N "));
  }

  @Test
  void memoryIsDescribed() {
    assertTrue(redis.send("MEMORY STATS").contains("\"keys.count\", 0"));
    assertEquals("OK", redis.send("MEMORY PURGE"));
    assertTrue(redis.send("MEMORY DOCTOR").startsWith("All keys in use fit memory"));
  }

  @Test
  void debugIsRefusedUnlessItIsTurnedOn() {
    assertTrue(redis.send("DEBUG SLEEP 0").startsWith("ERR DEBUG command not allowed."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GETKEYS SORT abc STORE invalid STORE def | [\"abc\", \"def\"]",
        "GETKEYSANDFLAGS SET k v | [[\"k\", {OW, update}]]",
        "GETKEYSANDFLAGS SET k v GET | [[\"k\", {RW, access, update}]]",
        "GETKEYSANDFLAGS BITFIELD k GET u8 0 | [[\"k\", {RO, access}]]",
        "GETKEYS GET | ERR Invalid number of arguments specified for command",
        "GETKEYS PING | ERR The command has no key arguments"
      })
  void theKeysOfACommandAreFound(String question, String answer) {
    assertEquals(answer, redis.send("COMMAND " + question));
  }
}
