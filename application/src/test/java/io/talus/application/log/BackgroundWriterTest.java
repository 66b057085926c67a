package io.talus.application.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.talus.application.port.BinlogException;
import io.talus.application.port.DiskException;
import io.talus.application.port.Overwritten;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotState;
import io.talus.application.port.SlotStatus;
import io.talus.application.port.SlotStore;
import io.talus.application.port.StoreBatch;
import io.talus.application.port.StoreException;
import io.talus.domain.log.LogPosition;
import io.talus.domain.slot.SlotId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The store gets what is synced and committed, in order, and nothing else. */
final class BackgroundWriterTest {
  private static final SlotId ALONE = new SlotId(0, 1);
  private static final SlotId SHARED = new SlotId(0, 2);
  private static final int BATCHES_MAX = 1000;
  private static final WriterLimits BLOCK_BY_BLOCK =
      new WriterLimits(1, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

  private final FakeLog log = new FakeLog();
  private final Commits commits = new Commits();
  private final SlotStore store = mock(SlotStore.class);
  private final Map<SlotId, LogPosition> applied = new HashMap<>();
  private final List<String> records = new ArrayList<>();
  private final List<LogPosition> keptUnits = new ArrayList<>();
  private boolean full;
  private Runnable onBatch = () -> {};
  private long mark;
  private int batches;

  @BeforeEach
  void follow() {
    when(store.mark()).thenAnswer(call -> mark);
    when(store.durableMark()).thenAnswer(call -> mark);
    when(store.applied(any()))
        .thenAnswer(call -> applied.getOrDefault(call.<SlotId>getArgument(0), LogPosition.NONE));
    doAnswer(call -> apply(call.getArgument(0))).when(store).apply(any());
  }

  private Object apply(StoreBatch batch) {
    if (++batches > BATCHES_MAX) {
      throw new AssertionError("the end of the log is chased");
    }
    batch.forEach(
        record -> {
          SlotId slot = new SlotId(record.address().table(), record.address().slot());
          LogPosition position = record.status().position();
          applied.put(slot, position);
          records.add(
              (slot.equals(ALONE) ? "alone " : "shared ")
                  + position.epoch()
                  + "/"
                  + position.index());
        });
    mark = batch.mark();
    onBatch.run();
    return mark;
  }

  private BackgroundWriter writer() {
    return new BackgroundWriter(log, store, BLOCK_BY_BLOCK, commits, this::keep);
  }

  private void keep(CutTail tail) {
    if (full) {
      throw StoreException.outOfSpace("full", new DiskException("full"));
    }
    tail.units().forEach(unit -> keptUnits.add(unit.position()));
    assertTrue(
        records.stream().noneMatch(record -> record.startsWith("shared 2/")),
        "the store was given what came in the place of units that were not kept");
  }

  @Test
  void allIsWhatTheLogHadWhenItBegan() {
    for (int i = 1; i <= 10; i++) {
      log.put(ALONE, 1, i);
    }
    onBatch = () -> log.put(ALONE, 1, log.lastBlock() + 1);

    writer().applyAll();

    assertEquals(10, records.size());
    assertEquals(20, log.lastBlock());
  }

  @Test
  void slotWhoseCommitIsOutHoldsUpNobody() {
    commits.await(SHARED, 0);
    log.put(SHARED, 1, 1);
    log.put(ALONE, 1, 1);
    log.put(SHARED, 1, 2);
    log.put(ALONE, 1, 2);

    BackgroundWriter writer = writer();
    writer.applyAll();

    assertEquals(List.of("alone 1/1", "alone 1/2"), records);
    assertFalse(writer.isBehind());
    assertEquals(2, writer.setAside(SHARED).size());
  }

  @Test
  void theLogIsKeptFromTheOldestRecordThatIsSetAside() {
    commits.await(SHARED, 0);
    log.put(ALONE, 1, 1);
    log.put(SHARED, 1, 1);
    log.put(ALONE, 1, 2);
    BackgroundWriter writer = writer();
    writer.applyAll();

    writer.flush();
    assertEquals(1, log.retained);

    commits.advance(SHARED, 1);
    writer.applyAll();
    writer.flush();
    assertEquals(3, log.retained);
  }

  @Test
  void commitsBringWhatWasSetAside() {
    commits.await(SHARED, 0);
    log.put(SHARED, 1, 1);
    log.put(SHARED, 1, 2);
    log.put(SHARED, 1, 3);
    BackgroundWriter writer = writer();
    writer.applyAll();

    commits.advance(SHARED, 2);
    assertTrue(writer.isBehind());
    writer.applyAll();
    assertEquals(List.of("shared 1/1", "shared 1/2"), records);

    commits.advance(SHARED, 3);
    log.put(SHARED, 1, 4);
    writer.applyAll();
    assertEquals(List.of("shared 1/1", "shared 1/2", "shared 1/3"), records);
  }

  @Test
  void whatIsCutOffIsNotTakenForWhatWasCommittedInItsPlace() {
    commits.await(SHARED, 0);
    log.put(SHARED, 1, 1);
    log.put(SHARED, 1, 2);
    BackgroundWriter writer = writer();
    writer.applyAll();

    // The writer hears of the commit before it has read the cut.
    commits.cut(3, log.cut(SHARED, 1, 1));
    log.put(SHARED, 2, 2);
    commits.advance(SHARED, 2);
    writer.applyAll();

    assertEquals(List.of("shared 1/1", "shared 2/2"), records);
  }

  @Test
  void recoveryKnowsOfCutsBeforeItAppliesAnything() {
    log.put(SHARED, 1, 1);
    log.put(SHARED, 1, 2);
    log.put(SHARED, 1, 3);
    log.cut(SHARED, 1, 1);
    log.put(SHARED, 2, 2);

    writer().applyAll();

    assertEquals(List.of("shared 1/1", "shared 2/2"), records);
  }

  /** Some were set aside before the cut was known, some were read when it was. */
  @Test
  void whatIsCutOffIsKeptAsOneTail() {
    commits.await(SHARED, 0);
    log.put(SHARED, 1, 1);
    log.put(SHARED, 1, 2);
    BackgroundWriter writer = writer();
    writer.applyAll();
    log.put(SHARED, 1, 3);
    commits.cut(4, log.cut(SHARED, 1, 1));
    log.put(SHARED, 2, 2);
    commits.advance(SHARED, 2);

    writer.applyAll();

    assertEquals(List.of(new LogPosition(1, 2), new LogPosition(1, 3)), keptUnits);
    assertEquals(List.of("shared 1/1", "shared 2/2"), records);
  }

  /** What comes from elsewhere in place of the slot has the writer pass over all that it was. */
  @Test
  void whatIsCutOffIsKeptThoughASnapshotOvertakesIt() {
    commits.await(SHARED, 0);
    BackgroundWriter writer = writer();
    log.put(SHARED, 1, 1);
    log.put(SHARED, 1, 2);
    commits.cut(3, log.cut(SHARED, 1, 1));
    SlotStore.Installation snapshot = mock(SlotStore.Installation.class);
    SlotAddress address = new SlotAddress(SHARED.table(), SHARED.slot(), 1);
    when(snapshot.state()).thenReturn(new SlotState(address, SlotStatus.EMPTY, Overwritten.NONE));

    writer.install(snapshot, log.lastBlock());

    assertEquals(List.of(new LogPosition(1, 2)), keptUnits);
  }

  @Test
  void theLogIsKeptUntilWhatIsCutOffIsKept() {
    log.put(SHARED, 1, 1);
    log.put(SHARED, 1, 2);
    log.put(ALONE, 1, 1);
    log.cut(SHARED, 1, 1);
    log.put(SHARED, 2, 2);
    BackgroundWriter writer = writer();

    for (int block = 1; block <= 3; block++) {
      assertTrue(writer.applyNext(false));
    }
    writer.flush();
    assertEquals(1, log.retained);
    assertEquals(List.of(), keptUnits);

    writer.applyAll();
    writer.flush();
    assertEquals(5, log.retained);
    assertEquals(List.of(new LogPosition(1, 2)), keptUnits);
  }

  @Test
  void theStoreWaitsWhileThereIsNoRoomForWhatIsCutOff() {
    log.put(SHARED, 1, 1);
    log.put(SHARED, 1, 2);
    log.cut(SHARED, 1, 1);
    log.put(SHARED, 2, 2);
    BackgroundWriter writer = writer();
    full = true;

    assertTrue(assertThrows(StoreException.class, writer::applyAll).isOutOfSpace());
    assertTrue(assertThrows(StoreException.class, writer::applyAll).isOutOfSpace());
    assertEquals(List.of("shared 1/1"), records);
    assertTrue(mark <= 1);

    full = false;
    writer.applyAll();
    assertEquals(List.of(new LogPosition(1, 2)), keptUnits);
    assertEquals(List.of("shared 1/1", "shared 2/2"), records);
  }

  /** The store has what came in their place, so they were kept before the crash. */
  @Test
  void whatIsCutOffIsNotKeptInPartsAfterACrash() {
    log.put(SHARED, 1, 1);
    log.put(SHARED, 1, 2);
    log.put(SHARED, 1, 3);
    log.cut(SHARED, 1, 1);
    log.put(SHARED, 2, 2);
    log.put(SHARED, 2, 3);
    applied.put(SHARED, new LogPosition(2, 2));

    BackgroundWriter writer = writer();
    writer.applyAll();
    writer.flush();

    assertEquals(List.of(), keptUnits);
    assertEquals(List.of("shared 2/3"), records);
    assertEquals(6, log.retained);
  }

  @Test
  void recoveryPassesOverWhatTheStoreHas() {
    log.put(ALONE, 1, 1);
    log.put(ALONE, 1, 2);
    log.put(ALONE, 1, 3);
    applied.put(ALONE, new LogPosition(1, 2));

    writer().applyAll();

    assertEquals(List.of("alone 1/3"), records);
  }

  @Test
  void missingRecordIsRefused() {
    log.put(ALONE, 1, 1);
    log.put(ALONE, 1, 3);

    BackgroundWriter writer = writer();

    assertTrue(
        assertThrows(BinlogException.class, writer::applyAll)
            .getMessage()
            .contains("record 1/3 follows 1/1"));
  }
}
