package io.talus.application.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.talus.application.port.ElementQuery;
import io.talus.application.port.Elements;
import io.talus.application.port.EventLoop;
import io.talus.application.port.InPlace;
import io.talus.application.port.SlotStore;
import io.talus.domain.bytes.Bytes;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was read ahead keeps the rest of the node from forgetting, but not for long. */
final class LookaheadPinsTest {
  private static final long BYTES = 8 * 1024;

  private final SlotStore store = mock(SlotStore.class);
  private final EventLoop loop = mock(EventLoop.class);
  private final ColdReads coldReads =
      new ColdReads(store, Runnable::run, loop, new DrainWaits(() -> {}), 100, BYTES);
  private final Lookahead lookahead = new Lookahead(coldReads, loop, BYTES);

  @BeforeEach
  void begin() {
    when(store.appliedBlock()).thenReturn(5L);
    when(loop.nowMillis()).thenReturn(1000L);
  }

  /** A command that finds an element in the store's memory is tried; then the store goes on. */
  private Findings foresee() {
    Findings findings = lookahead.foresee(this::findElement);
    when(store.appliedBlock()).thenReturn(9L);
    return findings;
  }

  private List<ColdRequest> findElement() {
    ElementQuery query = new ElementQuery.Named(Bytes.of("member"));
    lookahead.note(mock(InPlace.class), query, new Elements.Members(List.of(), 0));
    return List.of();
  }

  @Test
  void itIsPinnedUntilItsCommandHasRun() {
    Findings findings = foresee();
    assertEquals(5, coldReads.settledBlock());

    lookahead.run(
        findings,
        () -> {
          assertSame(findings, coldReads.current());
          assertEquals(5, coldReads.settledBlock());
        });

    assertEquals(9, coldReads.settledBlock());
  }

  @Test
  void itIsPinnedForATenthOfASecondAtTheMost() {
    Findings findings = foresee();
    when(loop.nowMillis()).thenReturn(1099L);
    lookahead.dropOld();
    assertEquals(5, coldReads.settledBlock());

    when(loop.nowMillis()).thenReturn(1100L);
    lookahead.dropOld();

    assertEquals(9, coldReads.settledBlock());
    lookahead.run(findings, () -> assertNull(coldReads.current()));
  }

  @Test
  void nothingStaysPinnedWhenWritersWait() {
    foresee();

    lookahead.dropAll();

    assertEquals(9, coldReads.settledBlock());
  }

  @Test
  void nothingStaysPinnedForAClientThatHasGone() {
    Findings findings = foresee();

    lookahead.drop(findings);

    assertEquals(9, coldReads.settledBlock());
  }

  @Test
  void aCommandThatNeedsNothingIsNotKept() {
    lookahead.foresee(List::of);
    when(store.appliedBlock()).thenReturn(9L);

    assertEquals(9, coldReads.settledBlock());
  }

  @Test
  void nothingMoreIsReadAheadThanThereIsRoomFor() {
    foresee();
    foresee();

    Findings third = lookahead.foresee(this::findElement);

    lookahead.run(third, () -> assertNull(coldReads.current()));
  }
}
