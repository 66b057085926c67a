package io.talus.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.command.Reply;
import io.talus.application.log.FsyncPolicy;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.TablesRepository;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.slot.SlotId;
import io.talus.domain.table.TablesChange.Dropped;
import io.talus.testkit.simulation.SimulatedCrash.Kind;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A table is dropped in two steps, and the node may end between them. */
final class DroppedTableTest {
  private static final int KEYS = 20;
  private static final String OTHER = "1";
  private static final long LARGE_EPOCH = 50;

  private final MachineStore store = MachineStore.inMemory(new SplittableRandom(1), 0);
  private final Scenario node = new Scenario(FsyncPolicy.ALWAYS, Long.MAX_VALUE / 2, store);

  private void fillBothTables() {
    for (int i = 0; i < KEYS; i++) {
      node.ask("SET", "key:" + i, "v");
    }
    node.ask("SELECT", OTHER);
    for (int i = 0; i < KEYS; i++) {
      node.ask("SET", "other:" + i, "v");
    }
    node.ask("SELECT", "0");
  }

  /** The first step alone: the image without the table is kept. */
  private void dropHalf() {
    TablesRepository tables = node.machine().tables();
    tables.store(tables.load().orElseThrow().with(new Dropped(1)));
  }

  /** The keys that the store holds of the table, however they got there. */
  private long storedKeys(int table) {
    return store.current().slots().entrySet().stream()
        .filter(slot -> slot.getKey().table() == table)
        .mapToLong(slot -> slot.getValue().keys())
        .sum();
  }

  private Set<SlotAddress> slotsOf(int table) {
    return store.current().slots().keySet().stream()
        .filter(slot -> slot.table() == table)
        .collect(Collectors.toSet());
  }

  private void assertOtherTableIsGone() {
    assertTrue(node.ask("SELECT", OTHER) instanceof Reply.Error);
    assertEquals(0, storedKeys(1));
    assertEquals(Reply.integer(KEYS), node.ask("DBSIZE"));
    assertEquals(KEYS, storedKeys(0));
  }

  @Test
  void whatWasDroppedLeavesTheStore() {
    fillBothTables();
    node.pass(10_000);
    assertEquals(KEYS, storedKeys(1));

    assertEquals(Reply.OK, node.ask("TABLE", "DROP", OTHER));

    node.pass(10_000);
    assertOtherTableIsGone();
  }

  @Test
  void acknowledgedDropSurvivesTheMachine() {
    fillBothTables();
    assertEquals(Reply.OK, node.ask("TABLE", "DROP", OTHER));

    node.crash(Kind.MACHINE);

    node.pass(10_000);
    assertOtherTableIsGone();
  }

  @Test
  void dataThatWasLeftInTheStoreGoesAtTheNextStart() {
    fillBothTables();
    node.pass(10_000);
    dropHalf();

    node.crash(Kind.PROCESS);

    node.pass(10_000);
    assertOtherTableIsGone();
  }

  @Test
  void dataThatWasLeftInTheLogGoesAtTheNextStart() {
    fillBothTables();
    dropHalf();

    node.crash(Kind.MACHINE);

    node.pass(10_000);
    assertOtherTableIsGone();
  }

  /** It was led by others, in epochs that are larger than that of any process of this node. */
  @Test
  void dataThatOtherNodesHeldTooGoesAtTheNextStart() {
    node.ask("SELECT", OTHER);
    node.ask("SET", "other:0", "v");
    SlotId slot = Replication.slotOf(1, Bytes.of("other:0"));
    node.replicated().replicate(slot, false);
    node.replicated().lead(slot, LARGE_EPOCH);
    node.ask("SET", "other:0", "w");
    node.replicated().committed(slot, node.replicated().last(slot).index());
    node.pass(10_000);
    assertEquals(1, storedKeys(1));
    dropHalf();

    node.crash(Kind.PROCESS);

    node.pass(10_000);
    assertEquals(0, storedKeys(1));
  }

  @Test
  void startAfterThatHasNothingToClear() {
    fillBothTables();
    dropHalf();
    node.crash(Kind.PROCESS);
    node.pass(10_000);
    Set<SlotAddress> cleared = slotsOf(1);

    node.crash(Kind.PROCESS);

    node.pass(10_000);
    assertEquals(cleared, slotsOf(1));
    assertOtherTableIsGone();
  }
}
