package io.talus.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A client that asks every millisecond or so whether the server answers, in a thread of its own.
 */
final class PingingClient implements AutoCloseable {
  private final WholeReplies client;
  private final AtomicLong worstNanos = new AtomicLong();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final CountDownLatch begun = new CountDownLatch(1);
  private final Thread thread;

  private PingingClient(int port) throws IOException {
    client = new WholeReplies(port);
    thread = Thread.ofPlatform().daemon().start(this::run);
  }

  /** Has been answered once. */
  static PingingClient begin(int port) throws IOException, InterruptedException {
    PingingClient pings = new PingingClient(port);
    pings.begun.await();
    return pings;
  }

  private void run() {
    try {
      while (!ended.await(1, TimeUnit.MILLISECONDS)) {
        long sent = System.nanoTime();
        client.send(List.of("PING"));
        client.receive();
        worstNanos.accumulateAndGet(System.nanoTime() - sent, Math::max);
        begun.countDown();
      }
    } catch (IOException | InterruptedException gone) {
      worstNanos.set(Long.MAX_VALUE);
      begun.countDown();
    }
  }

  /** How long the slowest answer took; ends the asking. */
  long worstMillis() throws InterruptedException {
    ended.countDown();
    thread.join();
    return TimeUnit.NANOSECONDS.toMillis(worstNanos.get());
  }

  @Override
  public void close() throws IOException {
    ended.countDown();
    client.close();
  }
}
