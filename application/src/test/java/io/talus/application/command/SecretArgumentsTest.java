package io.talus.application.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SecretArgumentsTest {

  @Test
  void allFromAPositionOn() {
    assertEquals(List.of(1, 2), positions(SecretArguments.from(1), "AUTH", "table", "secret"));
    assertEquals(List.of(), positions(SecretArguments.from(2), "ACL", "SETUSER"));
  }

  @Test
  void thoseBehindAKeyword() {
    SecretArguments behindAuth = SecretArguments.after("AUTH", 2, 2);

    assertEquals(List.of(3, 4), positions(behindAuth, "HELLO", "3", "auth", "default", "secret"));
    assertEquals(List.of(3), positions(behindAuth, "HELLO", "3", "AUTH", "default"));
    assertEquals(List.of(), positions(behindAuth, "HELLO", "3", "SETNAME", "me"));
  }

  private static List<Integer> positions(SecretArguments secrets, String... words) {
    List<Integer> found = new ArrayList<>();
    secrets.forEach(Arguments.of(words), found::add);
    return found;
  }
}
