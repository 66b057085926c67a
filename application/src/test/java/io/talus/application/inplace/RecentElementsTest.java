package io.talus.application.inplace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.port.Elements;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.HashField;
import io.talus.domain.value.Scan;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RecentElementsTest {
  private static final Elements NONE = new Elements.Fields(List.of(), Scan.END);
  private static final Bytes NAME = name(0);

  private long share = 10_000;
  private final RecentElements recent = new RecentElements(() -> share);
  private final RecentElements.Owner hash = new RecentElements.Owner();
  private final RecentElements.Owner other = new RecentElements.Owner();

  private static Bytes name(int number) {
    return Bytes.of("field" + number);
  }

  private static Elements field(Bytes name, int length) {
    HashField field = new HashField(name, Bytes.wrap(new byte[length]), Expiry.NEVER);
    return new Elements.Fields(List.of(field), Scan.END);
  }

  private void keepMany(int from, int to) {
    for (int i = from; i < to; i++) {
      recent.keep(hash, name(i), field(name(i), 100));
    }
  }

  @Test
  void isOfOneCollection() {
    Elements answer = field(NAME, 10);
    recent.keep(hash, NAME, answer);

    assertSame(answer, recent.find(hash, NAME));
    assertNull(recent.find(other, NAME));
    assertNull(recent.find(hash, name(1)));
  }

  @Test
  void thatThereIsNoneIsKnown() {
    recent.keep(hash, NAME, NONE);

    assertSame(NONE, recent.find(hash, NAME));
  }

  @Test
  void isReplacedIfItIsKnown() {
    Elements answer = field(NAME, 10);
    recent.keep(hash, NAME, NONE);

    recent.replace(hash, NAME, () -> answer);
    recent.replace(hash, name(1), () -> answer);
    recent.replace(other, NAME, () -> answer);

    assertSame(answer, recent.find(hash, NAME));
    assertNull(recent.find(hash, name(1)));
    assertNull(recent.find(other, NAME));
  }

  @Test
  void theLeastRecentlyUsedGoFirst() {
    keepMany(0, 20);
    assertNotNull(recent.find(hash, name(0)));

    keepMany(20, 40);

    assertNull(recent.find(hash, name(1)));
    assertNotNull(recent.find(hash, name(0)));
    assertNotNull(recent.find(hash, name(39)));
  }

  @Test
  void takesNoMoreThanItMay() {
    assertFalse(recent.isFull());
    keepMany(0, 1000);

    assertTrue(recent.isFull());
    assertTrue(recent.bytes() <= share && recent.bytes() > share / 2, recent.bytes() + " bytes");

    share = 0;
    long before = recent.bytes();
    recent.trim(3);
    assertTrue(recent.bytes() > 0 && recent.bytes() < before, "some at a time");
    recent.trim(1000);
    assertEquals(0, recent.bytes());
  }

  @Test
  void aNameCountsOnce() {
    recent.keep(hash, NAME, field(NAME, 10));
    long one = recent.bytes();
    recent.keep(hash, NAME, field(NAME, 110));

    assertEquals(one + 100, recent.bytes());
    recent.giveUp(1);
    assertEquals(0, recent.bytes());
    assertNull(recent.find(hash, NAME));
  }

  @Test
  void whatIsReplacedCountsAsUsed() {
    keepMany(0, 20);
    recent.replace(hash, name(0), () -> NONE);

    keepMany(20, 40);

    assertSame(NONE, recent.find(hash, name(0)));
  }

  @Test
  void longOnesAreNotKept() {
    recent.keep(hash, NAME, field(NAME, 10));

    recent.replace(hash, NAME, () -> field(NAME, 5000));

    assertNull(recent.find(hash, NAME));
    assertEquals(0, recent.bytes());
  }
}
