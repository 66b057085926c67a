package io.talus.benchmarks.micro;

import io.talus.application.log.ByteSink;
import io.talus.application.log.RecordCodec;
import io.talus.application.port.SlotStatus;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.log.LogPosition;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.PutScores;
import io.talus.domain.mutation.Mutation.PutString;
import io.talus.domain.mutation.ScoreChange;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.ValueType;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.infra.Blackhole;

/** Time per unit, of ticks of fifty: a string of 100 bytes, or a member with its score. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RecordCodecBenchmark {
  private static final int UNITS = 50;
  private static final int KEPT_BYTES = 1 << 20;
  private static final Bytes KEY = Bytes.of("key:000000012345");
  private static final SlotStatus STATUS =
      new SlotStatus(new LogPosition(3, 123_456), 1_700_000_000_000L, 1_000_000, 10, 1_000);
  private static final List<Mutation> STRING =
      List.of(new PutString(KEY, Bytes.of("x".repeat(100)), Expiry.NEVER, Expiry.NEVER));
  private static final List<Mutation> SCORE =
      List.of(
          new PutScores(
              KEY,
              CollectionHeader.create(ValueType.SORTED_SET, 77).withSize(1000),
              List.of(ScoreChange.added(Bytes.of("member:000000012345"), 12.5))));

  private final RecordCodec codec = new RecordCodec();
  private final ByteSink sink = new ByteSink(KEPT_BYTES);
  private final byte[] strings = encoded(STRING);
  private final byte[] scores = encoded(SCORE);

  private byte[] encoded(List<Mutation> mutations) {
    write(mutations);
    return Arrays.copyOf(sink.array(), sink.length());
  }

  private void write(List<Mutation> mutations) {
    sink.clear(KEPT_BYTES);
    for (int i = 0; i < UNITS; i++) {
      int begin = codec.beginUnit(sink);
      codec.write(0, 1000, 1, STATUS, mutations, sink);
      codec.endUnit(sink, begin);
    }
  }

  @Benchmark
  @OperationsPerInvocation(UNITS)
  public int encodeString() {
    write(STRING);
    return sink.length();
  }

  @Benchmark
  @OperationsPerInvocation(UNITS)
  public int encodeScore() {
    write(SCORE);
    return sink.length();
  }

  @Benchmark
  @OperationsPerInvocation(UNITS)
  public void decodeStrings(Blackhole blackhole) {
    RecordCodec.read(strings, 0, strings.length, blackhole::consume);
  }

  @Benchmark
  @OperationsPerInvocation(UNITS)
  public void decodeScores(Blackhole blackhole) {
    RecordCodec.read(scores, 0, scores.length, blackhole::consume);
  }
}
