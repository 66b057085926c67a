package io.talus.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.command.Reply;
import io.talus.application.log.FsyncPolicy;
import io.talus.testkit.simulation.SimulatedCrash.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes on while the disk is full, and that everything does when it has room again. */
final class FullDiskTest {
  @ParameterizedTest
  @EnumSource(FsyncPolicy.class)
  void onlyReadsAndDeletesGoOnWhileTheDiskIsFull(FsyncPolicy fsync) {
    Scenario node = new Scenario(fsync);
    node.ask("SET", "old", "1");
    node.ask("RPUSH", "list", "a", "b");
    node.pass(3000);
    node.machine().fill(0);

    requireRefused(node.ask("SET", "new", "1"));
    node.pass(100);
    requireRefused(node.ask("SET", "new", "1"));

    assertEquals(Reply.integer(1), node.ask("DEL", "old"));
    assertEquals(Reply.bulk("a"), node.ask("LPOP", "list"));
    assertEquals(Reply.NULL, node.ask("GET", "new"));
    requireRefused(node.ask("RPUSH", "list", "c"));
  }

  @ParameterizedTest
  @EnumSource(FsyncPolicy.class)
  void everythingGoesOnWhenThereIsRoomAgain(FsyncPolicy fsync) {
    Scenario node = new Scenario(fsync);
    node.machine().fill(0);
    requireRefused(node.ask("SET", "key", "1"));

    node.machine().heal();
    node.pass(3000);

    assertEquals(Reply.OK, node.ask("SET", "key", "2"));
    node.crash(Kind.PROCESS);
    assertEquals(Reply.bulk("2"), node.ask("GET", "key"));
  }

  @ParameterizedTest
  @EnumSource(FsyncPolicy.class)
  void aNodeThatStartsOnAFullDiskRefusesUntilThereIsRoom(FsyncPolicy fsync) {
    Scenario node = new Scenario(fsync);
    node.ask("SET", "key", "1");
    node.machine().fill(0);
    requireRefused(node.ask("SET", "key", "2"));

    node.crash(Kind.PROCESS);
    node.pass(3000);

    assertEquals(Reply.bulk("1"), node.ask("GET", "key"));
    requireRefused(node.ask("SET", "key", "3"));
    node.machine().heal();
    node.pass(3000);
    assertEquals(Reply.OK, node.ask("SET", "key", "4"));
  }

  private static void requireRefused(Reply reply) {
    String text = assertInstanceOf(Reply.Error.class, reply).text();
    assertTrue(text.startsWith("MISCONF"), text);
  }
}
