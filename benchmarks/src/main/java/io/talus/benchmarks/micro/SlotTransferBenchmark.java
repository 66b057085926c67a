package io.talus.benchmarks.micro;

import io.talus.adapters.memory.MemoryStore;
import io.talus.adapters.rocksdb.RocksDbStore;
import io.talus.adapters.rocksdb.engine.RocksDbOptions;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotRecord;
import io.talus.application.port.SlotStatus;
import io.talus.application.port.SlotStore;
import io.talus.application.port.StoreBatch;
import io.talus.application.snapshot.SlotExport;
import io.talus.application.snapshot.SlotImport;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.log.LogPosition;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.PutScores;
import io.talus.domain.mutation.Mutation.PutSetMembers;
import io.talus.domain.mutation.Mutation.PutString;
import io.talus.domain.mutation.ScoreChange;
import io.talus.domain.slot.SlotId;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.ValueType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A slot goes from one RocksDB to another in the same process: a million keys, or a collection of
 * three million elements. The heap is small on purpose: nothing may depend on how much there is.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx192m")
@Warmup(iterations = 1)
@Measurement(iterations = 3)
public class SlotTransferBenchmark {
  private static final SlotAddress ADDRESS = new SlotAddress(0, 1, 1);
  private static final int KEYS = 1_000_000;
  private static final int ELEMENTS = 3_000_000;
  private static final int AT_ONCE = 1_000;
  private static final RocksDbOptions OPTIONS = RocksDbOptions.withMemory(128 << 20);

  @Param({"keys", "set", "scores"})
  String what = "keys";

  private Path folder = Path.of("");
  private SlotStore source = new MemoryStore();
  private SlotStore target = source;
  private int targets;

  /** What one transfer moved. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Moved {
    public long bytes;
    public long pieces;
  }

  @Setup
  public void load() throws IOException {
    folder = Files.createTempDirectory("slot-transfer");
    source = RocksDbStore.open(folder.resolve("source"), OPTIONS);
    int count = what.equals("keys") ? KEYS : ELEMENTS;
    for (int from = 0; from < count; from += AT_ONCE) {
      long index = from / AT_ONCE + 1L;
      SlotStatus status = new SlotStatus(new LogPosition(1, index), 0, KEYS, 0, 2);
      source.apply(StoreBatch.of(index, List.of(new SlotRecord(ADDRESS, status, mutations(from)))));
    }
    source.flush();
  }

  private List<Mutation> mutations(int from) {
    List<Mutation> strings = new ArrayList<>();
    List<Bytes> names = new ArrayList<>();
    List<ScoreChange> scores = new ArrayList<>();
    for (int i = from; i < from + AT_ONCE; i++) {
      Bytes name = Bytes.of("element:" + i);
      names.add(name);
      scores.add(ScoreChange.added(name, (double) (i * 7919L % ELEMENTS)));
      Bytes value = Bytes.wrap(new byte[100]);
      strings.add(new PutString(name, value, Expiry.NEVER, Expiry.NEVER));
    }
    Bytes key = Bytes.of("key");
    return switch (what) {
      case "keys" -> strings;
      case "set" -> List.of(new PutSetMembers(key, header(ValueType.SET, from), names));
      default -> List.of(new PutScores(key, header(ValueType.SORTED_SET, from), scores));
    };
  }

  private static CollectionHeader header(ValueType type, int from) {
    return CollectionHeader.create(type, 1).withSize(from + AT_ONCE);
  }

  @Setup(Level.Invocation)
  public void open() {
    target = RocksDbStore.open(folder.resolve("target" + targets++), OPTIONS);
  }

  @TearDown(Level.Invocation)
  public void close() {
    target.close();
  }

  @TearDown
  public void clear() throws IOException {
    source.close();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(SlotTransferBenchmark::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Benchmark
  public void transfer(Moved moved) {
    moved.bytes = 0;
    moved.pieces = 0;
    SlotId slot = new SlotId(ADDRESS.table(), ADDRESS.slot());
    try (SlotExport export = SlotExport.open(source, slot, targets)) {
      byte[] piece = required(export.next());
      SlotImport taken = SlotImport.begin(target, piece);
      while (!taken.isWhole()) {
        piece = required(export.next());
        taken.take(piece);
        moved.bytes += piece.length;
        moved.pieces++;
      }
      taken.whole().finish(0);
      target.flush();
    }
  }

  private static byte[] required(byte @Nullable [] piece) {
    if (piece == null) {
      throw new IllegalStateException("the slot has ended too soon");
    }
    return piece;
  }
}
