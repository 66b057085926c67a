package io.talus.application.slot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.domain.bytes.Bytes;
import java.nio.IntBuffer;
import org.junit.jupiter.api.Test;

/** What is known of keys that are not resident. */
final class EvictedKeysTest {
  private static final Bytes KEY = Bytes.of("key");
  private static final Bytes OTHER = Bytes.of("other");

  private final FilterMemory memory = new FilterMemory(() -> 1 << 20);
  private final EvictedKeys evicted = new EvictedKeys(memory);

  private void askInVain(int times) {
    for (int i = 0; i < times; i++) {
      evicted.askedInVain(1);
    }
  }

  private static IntBuffer page(Bytes key) {
    return IntBuffer.wrap(new int[] {key.hashCode()});
  }

  @Test
  void nothingIsKnownOfASlotThatWasThereBefore() {
    assertTrue(evicted.mayContain(KEY));
    evicted.add(OTHER.hashCode());
    assertTrue(evicted.mayContain(KEY));
  }

  @Test
  void whatWasGivenUpSinceAllWereResidentIsKnown() {
    evicted.allAreResident(5);
    assertFalse(evicted.mayContain(KEY));

    evicted.add(KEY.hashCode());

    assertTrue(evicted.mayContain(KEY));
    assertFalse(evicted.mayContain(OTHER));
  }

  @Test
  void whenAllAreResidentAgainNoneIsEvicted() {
    evicted.allAreResident(5);
    evicted.add(KEY.hashCode());

    evicted.allAreResident(5);

    assertFalse(evicted.mayContain(KEY));
    assertEquals(0, memory.bytes());
  }

  @Test
  void nothingIsKnownWhenItWasForgotten() {
    evicted.allAreResident(5);
    evicted.add(KEY.hashCode());
    evicted.beginReading(5);
    evicted.add(KEY.hashCode());

    evicted.forget();

    assertTrue(evicted.mayContain(OTHER));
    assertEquals(0, memory.bytes());
    assertFalse(evicted.read(page(KEY)));
    evicted.endReading();
    assertTrue(evicted.mayContain(OTHER));
  }

  @Test
  void whatWasReadAndWhatWasGivenUpMeanwhileIsKnownInTheEnd() {
    Bytes third = Bytes.of("third");
    evicted.beginReading(2);
    assertTrue(evicted.read(page(KEY)));
    evicted.add(OTHER.hashCode());
    assertTrue(evicted.mayContain(third));

    evicted.endReading();

    assertTrue(evicted.mayContain(KEY));
    assertTrue(evicted.mayContain(OTHER));
    assertFalse(evicted.mayContain(third));
  }

  @Test
  void whatCouldNotBeReadIsNotKnown() {
    evicted.beginReading(2);
    evicted.read(page(KEY));

    evicted.stopReading();

    assertTrue(evicted.mayContain(OTHER));
    assertEquals(0, memory.bytes());
  }

  @Test
  void whenMemoryIsShortNothingIsKnown() {
    EvictedKeys without = new EvictedKeys(FilterMemory.none());
    without.allAreResident(5);
    assertFalse(without.mayContain(OTHER));

    without.add(KEY.hashCode());

    assertTrue(without.mayContain(KEY));
    assertTrue(without.mayContain(OTHER));
    without.beginReading(1);
    assertFalse(without.read(page(KEY)));
  }

  @Test
  void readingForWhichThereWasNoMemoryIsNotTriedAgainForLong() {
    EvictedKeys without = new EvictedKeys(FilterMemory.none());
    without.beginReading(800);
    without.read(page(KEY));
    for (int i = 0; i < 800; i++) {
      without.askedInVain(1);
    }
    assertFalse(without.isWorthReading(800));
    for (int i = 0; i < 200; i++) {
      without.askedInVain(1);
    }
    assertTrue(without.isWorthReading(800));
  }

  @Test
  void aStaleFilterMakesRoomForItsSuccessor() {
    evicted.allAreResident(5);
    evicted.add(KEY.hashCode());

    evicted.beginReading(5);

    assertEquals(0, memory.bytes());
    assertTrue(evicted.mayContain(OTHER));
  }

  @Test
  void readingIsWorthwhileWhenOftenAskedInVain() {
    askInVain(1016);
    assertFalse(evicted.isWorthReading(8000));

    askInVain(1);
    assertTrue(evicted.isWorthReading(8000));

    evicted.beginReading(8000);
    assertFalse(evicted.isWorthReading(8000));
  }

  @Test
  void aFilterIsReadAnewOnlyIfMostOfItsKeysAreGone() {
    evicted.allAreResident(100);
    for (int i = 0; i < 100; i++) {
      evicted.add(Bytes.of(i).hashCode());
    }
    askInVain(10_000);

    assertFalse(evicted.isWorthReading(60));
    assertTrue(evicted.isWorthReading(40));
  }
}
