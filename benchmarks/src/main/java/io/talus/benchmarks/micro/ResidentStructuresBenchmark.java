package io.talus.benchmarks.micro;

import io.talus.adapters.memory.structure.HashOrderedTable;
import io.talus.adapters.memory.structure.RankedTree;
import io.talus.adapters.memory.structure.Ring;
import io.talus.adapters.memory.structure.ScoredNode;
import io.talus.domain.bytes.Bytes;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Time per operation on structures of a hundred thousand elements, at random places. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ResidentStructuresBenchmark {
  private static final int ELEMENTS = 100_000;
  private static final int PAGE = 100;

  private final SplittableRandom random = new SplittableRandom(1);
  private final ScoredNode[] nodes = new ScoredNode[ELEMENTS];
  private final HashOrderedTable<ScoredNode> table = new HashOrderedTable<>();
  private final RankedTree tree = new RankedTree();
  private final Ring ring = new Ring();
  private final byte[] entry = new byte[16];
  private long cursor;

  /** Fills the structures. */
  public ResidentStructuresBenchmark() {
    for (int i = 0; i < ELEMENTS; i++) {
      nodes[i] = new ScoredNode(Bytes.of("member:" + i), random.nextInt());
      table.put(nodes[i]);
      tree.add(nodes[i]);
      ring.put(i, entry);
    }
  }

  private ScoredNode any() {
    return nodes[random.nextInt(ELEMENTS)];
  }

  @Benchmark
  public @Nullable ScoredNode tableFind() {
    return table.find(any().key());
  }

  @Benchmark
  public @Nullable ScoredNode tableRemoveAndPut() {
    ScoredNode node = any();
    table.remove(node);
    return table.put(node);
  }

  @Benchmark
  public void tableScanHundred(Blackhole blackhole) {
    cursor = table.scan(cursor, PAGE, blackhole::consume);
  }

  @Benchmark
  public int treeRank() {
    return tree.rank(any());
  }

  @Benchmark
  public ScoredNode treeAt() {
    return tree.at(random.nextInt(ELEMENTS));
  }

  @Benchmark
  public void treeMove() {
    ScoredNode node = any();
    tree.remove(node);
    node.score(random.nextInt());
    tree.add(node);
  }

  @Benchmark
  public byte[] ringGet() {
    return ring.get(ring.first() + random.nextInt(ELEMENTS));
  }

  @Benchmark
  public long ringPushAndPop() {
    ring.put(ring.end(), entry);
    return ring.drop(ring.first(), ring.first() + 1);
  }
}
