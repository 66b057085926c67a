package io.talus.application.cold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.mockito.Mockito.mock;

import io.talus.application.background.ManualLoop;
import io.talus.application.port.Overwritten;
import io.talus.application.port.ResidentSlot;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotStatus;
import io.talus.application.port.SlotStore;
import io.talus.application.slot.FilterMemory;
import io.talus.application.slot.OwnedSlots;
import io.talus.application.slot.ShardSlot;
import io.talus.application.slot.Table;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.log.LogPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A read that hangs keeps its own slot from forgetting, and no other, and not for ever. */
final class HungReadsTest {
  private static final int PATIENCE_MILLIS = 32_000;

  private final ManualLoop loop = new ManualLoop();
  private final OwnedSlots slots = new OwnedSlots();
  private final ShardSlot hung = slot(0);
  private final ShardSlot other = slot(1);
  private final List<Runnable> neverRun = new ArrayList<>();
  private final List<ColdResult> found = new ArrayList<>();
  private final ColdReads reads =
      new ColdReads(
          mock(SlotStore.class),
          neverRun::add,
          loop,
          slots,
          new DrainWaits(() -> {}),
          100,
          1 << 20);

  private static ShardSlot slot(int number) {
    return new ShardSlot(
        new SlotAddress(0, number, 1),
        new SlotStatus(new LogPosition(1, 5), 0, 0, 0, 1),
        Overwritten.NONE,
        1,
        mock(ResidentSlot.class),
        FilterMemory.none());
  }

  @BeforeEach
  void readAndGoOn() {
    slots.add(new Table(0, 2, number -> number == 0 ? hung : other));
    reads.start();
    ColdRequest request = new ColdRequest.Key(hung, 0, Bytes.of("key"));
    reads.fetch(
        List.of(request),
        () ->
            found.add(
                Objects.requireNonNull(Objects.requireNonNull(reads.current()).find(request))));
    loop.run();
    hung.progress().applied(9);
    other.progress().applied(9);
  }

  @Test
  void onlyItsOwnSlotIsKeptFromForgetting() {
    assertEquals(5, hung.progress().settled());
    assertEquals(9, other.progress().settled());
    assertEquals(List.of(), found);
  }

  @Test
  void afterAWhileItIsGivenUp() {
    loop.pass(PATIENCE_MILLIS);

    assertEquals(1, found.size());
    assertInstanceOf(ColdResult.Failed.class, found.getFirst());
    assertEquals(9, hung.progress().settled());
  }
}
