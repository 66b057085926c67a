package io.talus.adapters.memory.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.domain.bytes.Bytes;
import io.talus.testkit.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class RankedTreeTest {
  private static final int SEEDS = 20;
  private static final Comparator<ScoredNode> ORDER =
      Comparator.comparing(ScoredNode::scoredMember);

  @Test
  void behavesAsASortedListWhileMembersComeAndGo() {
    Seeds.each(SEEDS, random -> compareWithSortedSet(random, 50));
  }

  @Test
  void behavesAsASortedListWhenManyScoresAreEqual() {
    Seeds.each(SEEDS, random -> compareWithSortedSet(random, 2));
  }

  private static void compareWithSortedSet(RandomGenerator random, int scores) {
    RankedTree tree = new RankedTree();
    TreeSet<ScoredNode> model = new TreeSet<>(ORDER);
    List<ScoredNode> members = new ArrayList<>();
    for (int phase = 0; phase < 6; phase++) {
      int adding = phase % 2 == 0 ? 80 : 10;
      for (int i = 0; i < 3000; i++) {
        if (members.isEmpty() || random.nextInt(100) < adding) {
          ScoredNode added = new ScoredNode(Bytes.of(random.nextInt()), random.nextInt(scores));
          if (model.add(added)) {
            members.add(added);
            tree.add(added);
          }
        } else {
          ScoredNode removed = takeRandom(members, random);
          model.remove(removed);
          assertTrue(tree.remove(removed));
        }
      }
      assertSameOrder(List.copyOf(model), tree, random);
    }
    while (!members.isEmpty()) {
      assertTrue(tree.remove(takeRandom(members, random)));
    }
    assertEquals(0, tree.size());
  }

  private static void assertSameOrder(
      List<ScoredNode> expected, RankedTree tree, RandomGenerator random) {
    int size = expected.size();
    assertEquals(size, tree.size());
    assertEquals(expected, upwards(tree, 0, size));
    for (int i = 0; i < Math.min(100, size); i++) {
      int rank = random.nextInt(size);
      ScoredNode node = expected.get(rank);
      assertSame(node, tree.at(rank));
      assertEquals(rank, tree.rank(node));
      assertEquals(rank, tree.countBelow(node.score(), node.keyArray(), false));
      assertEquals(rank + 1, tree.countBelow(node.score(), node.keyArray(), true));
      assertEquals(
          expected.stream().filter(other -> other.score() < node.score()).count(),
          tree.countBelow(node.score(), false));
      assertEquals(
          expected.stream().filter(other -> other.score() <= node.score()).count(),
          tree.countBelow(node.score(), true));
      int to = rank + random.nextInt(size - rank + 1);
      assertEquals(expected.subList(rank, to), upwards(tree, rank, to));
      assertEquals(expected.subList(rank, to).reversed(), downwards(tree, rank, to));
    }
  }

  @Test
  void membersAddedInOrderOrInReverseStandInOrder() {
    List<ScoredNode> nodes = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      nodes.add(new ScoredNode(Bytes.of(i), i));
    }
    RankedTree ascending = new RankedTree();
    RankedTree descending = new RankedTree();

    nodes.forEach(ascending::add);
    nodes.reversed().forEach(descending::add);

    assertEquals(nodes, upwards(ascending, 0, nodes.size()));
    assertEquals(nodes, upwards(descending, 0, nodes.size()));
  }

  @Test
  void infiniteScoresAreTheEnds() {
    RankedTree tree = new RankedTree();
    ScoredNode low = new ScoredNode(Bytes.of("low"), Double.NEGATIVE_INFINITY);
    ScoredNode high = new ScoredNode(Bytes.of("high"), Double.POSITIVE_INFINITY);

    tree.add(high);
    tree.add(new ScoredNode(Bytes.of("middle"), -0.0));
    tree.add(low);

    assertSame(low, tree.at(0));
    assertSame(high, tree.at(2));
    assertEquals(1, tree.countBelow(0.0, false));
    assertEquals(2, tree.countBelow(0.0, true));
    assertEquals(3, tree.countBelow(Double.POSITIVE_INFINITY, true));
  }

  @Test
  void aMemberThatIsNotThereIsNotRemoved() {
    RankedTree tree = new RankedTree();
    tree.add(new ScoredNode(Bytes.of("a"), 1));

    assertFalse(tree.remove(new ScoredNode(Bytes.of("a"), 1)));
    assertFalse(tree.remove(new ScoredNode(Bytes.of("b"), 2)));
    assertEquals(1, tree.size());
  }

  private static List<ScoredNode> upwards(RankedTree tree, int from, int to) {
    List<ScoredNode> nodes = new ArrayList<>();
    tree.forEach(from, to, nodes::add);
    return nodes;
  }

  private static List<ScoredNode> downwards(RankedTree tree, int from, int to) {
    List<ScoredNode> nodes = new ArrayList<>();
    tree.forEachReverse(from, to, nodes::add);
    return nodes;
  }

  private static ScoredNode takeRandom(List<ScoredNode> nodes, RandomGenerator random) {
    Collections.swap(nodes, random.nextInt(nodes.size()), nodes.size() - 1);
    return nodes.removeLast();
  }
}
