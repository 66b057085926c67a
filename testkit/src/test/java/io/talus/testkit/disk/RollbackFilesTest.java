package io.talus.testkit.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.log.ByteSink;
import io.talus.application.log.CutTail;
import io.talus.application.log.FormatException;
import io.talus.application.log.RecordCodec;
import io.talus.application.log.RollbackFiles;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotRecord;
import io.talus.application.port.SlotStatus;
import io.talus.application.port.StoreException;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.log.LogPosition;
import io.talus.domain.mutation.Mutation.PutString;
import io.talus.domain.slot.SlotId;
import io.talus.domain.value.Expiry;
import io.talus.testkit.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What was cut off can be read by the operator, once it was taken, whatever happens. */
final class RollbackFilesTest {
  private static final SlotId SLOT = new SlotId(2, 7);
  private static final String NAME = "table-2-slot-7-from-3-11-to-3-13.rollback";

  private final SimulatedDisk disk = new SimulatedDisk(Seeds.first());

  private static SlotRecord record(long index) {
    return new SlotRecord(
        new SlotAddress(SLOT.table(), SLOT.slot(), 1),
        new SlotStatus(new LogPosition(3, index), index, index, 0, 1),
        List.of(
            new PutString(Bytes.of("key" + index), Bytes.of("value"), Expiry.NEVER, Expiry.NEVER)));
  }

  private static List<SlotRecord> records(long first, long last) {
    List<SlotRecord> records = new ArrayList<>();
    for (long index = first; index <= last; index++) {
      records.add(record(index));
    }
    return records;
  }

  private static CutTail tail(long block, long first, long last) {
    List<CutTail.Unit> units = new ArrayList<>();
    for (SlotRecord each : records(first, last)) {
      ByteSink sink = new ByteSink(64);
      new RecordCodec().write(SLOT.table(), SLOT.slot(), 1, each.status(), each.mutations(), sink);
      units.add(
          new CutTail.Unit(each.status().position(), Arrays.copyOf(sink.array(), sink.length())));
    }
    return new CutTail(SLOT, new LogPosition(2, first - 1), block, units);
  }

  @Test
  void whatWasCutOffIsRead() {
    new RollbackFiles(disk).accept(tail(9, 11, 13));
    disk.crash();

    assertEquals(List.of(NAME), RollbackFiles.names(disk));
    assertEquals(records(11, 13), RollbackFiles.read(disk, NAME));
  }

  @Test
  void theSameAgainIsLeftAlone() {
    new RollbackFiles(disk).accept(tail(9, 11, 13));
    byte[] before = disk.bytesOf(NAME);
    long used = disk.usedBytes();

    new RollbackFiles(disk).accept(tail(9, 11, 13));

    assertArrayEquals(before, disk.bytesOf(NAME));
    assertEquals(used, disk.usedBytes());
  }

  @Test
  void whateverACrashLeavesOfItTheSameAgainMakesItWhole() {
    Seeds.each(
        50,
        random -> {
          SimulatedDisk crashing = new SimulatedDisk(random);
          fillUp(crashing, random);
          crashing.crash();
          crashing.heal();

          new RollbackFiles(crashing).accept(tail(9, 11, 13));
          crashing.crash();

          assertEquals(records(11, 13), RollbackFiles.read(crashing, NAME));
        });
  }

  /** Ends somewhere within the file. */
  private static void fillUp(SimulatedDisk crashing, RandomGenerator random) {
    SimulatedDisk other = new SimulatedDisk(random);
    new RollbackFiles(other).accept(tail(9, 11, 13));
    byte[] whole = other.bytesOf(NAME);
    crashing.create(NAME).append(whole, random.nextInt(whole.length + 1));
  }

  @Test
  void damageIsFound() {
    new RollbackFiles(disk).accept(tail(9, 11, 13));
    for (int at = 0; at < disk.bytesOf(NAME).length; at++) {
      disk.flip(NAME, at, 4);
      assertThrows(FormatException.class, () -> RollbackFiles.read(disk, NAME));
      disk.flip(NAME, at, 4);
    }
    assertEquals(records(11, 13), RollbackFiles.read(disk, NAME));
  }

  @Test
  void theOldestGoFirstWhenThereAreTooMany() {
    new RollbackFiles(disk).accept(tail(1, 10, 10));
    long one = disk.usedBytes();
    RollbackFiles files = new RollbackFiles(disk, 3 * one);
    for (int i = 2; i <= 5; i++) {
      files.accept(tail(i, 10 * i, 10 * i));
    }

    assertEquals(3 * one, disk.usedBytes());
    assertEquals(
        List.of(30L, 40L, 50L),
        RollbackFiles.names(disk).stream()
            .map(name -> RollbackFiles.read(disk, name).getFirst().status().position().index())
            .toList());

    new RollbackFiles(disk, 3 * one).accept(tail(6, 60, 75));
    assertEquals(1, RollbackFiles.names(disk).size());
  }

  @Test
  void aFullDiskTakesItLater() {
    RollbackFiles files = new RollbackFiles(disk);
    disk.capacity(100);

    assertTrue(
        assertThrows(StoreException.class, () -> files.accept(tail(9, 11, 13))).isOutOfSpace());
    assertFalse(disk.list().contains(NAME));

    disk.heal();
    files.accept(tail(9, 11, 13));
    assertEquals(records(11, 13), RollbackFiles.read(disk, NAME));
  }
}
