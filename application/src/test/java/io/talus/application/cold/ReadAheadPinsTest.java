package io.talus.application.cold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.talus.application.port.ElementQuery;
import io.talus.application.port.Elements;
import io.talus.application.port.EventLoop;
import io.talus.application.port.InPlace;
import io.talus.application.port.Overwritten;
import io.talus.application.port.ResidentSlot;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotStatus;
import io.talus.application.port.SlotStore;
import io.talus.application.port.StoredCollection;
import io.talus.application.slot.FilterMemory;
import io.talus.application.slot.OwnedSlots;
import io.talus.application.slot.ShardSlot;
import io.talus.application.slot.Table;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.log.LogPosition;
import io.talus.domain.value.ValueType;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was read ahead keeps the rest of the node from forgetting, but not for long. */
final class ReadAheadPinsTest {
  private static final long BYTES = 8 * 1024;
  private static final SlotAddress ADDRESS = new SlotAddress(0, 0, 1);

  private final SlotStore store = mock(SlotStore.class);
  private final EventLoop loop = mock(EventLoop.class);
  private final OwnedSlots slots = new OwnedSlots();
  private final ShardSlot slot =
      new ShardSlot(
          ADDRESS,
          new SlotStatus(new LogPosition(1, 5), 0, 0, 0, 1),
          Overwritten.NONE,
          1,
          mock(ResidentSlot.class),
          FilterMemory.none());
  private final ColdReads coldReads =
      new ColdReads(store, Runnable::run, loop, slots, new DrainWaits(() -> {}), 100, BYTES);
  private final PinnedReadAhead readAhead = new PinnedReadAhead(coldReads, loop, BYTES);

  @BeforeEach
  void begin() {
    slots.add(new Table(0, 1, number -> slot));
    when(loop.nowMillis()).thenReturn(1000L);
  }

  /** A command that finds an element in the store's memory is tried; then the store goes on. */
  private Findings readAhead() {
    Findings findings = readAhead.begin(this::findElement);
    slot.progress().applied(9);
    return findings;
  }

  private List<ColdRequest> findElement() {
    ElementQuery query = new ElementQuery.Named(Bytes.of("member"));
    InPlace place = mock(InPlace.class);
    when(place.stored()).thenReturn(new StoredCollection(ADDRESS, ValueType.SET, 1));
    readAhead.note(new ColdRequest.Part(place, 0, query), new Elements.Members(List.of(), 0));
    return List.of();
  }

  @Test
  void itIsPinnedUntilItsCommandHasRun() {
    Findings findings = readAhead();
    assertEquals(5, slot.progress().settled());

    readAhead.run(
        findings,
        () -> {
          assertSame(findings, coldReads.current());
          assertEquals(5, slot.progress().settled());
        });

    assertEquals(9, slot.progress().settled());
  }

  @Test
  void itIsPinnedForATenthOfASecondAtTheMost() {
    Findings findings = readAhead();
    when(loop.nowMillis()).thenReturn(1099L);
    readAhead.dropOld();
    assertEquals(5, slot.progress().settled());

    when(loop.nowMillis()).thenReturn(1100L);
    readAhead.dropOld();

    assertEquals(9, slot.progress().settled());
    readAhead.run(findings, () -> assertNull(coldReads.current()));
  }

  @Test
  void nothingStaysPinnedWhenWritersWait() {
    readAhead();

    readAhead.dropAll();

    assertEquals(9, slot.progress().settled());
  }

  @Test
  void nothingStaysPinnedForAClientThatHasGone() {
    Findings findings = readAhead();

    readAhead.drop(findings);

    assertEquals(9, slot.progress().settled());
  }

  @Test
  void aCommandThatNeedsNothingIsNotKept() {
    readAhead.begin(List::of);
    slot.progress().applied(9);

    assertEquals(9, slot.progress().settled());
  }

  @Test
  void nothingMoreIsReadAheadThanThereIsRoomFor() {
    readAhead();
    readAhead();

    Findings third = readAhead.begin(this::findElement);

    readAhead.run(third, () -> assertNull(coldReads.current()));
  }
}
