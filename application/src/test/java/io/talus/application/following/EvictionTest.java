package io.talus.application.following;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.talus.application.inplace.ElementReads;
import io.talus.application.inplace.InPlaceCollection;
import io.talus.application.inplace.RecentElements;
import io.talus.application.port.Elements;
import io.talus.application.port.Overwritten;
import io.talus.application.port.ResidentSlot;
import io.talus.application.port.ResidentTier;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotStatus;
import io.talus.application.slot.FilterMemory;
import io.talus.application.slot.OwnedSlots;
import io.talus.application.slot.ShardSlot;
import io.talus.application.slot.Table;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.log.LogPosition;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Scan;
import io.talus.domain.value.SetValue;
import io.talus.domain.value.ValueType;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The share of memory holds residents and filters. */
final class EvictionTest {
  private static final Bytes KEY = Bytes.of("key");
  private static final Bytes OTHER = Bytes.of("other");
  private static final SlotAddress ADDRESS = new SlotAddress(0, 0, 1);

  private long share = 10_000;
  private final ResidentTier tier = mock(ResidentTier.class);
  private final ResidentSlot resident = mock(ResidentSlot.class);
  private final FilterMemory filters = new FilterMemory(() -> share);
  private final RecentElements recentElements = new RecentElements(() -> share / 2);
  private final ShardSlot slot =
      new ShardSlot(
          ADDRESS,
          new SlotStatus(new LogPosition(1, 1), 0, 2, 0, 1),
          Overwritten.NONE,
          1,
          resident,
          filters);
  private final Table table = new Table(0, 1, number -> slot);
  private final OwnedSlots slots = new OwnedSlots();
  private final Eviction eviction = new Eviction(tier, filters, recentElements, slots, () -> share);

  /** The slot has two resident keys, of which one goes. */
  @BeforeEach
  void evictOne() {
    table.put(slot);
    slots.add(table);
    when(resident.keys()).thenReturn(2L);
    when(resident.evict(anyLong(), anyInt(), anyBoolean(), any()))
        .thenAnswer(
            call -> {
              call.getArgument(3, IntConsumer.class).accept(KEY.hashCode());
              when(resident.keys()).thenReturn(1L);
              when(tier.sizeBytes()).thenReturn(9900L);
              return 200L;
            });
    when(tier.sizeBytes()).thenReturn(10_100L);
    eviction.run();
  }

  @Test
  void whatWasEvictedIsKnown() {
    assertTrue(slot.evicted().mayContain(KEY));
    assertFalse(slot.evicted().mayContain(OTHER));
  }

  @Test
  void filtersCount() {
    assertTrue(filters.bytes() > 100);
    assertTrue(eviction.isNeeded());
  }

  @Test
  void filtersAreGivenUpWhenTheShareBecomesSmaller() {
    share = 100;

    eviction.run();

    assertEquals(0, filters.bytes());
    assertTrue(slot.evicted().mayContain(OTHER));
  }

  @Test
  void cleanKeysMakeRoomWithoutTheStore() {
    assertFalse(eviction.isOverfull());
    eviction.storeCameFurther();

    when(tier.sizeBytes()).thenReturn(12_000L);
    assertTrue(eviction.isOverfull());

    assertTrue(eviction.mayFree());
  }

  @Test
  void whatWasLookedAtBeforeMemoryWasFullIsLookedAtAgain() {
    keepTwoKeysOf(10_500);
    for (int i = 0; i < 10; i++) {
      eviction.run();
    }

    keepTwoKeysOf(12_000);

    assertTrue(eviction.mayFree());
    eviction.run();
    verify(resident, never()).evict(anyLong(), anyInt(), eq(true), any());
    assertTrue(eviction.mayFree());
  }

  @Test
  void keysInUseGoOnlyWhenTheOthersDoNotMakeRoom() {
    keepTwoKeysOf(10_500);
    eviction.storeCameFurther();
    eviction.run();
    eviction.run();
    verify(resident, never()).evict(anyLong(), anyInt(), eq(true), any());

    keepTwoKeysOf(12_000);
    eviction.storeCameFurther();
    eviction.run();
    verify(resident, never()).evict(anyLong(), anyInt(), eq(true), any());
    assertTrue(eviction.mayFree());

    eviction.run();
    verify(resident, atLeastOnce()).evict(anyLong(), anyInt(), eq(true), any());
    assertFalse(eviction.mayFree());
  }

  private void keepTwoKeysOf(long bytes) {
    when(resident.keys()).thenReturn(2L);
    doReturn(0L).when(resident).evict(anyLong(), anyInt(), anyBoolean(), any());
    when(tier.sizeBytes()).thenReturn(bytes);
  }

  @Test
  void recentElementsCountAndAreGivenUpWhenTheShareBecomesSmaller() {
    when(tier.sizeBytes()).thenReturn(100L);
    assertFalse(eviction.isNeeded());
    SetValue set = setWhoseMembersAreKept();
    IntStream.range(0, 1000).forEach(number -> set.contains(Bytes.of("member" + number)));
    share = 5000;
    assertTrue(eviction.isNeeded());

    eviction.run();

    assertTrue(recentElements.bytes() <= 2500, recentElements.bytes() + " bytes");
    assertFalse(eviction.isNeeded());
  }

  private SetValue setWhoseMembersAreKept() {
    ElementReads reads = mock(ElementReads.class);
    when(reads.recentElements()).thenReturn(recentElements);
    when(reads.isToBeKept(any(), any())).thenReturn(true);
    when(reads.read(any(), any())).thenReturn(new Elements.Members(List.of(), Scan.END));
    CollectionHeader header = CollectionHeader.create(ValueType.SET, 1);
    return (SetValue) InPlaceCollection.of(ADDRESS, header, reads).value();
  }
}
