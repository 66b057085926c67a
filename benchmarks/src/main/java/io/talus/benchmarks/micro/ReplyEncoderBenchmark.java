package io.talus.benchmarks.micro;

import io.talus.adapters.resp.protocol.ReplyBuffer;
import io.talus.adapters.resp.protocol.ReplyEncoder;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time per reply, without what the socket costs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReplyEncoderBenchmark {
  private final ReplyBuffer buffer = new ReplyBuffer(new Recycling());
  private final ReplyEncoder encoder = new ReplyEncoder(buffer);
  private final Reply value = Reply.bulk("x".repeat(100));
  private final Reply number = Reply.integer(1_234_567_890L);
  private final Reply list = new Reply.Bulks(Collections.nCopies(100, Bytes.of("x".repeat(100))));

  /** Always the same array: what is in it is thrown away. */
  private static final class Recycling implements ReplyBuffer.Overflow {
    private final byte[] array = new byte[32 * 1024];

    @Override
    public byte[] borrow() {
      return array;
    }

    @Override
    public void full(byte[] full, int length) {
      // Thrown away.
    }

    @Override
    public void large(byte[] large) {
      // Thrown away.
    }
  }

  @Benchmark
  public void ok() {
    encoder.write(Reply.OK);
  }

  @Benchmark
  public void integer() {
    encoder.write(number);
  }

  @Benchmark
  public void bulk() {
    encoder.write(value);
  }

  @Benchmark
  public void hundredBulks() {
    encoder.write(list);
  }
}
