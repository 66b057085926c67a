package io.talus.application.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.domain.slot.SlotId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class RecentRecordsTest {
  private static final int SLOTS = 3;
  private static final int SEEDS = 50;
  private static final int STEPS = 2_000;
  private static final long BYTES_MAX = 3_000;

  @Test
  void findsWhatWasAddedLast() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      live(new SplittableRandom(seed), "seed " + seed);
    }
  }

  /** Beside a model that forgets nothing: what is found is what was added last at its index. */
  private static void live(RandomGenerator random, String seed) {
    RecentRecords records = new RecentRecords(BYTES_MAX);
    Map<SlotId, List<byte[]>> model = new HashMap<>();
    int found = 0;
    for (int step = 0; step < STEPS; step++) {
      SlotId slot = new SlotId(0, random.nextInt(SLOTS));
      List<byte[]> all = model.computeIfAbsent(slot, _ -> new ArrayList<>());
      switch (random.nextInt(8)) {
        case 0 -> {
          int kept = random.nextInt(all.size() + 1);
          records.cutBehind(slot, kept);
          all.subList(kept, all.size()).clear();
        }
        case 1, 2 -> {
          int first = 1 + random.nextInt(all.size() + 1);
          int last = first - 1 + random.nextInt(all.size() - first + 2);
          found += verify(records.find(slot, first, last), all.subList(first - 1, last));
        }
        default -> {
          byte[] record = new byte[random.nextInt(300)];
          random.nextBytes(record);
          all.add(record);
          records.add(slot, all.size(), record);
        }
      }
      assertTrue(records.bytes() <= BYTES_MAX, seed + ", bytes: " + records.bytes());
      assertTrue(records.bytes() >= 0, seed + ", bytes: " + records.bytes());
    }
    assertTrue(found > 0, seed + ": nothing was ever found");
  }

  private static int verify(Optional<List<byte[]>> found, List<byte[]> expected) {
    if (found.isEmpty()) {
      return 0;
    }
    assertEquals(expected.size(), found.get().size());
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i), found.get().get(i));
    }
    return expected.size();
  }

  @Test
  void theNewestAreFoundAndTheOldestAreNot() {
    RecentRecords records = new RecentRecords(BYTES_MAX);
    SlotId slot = new SlotId(0, 7);
    for (int index = 1; index <= 100; index++) {
      records.add(slot, index, new byte[100]);
    }

    assertTrue(records.find(slot, 90, 100).isPresent());
    assertTrue(records.find(slot, 1, 100).isEmpty());
    assertTrue(records.find(slot, 101, 100).isPresent(), "nothing is always there");
  }
}
