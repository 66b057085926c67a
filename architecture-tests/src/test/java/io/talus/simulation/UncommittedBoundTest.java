package io.talus.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.command.Reply;
import io.talus.application.log.FsyncPolicy;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.slot.SlotId;
import org.junit.jupiter.api.Test;

/** What waits for other nodes is bounded, also of a slot that has begun to wait in this process. */
final class UncommittedBoundTest {
  private static final String KEY = "key";
  private static final SlotId SLOT = Replication.slotOf(0, Bytes.of(KEY));
  private static final String VALUE = "v".repeat(100_000);

  /** A hundred megabytes are more than the node's share of its heap. */
  private static final int WRITES_MAX = 1000;

  private final Scenario node = new Scenario(FsyncPolicy.EVERYSEC);

  @Test
  void aSlotThatNobodyElseHoldsTakesOnlySoMuch() {
    node.replicated().replicate(SLOT, false);
    node.replicated().lead(SLOT, 5);
    node.pass(10);

    int written = 0;
    Reply last = Reply.OK;
    while (last.equals(Reply.OK) && written < WRITES_MAX) {
      last = node.ask("SET", KEY, VALUE);
      written++;
    }

    Reply.Error refused = assertInstanceOf(Reply.Error.class, last);
    assertTrue(refused.text().startsWith("NOREPLICAS"), refused.text());
    node.replicated().committed(SLOT, node.replicated().last(SLOT).index());
    node.pass(10);
    assertEquals(Reply.OK, node.ask("SET", KEY, "again"));
  }
}
