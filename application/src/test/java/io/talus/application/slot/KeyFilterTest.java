package io.talus.application.slot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.domain.bytes.Bytes;
import org.junit.jupiter.api.Test;

/** A filter never denies a key that was added, and seldom affirms another one. */
final class KeyFilterTest {
  private static final int PART_OF_SHARE = 4;

  private final FilterMemory memory = memory(1L << 30);

  private static FilterMemory memory(long bytes) {
    return new FilterMemory(() -> bytes * PART_OF_SHARE);
  }

  private static int hash(String kind, int number) {
    return Bytes.of(kind + ":" + number).hashCode();
  }

  private static int addUntilRefused(KeyFilter filter, int limit) {
    int added = 0;
    while (added < limit && filter.add(hash("key", added))) {
      added++;
    }
    return added;
  }

  /** How many of a thousand keys that were not added seem to be in. */
  private static int wrongPerMille(KeyFilter filter) {
    int wrong = 0;
    for (int i = 0; i < 100_000; i++) {
      wrong += filter.mayContain(hash("other", i)) ? 1 : 0;
    }
    return wrong / 100;
  }

  private static void assertContainsAll(KeyFilter filter, int count) {
    for (int i = 0; i < count; i++) {
      assertTrue(filter.mayContain(hash("key", i)), "key " + i);
    }
  }

  /** Has so many keys, which are all in. */
  private KeyFilter filterOf(int keys, int expectedKeys) {
    KeyFilter filter = new KeyFilter(memory, expectedKeys);
    assertEquals(keys, addUntilRefused(filter, keys));
    assertContainsAll(filter, keys);
    return filter;
  }

  @Test
  void anEmptyOneDeniesEverythingAndTakesNothing() {
    KeyFilter filter = new KeyFilter(memory, 1_000_000);

    assertFalse(filter.mayContain(hash("key", 1)));
    assertEquals(0, memory.bytes());
  }

  @Test
  void oneOfTheRightSizeIsSeldomWrong() {
    KeyFilter filter = filterOf(50_000, 50_000);

    int wrong = wrongPerMille(filter);
    assertTrue(wrong <= 20, "wrong of a thousand: " + wrong);
    assertTrue(memory.bytes() < 50_000 * 10 / 8 * 1.1, "bytes: " + memory.bytes());
  }

  @Test
  void itGrows() {
    KeyFilter filter = filterOf(100_000, 0);

    int wrong = wrongPerMille(filter);
    assertTrue(wrong <= 110, "wrong of a thousand: " + wrong);
    assertTrue(filter.keys() > 85_000 && filter.keys() <= 100_000, "keys: " + filter.keys());
  }

  @Test
  void aKeyThatIsInIsNotAddedAgain() {
    KeyFilter filter = new KeyFilter(memory, 0);
    addUntilRefused(filter, 1000);
    long keys = filter.keys();
    long bytes = memory.bytes();

    addUntilRefused(filter, 1000);

    assertEquals(keys, filter.keys());
    assertEquals(bytes, memory.bytes());
  }

  @Test
  void withoutMemoryForMoreItIsOverfilledAndThenRefuses() {
    KeyFilter filter = new KeyFilter(memory(6 * 1024), 3000);

    int added = addUntilRefused(filter, 100_000);

    assertTrue(added >= 6000 && added < 8000, "added: " + added);
    assertContainsAll(filter, added);
    int wrong = wrongPerMille(filter);
    assertTrue(wrong <= 150, "wrong of a thousand: " + wrong);
  }

  @Test
  void withoutAnyMemoryItRefusesAtOnce() {
    KeyFilter filter = new KeyFilter(FilterMemory.none(), 10);

    assertFalse(filter.add(hash("key", 1)));
  }

  @Test
  void theMemoryIsGivenBack() {
    KeyFilter filter = new KeyFilter(memory, 0);
    addUntilRefused(filter, 10_000);
    assertTrue(memory.bytes() > 10_000);

    filter.close();

    assertEquals(0, memory.bytes());
  }
}
