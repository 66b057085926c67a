package io.talus.application.inplace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.Scan;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PendingElementsTest {
  private static final int MANY = 100;

  private final PendingElements<String> pending = new PendingElements<>();

  private static Bytes name(int number) {
    return Bytes.of("element" + number);
  }

  private void change(int number, long block) {
    pending.change(name(number), block, null, "in " + block, 10);
  }

  @Test
  void settlesInSteps() {
    IntStream.range(0, MANY).forEach(number -> change(number, 1));

    assertEquals(0, pending.settle(1, 40));
    assertNull(pending.find(name(39)));
    assertNotNull(pending.find(name(40)));
    assertFalse(pending.isSettled());

    assertEquals(3, pending.settle(1, MANY - 40 + 3));
    assertTrue(pending.isSettled());
    assertEquals(0, pending.sizeBytes());
    assertEquals(0, pending.size());
  }

  @Test
  void anElementStaysUntilItsLastChangeIsSettled() {
    change(1, 1);
    change(1, 3);

    assertEquals(9, pending.settle(2, 10));

    Pending<String> left = pending.find(name(1));
    assertNotNull(left);
    assertEquals("in 3", left.now());
  }

  @Test
  void thoseBetweenTwoHashesComeInTheirOrder() {
    IntStream.range(0, MANY).forEach(number -> change(number, 1));
    List<Long> all =
        IntStream.range(0, MANY)
            .mapToObj(number -> Integer.toUnsignedLong(name(number).hashCode()))
            .sorted()
            .toList();

    assertEquals(all.subList(20, 50), hashes(all.get(20), all.get(50)));
    assertEquals(all.subList(20, MANY), hashes(all.get(20), Scan.END));
  }

  private List<Long> hashes(long from, long to) {
    return pending.between(from, to).stream()
        .map(named -> Integer.toUnsignedLong(named.name().hashCode()))
        .toList();
  }
}
