package io.talus.commands.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.testkit.Seeds;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class CommandGrammarTest {

  @Test
  void aLineStandsForAllItsCommands() {
    Set<String> commands = commandsOf("exact LMOVE (LEFT|RIGHT) [COUNT (1|2)]");

    assertEquals(
        Set.of(
            "LMOVE LEFT",
            "LMOVE RIGHT",
            "LMOVE LEFT COUNT 1",
            "LMOVE LEFT COUNT 2",
            "LMOVE RIGHT COUNT 1",
            "LMOVE RIGHT COUNT 2"),
        commands);
  }

  @Test
  void aPlusRepeatsWhatStandsBeforeIt() {
    Set<String> commands = commandsOf("exact DEL (A B)+");

    assertEquals(Set.of("DEL A B", "DEL A B A B", "DEL A B A B A B"), commands);
  }

  @Test
  void lowerCaseIsChosen() {
    Set<String> commands = commandsOf("exact ECHO positive");

    assertEquals(Set.of("ECHO 1", "ECHO 2", "ECHO 3", "ECHO 4", "ECHO 5"), commands);
    AssertionError refused =
        assertThrows(AssertionError.class, () -> commandsOf("exact ECHO nosuchword"));
    assertInstanceOf(IllegalArgumentException.class, refused.getCause());
  }

  @Test
  void anExclamationMarkKeepsTheArguments() {
    assertTrue(CommandGrammar.parse("anyorder! SPOP set 1000").isFixed());
    assertFalse(CommandGrammar.parse("anyorder SMEMBERS set").isFixed());
  }

  private static Set<String> commandsOf(String line) {
    CommandGrammar grammar = CommandGrammar.parse(line);
    Set<String> commands = new TreeSet<>();
    Seeds.each(200, random -> commands.add(Calls.text(grammar.command(random))));
    return commands;
  }
}
