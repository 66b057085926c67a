package io.talus.adapters.memory.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.testkit.Seeds;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class RingTest {
  private static final int SEEDS = 20;
  private final Ring ring = new Ring();

  @Test
  void behavesAsADequeAtBothEnds() {
    Seeds.each(SEEDS, RingTest::compareWithDeque);
  }

  private static void compareWithDeque(RandomGenerator random) {
    Ring ring = new Ring();
    ArrayDeque<byte[]> model = new ArrayDeque<>();
    long head = random.nextInt();
    for (int i = 0; i < 5000; i++) {
      boolean growing = i / 500 % 2 == 0;
      byte[] entry = {(byte) i};
      if (random.nextInt(10) < (growing ? 8 : 2) || model.isEmpty()) {
        if (random.nextBoolean()) {
          model.addFirst(entry);
          ring.put(--head, entry);
        } else {
          ring.put(head + model.size(), entry);
          model.addLast(entry);
        }
      } else if (random.nextBoolean()) {
        model.removeFirst();
        ring.drop(head, ++head);
      } else {
        model.removeLast();
        ring.drop(head + model.size(), head + model.size() + 1);
      }
    }
    Iterator<byte[]> expected = model.iterator();
    for (long position = head; expected.hasNext(); position++) {
      assertSame(expected.next(), ring.get(position));
    }
    assertEquals(model.size(), ring.end() - ring.first());
  }

  @Test
  void anEntryInTheMiddleIsReplaced() {
    ring.put(5, new byte[1]);
    byte[] old = {1};
    ring.put(6, old);
    byte[] entry = {2};

    assertSame(old, ring.put(6, entry));
    assertNull(ring.put(7, new byte[1]));

    assertSame(entry, ring.get(6));
  }

  @Test
  void positionsOutsideTheBoundsAreRefused() {
    ring.put(-3, new byte[1]);

    assertNotNull(ring.get(-3));
    assertThrows(IndexOutOfBoundsException.class, () -> ring.get(-4));
    assertThrows(IndexOutOfBoundsException.class, () -> ring.get(-2));
  }

  @Test
  void anEmptiedRingBeginsAnywhereAndIsSmall() {
    long empty = ring.sizeBytes();
    for (int i = 0; i < 1000; i++) {
      ring.put(i, new byte[1]);
    }
    long full = ring.sizeBytes();

    assertEquals(16_000, ring.drop(-10, 2000));
    ring.put(1_000_000_000_000L, new byte[1]);

    assertTrue(full > 4000, "full: " + full);
    assertEquals(empty, ring.sizeBytes());
    assertEquals(1_000_000_000_000L, ring.first());
  }

  @Test
  void droppingWhatIsNotThereDoesNothing() {
    ring.put(1, new byte[1]);

    assertEquals(0, ring.drop(2, 10));
    assertEquals(0, ring.drop(-5, 1));

    assertNotNull(ring.get(1));
  }
}
