package io.talus.benchmarks.micro;

import io.talus.adapters.rocksdb.layout.Family;
import io.talus.adapters.rocksdb.layout.LayoutSink;
import io.talus.adapters.rocksdb.write.BatchWriter;
import io.talus.adapters.rocksdb.write.CountLimits;
import io.talus.adapters.rocksdb.write.StoreSource;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotRecord;
import io.talus.application.port.SlotStatus;
import io.talus.application.port.StoreBatch;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.log.LogPosition;
import io.talus.domain.mutation.FieldChange;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.PutHashFields;
import io.talus.domain.mutation.Mutation.PutScores;
import io.talus.domain.mutation.Mutation.PutString;
import io.talus.domain.mutation.ScoreChange;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.ValueType;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time per record to turn batches of ten thousand into what RocksDB takes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BatchWriterBenchmark {
  private static final int RECORDS = 10_000;
  private static final int COLLECTION_ELEMENTS = 300;

  private final BatchWriter writer =
      new BatchWriter(
          IntStream.range(0, Family.all().length).toArray(),
          slot -> null,
          SlotAddress::incarnation,
          new EmptyStore(),
          CountLimits.DEFAULT);
  private final StoreBatch strings = batch(BatchWriterBenchmark::string);
  private final StoreBatch overwrites = batch(i -> string(i % 100));
  private final StoreBatch fields = batch(BatchWriterBenchmark::field);
  private final StoreBatch scores = batch(BatchWriterBenchmark::score);

  private record EmptyStore() implements StoreSource {
    @Override
    public byte @Nullable [] read(Family family, LayoutSink key) {
      return null;
    }

    @Override
    public void readAll(Family family, List<Bytes> keys, boolean sideBySide, Visitor visitor) {
      // Nothing is found.
    }

    @Override
    public Places places(Bytes collection) {
      return new NoPlaces();
    }
  }

  private record NoPlaces() implements StoreSource.Places {
    @Override
    public List<Bytes> between(Bytes from, @Nullable Bytes to) {
      return List.of();
    }

    @Override
    public void close() {}
  }

  private static Mutation string(int i) {
    return new PutString(
        Bytes.of("key:" + i), Bytes.of("x".repeat(100)), Expiry.NEVER, Expiry.NEVER);
  }

  private static Mutation field(int i) {
    return new PutHashFields(
        collection(i),
        header(i, ValueType.HASH),
        List.of(FieldChange.of(Bytes.of("field:" + i), Bytes.of("x".repeat(20)))));
  }

  private static Mutation score(int i) {
    return new PutScores(
        collection(i),
        header(i, ValueType.SORTED_SET),
        List.of(ScoreChange.added(Bytes.of("member:" + i), i)));
  }

  private static Bytes collection(int i) {
    return Bytes.of("collection:" + i / COLLECTION_ELEMENTS);
  }

  private static CollectionHeader header(int i, ValueType type) {
    return CollectionHeader.create(type, 1 + i / COLLECTION_ELEMENTS)
        .withSize(1 + i % COLLECTION_ELEMENTS);
  }

  private static StoreBatch batch(IntFunction<Mutation> mutations) {
    List<SlotRecord> records =
        IntStream.range(0, RECORDS).mapToObj(i -> record(i, mutations.apply(i))).toList();
    return StoreBatch.of(1, records);
  }

  private static SlotRecord record(int i, Mutation mutation) {
    SlotStatus status = new SlotStatus(new LogPosition(1, i + 1), i, i + 1, 0, RECORDS);
    return new SlotRecord(new SlotAddress(0, 7, 1), status, List.of(mutation));
  }

  private byte[] write(StoreBatch batch) {
    byte[] written = writer.begin(batch, batch.mark());
    writer.end(false);
    return written;
  }

  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public byte[] newStrings() {
    return write(strings);
  }

  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public byte[] hundredStringsAgainAndAgain() {
    return write(overwrites);
  }

  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public byte[] hashFields() {
    return write(fields);
  }

  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public byte[] scores() {
    return write(scores);
  }
}
