package io.talus.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.command.Reply;
import io.talus.application.log.FsyncPolicy;
import io.talus.application.port.StoreException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** BGSAVE while somebody writes all the time. */
final class BackgroundSaveTest {
  private static final String UNDER_WAY = "rdb_bgsave_in_progress:1";
  private static final String GOOD = "rdb_last_bgsave_status:ok";
  private static final String BAD = "rdb_last_bgsave_status:err";
  private static final int WRITES_MAX = 1000;

  /** More than the node lets its store be behind, so that the writer is held now and then. */
  private static final int VALUE_BYTES = 1 << 20;

  private static final class CopiedStore extends WatchedMachineStore {
    private long appliedWhenCopied;
    private int copies;
    private boolean full;

    CopiedStore() {
      super(0);
    }

    @Override
    void before(String method, List<?> arguments) {
      if (method.equals("checkpoint")) {
        copies++;
        appliedWhenCopied = current().mark();
      } else if (method.equals("apply") && full) {
        throw StoreException.outOfSpace("no room", new IOException("No space left on device"));
      }
    }
  }

  private final CopiedStore store = new CopiedStore();
  private final Scenario node = new Scenario(FsyncPolicy.EVERYSEC, Long.MAX_VALUE / 2, store);
  private int writes;

  private void write() {
    assertEquals(Reply.OK, node.ask("SET", "key:" + writes % 10, "v".repeat(VALUE_BYTES)));
    writes++;
  }

  private String report() {
    return assertInstanceOf(Reply.Verbatim.class, node.ask("INFO", "persistence")).text();
  }

  @Test
  void itEndsAndHasWhatWasThereBefore() {
    write();
    node.ask("BGSAVE");
    while (!node.copy()) {
      write();
      assertTrue(writes < WRITES_MAX, "no copy is made");
    }
    node.pass(10);

    assertFalse(report().contains(UNDER_WAY));
    assertTrue(report().contains(GOOD), report());
    assertEquals(1, store.copies);
    assertTrue(store.appliedWhenCopied >= 1, "applied: " + store.appliedWhenCopied);
  }

  @Test
  void writersGoOnWhileTheCopyIsMade() {
    node.ask("BGSAVE");
    node.pass(10_000);
    long applied = store.current().mark();

    for (int i = 0; i < 100; i++) {
      write();
    }

    assertTrue(report().contains(UNDER_WAY), report());
    assertTrue(store.current().mark() > applied);
    assertTrue(node.copy());
    node.pass(10);
    assertTrue(report().contains(GOOD), report());
  }

  @Test
  void itFailsWhenTheStoreFindsNoRoomAndTheNextDoesNot() {
    store.full = true;
    write();
    node.ask("BGSAVE");
    node.pass(10_000);
    assertTrue(report().contains(BAD), report());

    store.full = false;
    node.pass(10_000);
    node.ask("BGSAVE");
    node.pass(10_000);
    assertTrue(node.copy());
    node.pass(10);
    assertTrue(report().contains(GOOD), report());
  }
}
