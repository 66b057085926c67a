package io.talus.benchmarks.micro;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.talus.adapters.resp.protocol.ReceivedBytes;
import io.talus.adapters.resp.protocol.RequestDecoder;
import io.talus.adapters.resp.protocol.RequestLimits;
import io.talus.domain.bytes.Bytes;
import java.nio.charset.StandardCharsets;
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

/** Time per command of pipelines of sixteen, as redis-benchmark sends them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RequestDecoderBenchmark {
  private static final int PIPELINE = 16;
  private static final String KEY = "$16\r\nkey:000000012345\r\n";
  private static final String VALUE = "$100\r\n" + "x".repeat(100) + "\r\n";

  private final ReceivedBytes received = new ReceivedBytes(new byte[64 * 1024]);
  private final RequestDecoder decoder = new RequestDecoder(received, new Generous());
  private final ByteBuf gets = pipeline("*2\r\n$3\r\nGET\r\n" + KEY);
  private final ByteBuf sets = pipeline("*3\r\n$3\r\nSET\r\n" + KEY + VALUE);

  private record Generous() implements RequestLimits {
    @Override
    public long bulkBytesMax() {
      return Long.MAX_VALUE;
    }

    @Override
    public long argumentBytesMax() {
      return Long.MAX_VALUE;
    }

    @Override
    public boolean hasRoomFor(long bytes) {
      return true;
    }

    @Override
    public boolean authenticated() {
      return true;
    }
  }

  private static ByteBuf pipeline(String request) {
    byte[] bytes = request.repeat(PIPELINE).getBytes(StandardCharsets.ISO_8859_1);
    return PooledByteBufAllocator.DEFAULT.directBuffer(bytes.length).writeBytes(bytes);
  }

  @Benchmark
  @OperationsPerInvocation(PIPELINE)
  public void get(Blackhole blackhole) {
    decode(gets, blackhole);
  }

  @Benchmark
  @OperationsPerInvocation(PIPELINE)
  public void set(Blackhole blackhole) {
    decode(sets, blackhole);
  }

  private void decode(ByteBuf sent, Blackhole blackhole) {
    sent.readerIndex(0);
    received.receive(sent);
    for (Bytes[] request = decoder.next(); request != null; request = decoder.next()) {
      blackhole.consume(request);
    }
    received.keep();
  }
}
