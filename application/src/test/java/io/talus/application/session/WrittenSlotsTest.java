package io.talus.application.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.session.WrittenSlots.Written;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WrittenSlotsTest {
  private final WrittenSlots slots = new WrittenSlots();

  @Test
  void anotherWriteIsNotKnownToBeWithAnybody() {
    slots.add(0, 1, 5);
    Written written = slots.all().iterator().next();
    written.isWith(2);
    written.isSyncedWith(1, true);

    slots.add(0, 1, 5);

    assertEquals(1, slots.all().size());
    assertEquals(0, written.followers());
    assertEquals(0, written.synced());
    assertFalse(written.isSyncedByLeader());
    assertFalse(slots.takeUnknown());
  }

  @Test
  void whatWasFoundOutStaysTrue() {
    slots.add(0, 1, 5);
    Written written = slots.all().iterator().next();

    written.isWith(2);
    written.isWith(1);

    assertEquals(2, written.followers());
  }

  @Test
  void whoWritesToMoreSlotsThanAreKeptIsToldOnce() {
    for (int i = 0; i <= WrittenSlots.SLOTS_MAX; i++) {
      slots.add(i / 4000, i % 4000, 5);
    }

    assertEquals(WrittenSlots.SLOTS_MAX, slots.all().size());
    assertTrue(slots.takeUnknown());
    assertFalse(slots.takeUnknown());
  }

  @Test
  void whoWritesToMoreTablesThanAreKeptIsToldOnce() {
    for (int table = 0; table <= WrittenSlots.TABLES_MAX; table++) {
      slots.add(table, 1, 5);
    }

    assertTrue(slots.takeUnknown());
    assertFalse(slots.takeUnknown());
    assertEquals(WrittenSlots.TABLES_MAX, slots.all().size());
  }

  @Test
  void aWriteInALaterEpochHidesNoneBeforeWhetherSomebodyAskedMeanwhileOrNot() {
    slots.add(0, 1, 5);
    slots.add(0, 1, 6);
    assertTrue(slots.takeUnknown());

    assertFalse(slots.takeUnknown());
    slots.add(0, 1, 7);

    assertTrue(slots.takeUnknown());
    assertEquals(7, slots.all().iterator().next().epoch());
  }

  @Test
  void slotsComeInAnyOrder() {
    slots.add(0, 1000, 5);
    slots.add(0, 3, 6);
    slots.add(0, 16383, 7);

    assertEquals(List.of(3, 1000, 16383), slots.all().stream().map(w -> w.slot().slot()).toList());
  }

  @Test
  void aSlotThatIsForgottenMayBeWrittenToAgain() {
    slots.add(0, 1, 5);
    slots.forget(slots.all().iterator().next());

    slots.add(0, 1, 6);

    assertEquals(6, slots.all().iterator().next().epoch());
    assertFalse(slots.takeUnknown());
  }
}
