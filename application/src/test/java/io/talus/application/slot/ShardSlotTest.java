package io.talus.application.slot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.talus.application.port.Overwritten;
import io.talus.application.port.ResidentSlot;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotRecord;
import io.talus.application.port.SlotStatus;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.log.LogPosition;
import io.talus.domain.mutation.Mutation.PutString;
import io.talus.domain.value.Expiry;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a slot forgets when another node has executed something. */
final class ShardSlotTest {
  private static final SlotAddress ADDRESS = new SlotAddress(0, 0, 1);
  private static final PutString PUT =
      new PutString(Bytes.of("k"), Bytes.of("v"), Expiry.NEVER, Expiry.NEVER);

  private final ResidentSlot resident = mock(ResidentSlot.class);
  private final ShardSlot slot =
      new ShardSlot(ADDRESS, SlotStatus.EMPTY, Overwritten.NONE, 1, resident, FilterMemory.none());

  private void follow(long index) {
    slot.follow(
        new SlotRecord(
            ADDRESS, new SlotStatus(new LogPosition(2, index), 0, index, 0, 1), List.of(PUT)));
  }

  @Test
  void runOfForeignUnitsMakesTheSlotForgetOnce() {
    follow(1);
    long generation = slot.generation();
    follow(2);
    follow(3);

    verify(resident, times(1)).clear();
    assertEquals(generation, slot.generation());
    assertEquals(3, slot.lastIndex());
    assertEquals(3, slot.reloadAfter());
  }

  @Test
  void whatWasReadBetweenTwoUnitsIsForgotten() {
    follow(1);
    long generation = slot.generation();
    slot.progress().applied(1);
    follow(2);

    verify(resident, times(2)).clear();
    assertNotEquals(generation, slot.generation());
  }

  @Test
  void whatWasExecutedOrEvictedBetweenTwoUnitsIsForgotten() {
    follow(1);
    slot.apply(PUT);
    follow(2);
    verify(resident, times(2)).clear();

    slot.evict(1, false);
    follow(3);
    verify(resident, times(3)).clear();
  }
}
