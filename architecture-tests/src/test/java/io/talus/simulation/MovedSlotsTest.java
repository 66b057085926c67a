package io.talus.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.talus.adapters.memory.MemoryStore;
import io.talus.adapters.rocksdb.binlog.SegmentedBinlog;
import io.talus.application.log.BackgroundWriter;
import io.talus.application.log.ByteSink;
import io.talus.application.log.Commits;
import io.talus.application.log.NoteCodec;
import io.talus.application.log.RecordCodec;
import io.talus.application.log.SlotApplied;
import io.talus.application.log.TailCut;
import io.talus.application.log.WriterLimits;
import io.talus.application.port.Loaded;
import io.talus.application.port.Overwritten;
import io.talus.application.port.ReadTier;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotState;
import io.talus.application.port.SlotStatus;
import io.talus.application.port.SlotStore;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.log.LogPosition;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.PutString;
import io.talus.domain.slot.SlotId;
import io.talus.domain.value.Expiry;
import io.talus.testkit.Seeds;
import io.talus.testkit.disk.SimulatedDisk;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Slots come to a node as a whole, and go, while the log still has what they were before: another
 * slot, which waits for its commit from the first block on, keeps the log.
 */
final class MovedSlotsTest {
  private static final SlotId WAITING = new SlotId(0, 1);
  private static final SlotId MOVING = new SlotId(0, 2);
  private static final Bytes KEY = Bytes.of("key");
  private static final long SEGMENT_BYTES = 1 << 20;
  private static final WriterLimits LIMITS =
      new WriterLimits(200, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

  private final SimulatedDisk disk = new SimulatedDisk(Seeds.first());
  private MemoryStore store = new MemoryStore();
  private SegmentedBinlog log = SegmentedBinlog.open(disk, SEGMENT_BYTES, 0);
  private Commits commits = new Commits();
  private BackgroundWriter writer = start();

  private BackgroundWriter start() {
    commits.await(WAITING, 0);
    return new BackgroundWriter(log, store, LIMITS, commits);
  }

  /** The machine fails; what it was told of commits is gone, too. */
  private void crash() {
    disk.crash();
    store = store.crash();
    log = SegmentedBinlog.open(disk, SEGMENT_BYTES, store.durableMark());
    commits = new Commits();
    writer = start();
  }

  private void append(SlotId slot, long epoch, long first, long last) {
    for (long index = first; index <= last; index++) {
      ByteSink sink = new ByteSink(64);
      RecordCodec codec = new RecordCodec();
      int begin = codec.beginUnit(sink);
      codec.write(
          slot.table(), slot.slot(), 1, status(epoch, index), List.of(put(epoch, index)), sink);
      codec.endUnit(sink, begin);
      log.append(sink.array(), sink.length());
    }
    log.sync();
  }

  private static SlotStatus status(long epoch, long index) {
    return new SlotStatus(new LogPosition(epoch, index), 0, 1, 0, 1);
  }

  private static Mutation put(long epoch, long index) {
    return new PutString(KEY, Bytes.of(epoch + "/" + index), Expiry.NEVER, Expiry.NEVER);
  }

  private void install(long epoch, long index) {
    writer.install(taken(epoch, index), log.syncedBlock());
    commits.await(MOVING, index);
  }

  private SlotStore.Installation taken(long epoch, long index) {
    SlotStore.Installation installation =
        store.install(
            new SlotState(
                new SlotAddress(MOVING.table(), MOVING.slot(), 1),
                status(epoch, index),
                Overwritten.NONE));
    installation.add(List.of(put(epoch, index)));
    return installation;
  }

  private void assertHolds(long epoch, long index) {
    LogPosition position = new LogPosition(epoch, index);
    assertEquals(position, store.applied(MOVING));
    assertEquals(
        new Loaded.Whole(List.of(put(epoch, index))),
        store.load(new SlotAddress(MOVING.table(), MOVING.slot(), 1), KEY, ReadTier.DISK, 1));
  }

  /** Five units are in the store; of the others nobody knows whether they will ever be. */
  private void follow(long uncommitted) {
    commits.await(MOVING, 5);
    append(WAITING, 1, 1, 1);
    append(MOVING, 1, 1, 5 + uncommitted);
    writer.applyAll();
    writer.flush();
    assertHolds(1, 5);
  }

  @Test
  void whatWasSetAsideDoesNotFollowTheInstall() {
    follow(20);

    install(3, 9);
    assertHolds(3, 9);
    assertEquals(List.of(), writer.setAside(MOVING));
    commits.advance(MOVING, 12);
    writer.applyAll();
    assertHolds(3, 9);

    append(MOVING, 3, 10, 12);
    writer.applyAll();
    assertHolds(3, 12);
  }

  @Test
  void anInstallSurvivesACrashAlthoughTheLogStillHasWhatWasBefore() {
    follow(20);
    install(3, 9);

    crash();
    writer.applyAll();
    assertHolds(3, 9);

    append(MOVING, 3, 10, 11);
    crash();
    writer.applyAll();
    assertHolds(3, 11);
    crash();
    writer.applyAll();
    assertHolds(3, 11);
  }

  @Test
  void anInstallThatACrashInterruptsHasNeverBeen() {
    follow(3);
    taken(3, 9);
    commits.advance(MOVING, 6);
    writer.applyAll();
    writer.flush();

    crash();
    commits.await(MOVING, 7);
    writer.applyAll();
    assertHolds(1, 7);
    assertEquals(1, writer.setAside(MOVING).size());
  }

  @Test
  void cutsOfTheFormerLifeAreNotForTheNewOne() {
    follow(20);
    ByteSink cut = new ByteSink(64);
    NoteCodec.write(new TailCut(MOVING, new LogPosition(1, 15)), cut);
    log.append(cut.array(), cut.length());
    log.sync();

    install(3, 9);
    append(MOVING, 3, 10, 20);
    commits.advance(MOVING, 20);
    writer.applyAll();
    assertHolds(3, 20);

    crash();
    writer.applyAll();
    assertHolds(3, 20);
  }

  @Test
  void whatIsReadBehindTheInstallIsOfTheFormerLifeToo() {
    follow(0);
    append(MOVING, 1, 6, 8);
    install(3, 9);
    append(MOVING, 3, 10, 10);
    commits.advance(MOVING, 10);

    writer.applyAll();

    assertHolds(3, 10);
  }

  private void drop(long logEnd) {
    long last = store.applied(MOVING).index();
    writer.drop(List.of(new SlotApplied(MOVING, last)), logEnd);
  }

  @Test
  void aDroppedSlotIsNotReplayed() {
    follow(2);
    drop(log.syncedBlock());
    commits.all(MOVING);
    assertEquals(LogPosition.NONE, store.applied(MOVING));

    crash();
    writer.applyAll();

    assertEquals(LogPosition.NONE, store.applied(MOVING));
  }

  @Test
  void aDroppedSlotComesBackWithItsLogFromTheFirstUnitOn() {
    follow(2);
    drop(log.syncedBlock());
    commits.all(MOVING);

    append(MOVING, 1, 1, 3);
    writer.applyAll();
    assertHolds(1, 3);
    writer.flush();
    append(MOVING, 1, 4, 4);
    crash();
    writer.applyAll();
    assertHolds(1, 4);
  }

  @Test
  void aDroppedSlotComesBackWithAnInstall() {
    follow(2);
    drop(log.syncedBlock());
    append(MOVING, 1, 1, 2);
    install(3, 9);
    append(MOVING, 3, 10, 10);

    crash();
    writer.applyAll();

    assertHolds(3, 10);
  }

  @Test
  void theEndOfALifeIsSynced() {
    append(MOVING, 1, 1, 1);
    assertThrows(IllegalArgumentException.class, () -> drop(log.syncedBlock() + 1));
  }

  /** Its log begins where the mark of the copy is, with numbers that the first one has used. */
  @Test
  void aCopyHasALogOfItsOwn() {
    follow(2);
    drop(log.syncedBlock());
    MemoryStore copy = store.crash();
    SimulatedDisk other = new SimulatedDisk(Seeds.first());

    log = SegmentedBinlog.open(other, SEGMENT_BYTES, copy.durableMark());
    store = copy;
    commits = new Commits();
    writer = start();
    append(MOVING, 2, 1, 1);
    writer.applyAll();

    assertHolds(2, 1);
  }
}
