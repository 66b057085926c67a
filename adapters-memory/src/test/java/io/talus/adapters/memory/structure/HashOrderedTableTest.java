package io.talus.adapters.memory.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.Scan;
import io.talus.testkit.Seeds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class HashOrderedTableTest {
  private static final int SEEDS = 20;
  private final HashOrderedTable<Node> table = new HashOrderedTable<>();

  private static final class Node extends HashNode {
    Node(Bytes key) {
      super(key);
    }
  }

  @Test
  void putReturnsWhatItReplaces() {
    Node first = new Node(Bytes.of("k"));
    Node second = new Node(Bytes.of("k"));

    assertNull(table.put(first));
    assertSame(first, table.put(second));

    assertSame(second, table.find(Bytes.of("k")));
    assertEquals(1, table.size());
    assertFalse(table.remove(first));
    assertTrue(table.remove(second));
    assertEquals(0, table.size());
  }

  @Test
  void behavesAsASortedMapWhileItGrowsAndShrinks() {
    Seeds.each(SEEDS, HashOrderedTableTest::compareWithSortedMap);
  }

  private static void compareWithSortedMap(RandomGenerator random) {
    HashOrderedTable<Node> table = new HashOrderedTable<>();
    TreeMap<Bytes, Node> model = new TreeMap<>(Bytes::compareByHash);
    for (int phase = 0; phase < 6; phase++) {
      boolean growing = phase % 2 == 0;
      for (int i = 0; i < 3000; i++) {
        Bytes key = Bytes.of(random.nextInt(4000));
        if (random.nextInt(100) < (growing ? 80 : 5)) {
          Node node = new Node(key);
          assertSame(model.put(key, node), table.put(node));
        } else if (random.nextInt(100) < (growing ? 50 : 95)) {
          assertSame(model.remove(key), table.remove(key));
        } else {
          assertSame(model.get(key), table.find(key));
        }
      }
      assertEquals(List.copyOf(model.values()), contents(table));
      assertEquals(model.size(), table.size());
    }
  }

  @Test
  void aTableThatLosesRunsOfHashesShrinksWithoutLosingOthers() {
    Seeds.each(200, HashOrderedTableTest::removeRuns);
  }

  private static void removeRuns(RandomGenerator random) {
    HashOrderedTable<Node> table = new HashOrderedTable<>();
    List<Node> nodes = new ArrayList<>();
    int count = 2 + random.nextInt(2000);
    for (int i = 0; i < count; i++) {
      Node node = new Node(Bytes.of(i));
      nodes.add(node);
      table.put(node);
    }
    nodes.sort((left, right) -> Bytes.compareByHash(left.key(), right.key()));

    while (!nodes.isEmpty()) {
      int from = random.nextInt(nodes.size());
      int to = Math.min(nodes.size(), from + 1 + random.nextInt(300));
      List<Node> run = nodes.subList(from, to);
      run.forEach(node -> assertTrue(table.remove(node)));
      run.clear();
    }

    assertEquals(List.of(), contents(table));
    assertEquals(0, table.size());
  }

  @Test
  void aVisitorMayLookNodesUp() {
    Seeds.each(SEEDS, HashOrderedTableTest::visitAndLookUp);
  }

  private static void visitAndLookUp(RandomGenerator random) {
    HashOrderedTable<Node> table = new HashOrderedTable<>();
    int count = 1 + random.nextInt(200);
    for (int i = 0; i < count; i++) {
      table.put(new Node(Bytes.of(i)));
    }

    List<Bytes> visited = new ArrayList<>();
    Consumer<Node> lookUp =
        node -> {
          table.find(Bytes.of(random.nextInt(count)));
          visited.add(node.key());
        };
    if (random.nextBoolean()) {
      table.forEach(lookUp);
    } else {
      table.scan(Scan.START, count, lookUp);
    }

    assertEquals(count, visited.size());
    assertEquals(count, Set.copyOf(visited).size());
  }

  @Test
  void aScanMeetsEveryNodeThatStaysExactlyOnce() {
    Seeds.each(SEEDS, HashOrderedTableTest::scanWhileOthersComeAndGo);
  }

  private static void scanWhileOthersComeAndGo(RandomGenerator random) {
    HashOrderedTable<Node> table = new HashOrderedTable<>();
    Set<Bytes> staying = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      staying.add(Bytes.of("stays:" + i));
    }
    staying.forEach(key -> table.put(new Node(key)));

    List<Bytes> seen = new ArrayList<>();
    long cursor = Scan.START;
    int round = 0;
    do {
      cursor = table.scan(cursor, 1 + random.nextInt(20), node -> seen.add(node.key()));
      boolean growing = round++ % 8 < 4;
      for (int i = 0; i < 300; i++) {
        Bytes key = Bytes.of(random.nextInt(3000));
        if (growing) {
          table.put(new Node(key));
        } else {
          table.remove(key);
        }
      }
    } while (cursor != Scan.END);

    seen.retainAll(staying);
    assertEquals(staying.size(), seen.size());
    assertEquals(staying, Set.copyOf(seen));
  }

  @Test
  void aScanVisitsAtLeastTheCountAndEndsWithZero() {
    for (int i = 0; i < 1000; i++) {
      table.put(new Node(Bytes.of(i)));
    }

    List<Bytes> seen = new ArrayList<>();
    long cursor = table.scan(Scan.START, 10, node -> seen.add(node.key()));

    assertEquals(10, seen.size());
    assertEquals(Scan.after(seen.getLast().hashCode()), cursor);
    assertEquals(Scan.END, table.scan(cursor, 990, node -> seen.add(node.key())));
    assertEquals(1000, Set.copyOf(seen).size());
  }

  @Test
  void aSparseTableShrinks() {
    long empty = table.sizeBytes();
    for (int i = 0; i < 10_000; i++) {
      table.put(new Node(Bytes.of(i)));
    }
    long full = table.sizeBytes();
    for (int i = 0; i < 10_000; i++) {
      table.remove(Bytes.of(i));
    }

    assertTrue(full > 40_000, "full: " + full);
    assertEquals(empty, table.sizeBytes());
  }

  @Test
  void everyNodeOfASmallTableIsDrawnAboutEquallyOften() {
    Random random = new Random(7);
    int[] drawn = new int[64];
    for (int i = 0; i < drawn.length; i++) {
      table.put(new Node(Bytes.of(i)));
    }

    for (int i = 0; i < 64_000; i++) {
      drawn[Integer.parseInt(table.random(random).key().latin1())]++;
    }

    for (int count : drawn) {
      assertTrue(count > 850 && count < 1150, "drawn: " + count + " of about 1000");
    }
  }

  @Test
  void everyNodeOfALargeTableIsDrawnSoonerOrLater() {
    Random random = new Random(7);
    int size = 3000;
    for (int i = 0; i < size; i++) {
      table.put(new Node(Bytes.of(i)));
    }

    int[] drawn = new int[size];
    for (int i = 0; i < size * 100; i++) {
      drawn[Integer.parseInt(table.random(random).key().latin1())]++;
    }

    for (int count : drawn) {
      assertTrue(count > 20 && count < 250, "drawn: " + count + " of about 100");
    }
  }

  @Test
  void anEmptyTableHasNoRandomNode() {
    assertNull(table.random(new Random(1)));
  }

  private static List<Node> contents(HashOrderedTable<Node> table) {
    List<Node> nodes = new ArrayList<>();
    table.forEach(nodes::add);
    return nodes;
  }
}
