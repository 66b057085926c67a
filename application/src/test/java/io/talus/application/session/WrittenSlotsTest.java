package io.talus.application.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.session.WrittenSlots.Written;
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
  void aSlotThatIsForgottenMayBeWrittenToAgain() {
    slots.add(0, 1, 5);
    slots.forget(slots.all().iterator().next());

    slots.add(0, 1, 6);

    assertEquals(6, slots.all().iterator().next().epoch());
    assertFalse(slots.takeUnknown());
  }
}
