package io.talus.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class MemoryPlanTest {
  private static final long MEGABYTE = 1L << 20;

  @Test
  void partsAreTogetherNoMoreThanTheBudget() {
    for (long budget = 512 * MEGABYTE; budget < 64L << 30; budget *= 2) {
      for (long heap : new long[] {budget / 2, 4 * budget}) {
        MemoryPlan plan = MemoryPlan.divide(budget, heap);
        assertTrue(
            plan.residentBytesMax() + plan.storeBytes() <= budget,
            "budget " + budget + ", heap " + heap + ": " + plan);
      }
    }
  }

  /** Resident memory of a node of 1 GB was 1034 MB when a quarter of it was RocksDB's. */
  @Test
  void whatCollectorAndMallocTakeIsLeftToThem() {
    MemoryPlan plan = MemoryPlan.divide(1024 * MEGABYTE, 512 * MEGABYTE);
    assertEquals(224 * MEGABYTE, plan.storeBytes());

    MemoryPlan large = MemoryPlan.divide(16 * 1024 * MEGABYTE, 8 * 1024 * MEGABYTE);
    long others = (16 - 8) * 1024 * MEGABYTE - large.storeBytes();
    assertTrue(others > large.storeBytes() / 8 + 512 * MEGABYTE, "left to others: " + others);
  }

  @Test
  void limitBoundsTheResidentPartOnly() {
    MemoryPlan plan = MemoryPlan.divide(1024 * MEGABYTE, 512 * MEGABYTE);

    assertEquals(plan.residentBytesMax(), plan.residentBytes(0));
    assertEquals(MEGABYTE, plan.residentBytes(MEGABYTE));
    assertEquals(plan.residentBytesMax(), plan.residentBytes(1024 * MEGABYTE));
  }
}
