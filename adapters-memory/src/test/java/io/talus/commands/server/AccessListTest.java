package io.talus.commands.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.commands.Terminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AccessListTest {
  private static final String DIGEST_OF_SESAME =
      "d0c04f4b1951e4aeaaec8223ed2039e542f3aae805a6fa7f6d794e5afff5d272";

  private final Terminal redis = new Terminal();

  @AfterEach
  void close() {
    redis.close();
  }

  @Test
  void thereIsOneUserWhoMayDoEverything() {
    assertEquals("\"default\"", redis.send("ACL WHOAMI"));
    assertEquals("[\"default\"]", redis.send("ACL USERS"));
    assertEquals(
        "[\"user default on nopass sanitize-payload ~* &* +@all\"]", redis.send("ACL LIST"));
    assertEquals("nil", redis.send("ACL GETUSER nobody"));
  }

  @Test
  void thePasswordIsShownAsItsDigest() {
    redis.send("CONFIG SET requirepass sesame");
    redis.send("AUTH sesame");

    assertEquals(
        "[\"user default on #" + DIGEST_OF_SESAME + " sanitize-payload ~* &* +@all\"]",
        redis.send("ACL LIST"));
  }

  @Test
  void moreUsersAreRefused() {
    assertTrue(redis.send("ACL SETUSER bob on >secret").startsWith("ERR there is one user"));
    assertTrue(redis.send("ACL DELUSER bob").startsWith("ERR there is one user"));
    assertTrue(redis.send("ACL LOAD").startsWith("ERR This Redis instance is not configured"));
  }

  @Test
  void categoriesHaveCommands() {
    assertTrue(redis.send("ACL CAT").contains("\"sortedset\""));
    assertTrue(redis.send("ACL CAT hash").contains("\"hset\""));
    assertEquals("ERR Unknown category 'nothing'", redis.send("ACL CAT nothing"));
  }

  @Test
  void aWrongPasswordIsInTheLog() {
    redis.send("CONFIG SET requirepass sesame");
    redis.send("AUTH open");
    redis.send("AUTH open");
    redis.send("AUTH sesame");

    String log = redis.send("ACL LOG");

    assertTrue(
        log.startsWith("[{\"count\", 2, \"reason\", \"auth\", \"context\", \"toplevel\""), log);
    assertEquals("OK", redis.send("ACL LOG RESET"));
    assertEquals("[]", redis.send("ACL LOG"));
  }

  @Test
  void passwordsAreDrawnInTheLengthAskedFor() {
    assertEquals(64 + 2, redis.send("ACL GENPASS").length());
    assertEquals(2 + 2, redis.send("ACL GENPASS 5").length());
    assertNotEquals(redis.send("ACL GENPASS"), redis.send("ACL GENPASS"));
    assertTrue(redis.send("ACL GENPASS 5000").startsWith("ERR ACL GENPASS argument"));
  }

  @Test
  void dryRunKnowsCommandsAndTheirArity() {
    assertEquals("OK", redis.send("ACL DRYRUN default GET k"));
    assertEquals("ERR Command 'nothing' not found", redis.send("ACL DRYRUN default nothing"));
    assertEquals(
        "ERR wrong number of arguments for 'get' command", redis.send("ACL DRYRUN default GET"));
    assertEquals("ERR User 'bob' not found", redis.send("ACL DRYRUN bob GET k"));
  }
}
