package io.talus.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.command.Reply;
import io.talus.application.log.FsyncPolicy;
import io.talus.testkit.simulation.SimulatedCrash.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an acknowledged write survives; the table of DURABILITY.md. */
final class PromisesTest {
  @Test
  void withAlwaysAWriteIsAcknowledgedWhenItIsSynced() {
    Scenario node = new Scenario(FsyncPolicy.ALWAYS);

    node.send("SET", "key", "1");
    assertFalse(node.hasReply());
    node.pass(10);

    assertTrue(node.hasReply());
    node.crash(Kind.MACHINE);
    assertEquals(Reply.bulk("1"), node.ask("GET", "key"));
  }

  @ParameterizedTest
  @EnumSource(FsyncPolicy.class)
  void anAcknowledgedWriteSurvivesTheProcess(FsyncPolicy fsync) {
    Scenario node = new Scenario(fsync);
    node.ask("SET", "key", "1");

    node.crash(Kind.PROCESS);

    assertEquals(Reply.bulk("1"), node.ask("GET", "key"));
  }

  @Test
  void withEverysecAWriteSurvivesTheMachineAfterASecond() {
    Scenario node = new Scenario(FsyncPolicy.EVERYSEC);
    node.send("SET", "key", "1");
    assertTrue(node.hasReply());
    node.pass(1100);

    node.crash(Kind.MACHINE);

    assertEquals(Reply.bulk("1"), node.ask("GET", "key"));
  }
}
