package io.talus.application.following;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doNothing;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.talus.application.background.ManualLoop;
import io.talus.application.cold.DrainWaits;
import io.talus.application.cold.PinnedReadAhead;
import io.talus.application.log.SlotApplied;
import io.talus.application.port.Overwritten;
import io.talus.application.port.ResidentSlot;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotStatus;
import io.talus.application.reads.UnseenKeys;
import io.talus.application.session.Session;
import io.talus.application.slot.FilterMemory;
import io.talus.application.slot.OwnedSlots;
import io.talus.application.slot.ShardSlot;
import io.talus.application.slot.Table;
import io.talus.domain.slot.SlotId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A writer that waits for room gets it at last, whatever fails meanwhile. */
final class StoreProgressTest {
  private static final int SLOTS = 2;

  private final ManualLoop loop = new ManualLoop();
  private final Map<Integer, ShardSlot> used = new HashMap<>();
  private final OwnedSlots slots = new OwnedSlots();
  private final UnseenKeys unseenKeys = mock(UnseenKeys.class);
  private final Eviction eviction = mock(Eviction.class);
  private final Backlog backlog = new Backlog(() -> false);
  private final Session writer = mock(Session.class);
  private final List<Session> wentOn = new ArrayList<>();
  private final StoreProgress progress =
      new StoreProgress(
          slots,
          mock(PinnedReadAhead.class),
          unseenKeys,
          mock(DrainWaits.class),
          eviction,
          mock(StoreFollower.class),
          backlog,
          wentOn::add,
          loop);

  @BeforeEach
  void makeWait() {
    slots.add(new Table(0, SLOTS, number -> Objects.requireNonNull(used.get(number))));
    backlog.add(writer);
  }

  private ResidentSlot useSlot(int number) {
    ResidentSlot resident = mock(ResidentSlot.class);
    ShardSlot slot =
        new ShardSlot(
            new SlotAddress(0, number, 1),
            SlotStatus.EMPTY,
            Overwritten.NONE,
            1,
            resident,
            FilterMemory.none());
    when(resident.applied(anyLong())).thenReturn(true);
    when(resident.settle(anyInt())).thenReturn(1);
    used.put(number, slot);
    return resident;
  }

  @Test
  void writerGoesOnWhenTheStoreHasComeFurther() {
    progress.applied(List.of());
    loop.run();

    assertEquals(List.of(writer), wentOn);
  }

  @Test
  void evictionThatFailedIsTriedAgain() {
    doThrow(new IllegalStateException()).when(eviction).run();
    progress.applied(List.of());
    loop.pass(500);
    assertEquals(List.of(), wentOn);

    doNothing().when(eviction).run();
    loop.pass(500);

    assertEquals(List.of(writer), wentOn);
  }

  @Test
  void slotThatCannotBeSettledDoesNotHoldUpTheOthers() {
    ResidentSlot broken = useSlot(0);
    ResidentSlot sound = useSlot(1);
    when(broken.settle(anyInt())).thenThrow(new IllegalStateException());

    progress.applied(
        List.of(new SlotApplied(new SlotId(0, 0), 1), new SlotApplied(new SlotId(0, 1), 1)));
    loop.pass(1000);

    verify(sound, times(1)).settle(anyInt());
    assertEquals(List.of(writer), wentOn);
  }

  @Test
  void roomIsMadeAlsoWhenKeysCannotBeCounted() {
    doThrow(new IllegalStateException()).when(unseenKeys).count(any());

    loop.post(() -> progress.applied(List.of()));
    loop.run();

    assertEquals(List.of(writer), wentOn);
  }
}
