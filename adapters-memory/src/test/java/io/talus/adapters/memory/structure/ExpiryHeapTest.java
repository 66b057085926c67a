package io.talus.adapters.memory.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.domain.value.Expiry;
import io.talus.testkit.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ExpiryHeapTest {
  private static final int SEEDS = 20;
  private final ExpiryHeap<Item> heap = new ExpiryHeap<>();

  private static final class Item implements ExpiryHeap.Timed {
    private int timer;

    @Override
    public int timer() {
      return timer;
    }

    @Override
    public void timer(int place) {
      timer = place;
    }
  }

  @Test
  void behavesAsAMapFromItemsToTimes() {
    Seeds.each(SEEDS, ExpiryHeapTest::compareWithMap);
  }

  private static void compareWithMap(RandomGenerator random) {
    ExpiryHeap<Item> heap = new ExpiryHeap<>();
    List<Item> items = new ArrayList<>();
    Map<Item, Long> model = new HashMap<>();
    for (int i = 0; i < 300; i++) {
      items.add(new Item());
    }
    for (int i = 0; i < 5000; i++) {
      Item item = items.get(random.nextInt(items.size()));
      if (random.nextInt(10) < (i / 1000 % 2 == 0 ? 8 : 2)) {
        long time = random.nextInt(1000);
        heap.set(item, time);
        model.put(item, time);
      } else {
        heap.set(item, Expiry.NEVER);
        model.remove(item);
      }
      assertEquals(model.values().stream().min(Long::compare).orElse(Expiry.NEVER), heap.first());
    }
    long now = random.nextInt(1000);
    assertEquals(
        model.keySet().stream().filter(item -> model.get(item) <= now).collect(Collectors.toSet()),
        due(heap, now, items.size()));
    assertEquals(model.size(), heap.size());
  }

  @Test
  void noMoreAreFoundThanAskedFor() {
    for (int i = 0; i < 10; i++) {
      heap.set(new Item(), i);
    }

    assertEquals(3, due(heap, 100, 3).size());
    assertEquals(5, due(heap, 4, 100).size());
    assertTrue(due(heap, -1, 100).isEmpty());
    assertEquals(10, heap.size());
  }

  private static Set<Item> due(ExpiryHeap<Item> heap, long now, int limit) {
    List<Item> found = new ArrayList<>();
    heap.due(now, limit, found);
    Set<Item> distinct = new HashSet<>(found);
    assertEquals(found.size(), distinct.size());
    return distinct;
  }
}
