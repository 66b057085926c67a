package io.talus.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.command.Reply;
import io.talus.application.log.FsyncPolicy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a pipeline needs of the disk is read side by side, and once. */
final class ReadAheadTest {
  private static final long NOTHING_RESIDENT = 1;

  private final ColdStore store = new ColdStore();
  private final Scenario node = new Scenario(FsyncPolicy.EVERYSEC, NOTHING_RESIDENT, store);

  /** How many replies were missing when each read of the disk was made. */
  private final List<Integer> unanswered = new ArrayList<>();

  @BeforeEach
  void writeKeys() {
    node.ask("MSET", "a", "1", "b", "2", "c", "3");
    node.pass(10_000); // until the store has them, and nothing is resident
    store.beforeRead(() -> unanswered.add(node.callsUnderWay()));
  }

  @Test
  void pipelineIsReadBeforeItsFirstReply() {
    node.sendAll("GET a", "INCR b", "STRLEN c");
    node.pass(100);

    assertEquals(List.of(3, 3, 3), unanswered);
    assertEquals(Reply.integer(1), node.lastReply());
    assertEquals(Reply.bulk("3"), node.ask("GET", "b"));
  }

  @Test
  void commandsThatNeedTheSameAreServedByOneRead() {
    node.sendAll("GET a", "APPEND a 0", "GET a");
    node.pass(100);

    assertEquals(List.of(3), unanswered);
    assertEquals(Reply.bulk("10"), node.lastReply());
  }

  @Test
  void whereValuesAreLargeNothingIsReadAhead() {
    store.beforeRead(() -> {});
    node.ask("MSET", "a", "v".repeat(20_000), "b", "v".repeat(20_000));
    node.pass(10_000);
    node.sendAll("GET a", "GET b");
    node.pass(10_000);
    store.beforeRead(() -> unanswered.add(node.callsUnderWay()));

    node.sendAll("GET a", "GET b");
    node.pass(100);

    assertEquals(List.of(2, 1), unanswered);
  }

  @Test
  void whatCannotBeReadAheadIsTriedAgainByItsCommand() {
    store.fail(true);
    store.beforeRead(
        () -> {
          unanswered.add(node.callsUnderWay());
          store.fail(unanswered.size() <= 3);
        });
    node.sendAll("GET a", "GET b", "GET c");
    node.pass(100);

    assertEquals(Reply.bulk("3"), node.lastReply());
    assertTrue(unanswered.get(2) > 1, "all three were read ahead: " + unanswered);
    assertEquals(1, unanswered.getLast());
  }
}
