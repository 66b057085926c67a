package io.talus.product.cluster;

import io.talus.product.cluster.ClusterClient.Outcome;
import io.talus.testkit.process.NodeProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;

/**
 * Clients that send command after command through all nodes of a cluster until they are told to
 * stop, and how many of those were answered.
 */
final class Clients implements AutoCloseable {
  /** Between two commands of a client: the processors are for the nodes. */
  private static final long PAUSE_MILLIS = 2;

  static final Duration PROGRESS_LIMIT = Duration.ofSeconds(60);

  /** Commands can be sent to it. */
  interface Calls {
    Outcome call(String... words);
  }

  /** What a client does next; called by one thread for each client. */
  interface Step {
    void take(Calls client, RandomGenerator random);
  }

  private final List<NodeProcess> nodes;
  private final Step step;
  private final LongAdder acknowledged = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder unknown = new LongAdder();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Future<?>> running = new ArrayList<>();

  /** Begins. */
  Clients(List<NodeProcess> nodes, int count, SplittableRandom random, Step step) {
    this.nodes = nodes;
    this.step = step;
    for (int i = 0; i < count; i++) {
      SplittableRandom own = random.split();
      running.add(threads.submit(() -> play(own)));
    }
  }

  private Void play(SplittableRandom random) throws InterruptedException {
    try (ClusterClient client = new ClusterClient(nodes, random)) {
      while (!stopped.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
        step.take(words -> counted(client.call(words)), random);
      }
      return null;
    }
  }

  private Outcome counted(Outcome outcome) {
    switch (outcome) {
      case Outcome.Done ignored -> acknowledged.increment();
      case Outcome.Unknown ignored -> unknown.increment();
      case Outcome.Refused ignored -> refused.increment();
    }
    return outcome;
  }

  /** Waits until so many more commands were answered. */
  void awaitProgress(int commands) throws Exception {
    long wanted = acknowledged.sum() + commands;
    long end = System.nanoTime() + PROGRESS_LIMIT.toNanos();
    while (acknowledged.sum() < wanted) {
      if (System.nanoTime() > end) {
        throw new AssertionError("%s: no progress after %s".formatted(this, PROGRESS_LIMIT));
      }
      runFor(Duration.ofMillis(PAUSE_MILLIS));
    }
  }

  /** Lets the clients go on for so long; a client that fails ends that. */
  void runFor(Duration time) throws InterruptedException, ExecutionException {
    long end = System.nanoTime() + time.toNanos();
    for (Future<?> client : running) {
      if (client.isDone()) {
        client.get();
      }
    }
    stopped.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  /** Ends the clients; returns when all have. */
  void stop() throws Exception {
    stopped.countDown();
    for (Future<?> client : running) {
      client.get(PROGRESS_LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
  }

  @Override
  public String toString() {
    return "%d answered, %d refused, %d unknown"
        .formatted(acknowledged.sum(), refused.sum(), unknown.sum());
  }

  @Override
  public void close() {
    stopped.countDown();
    threads.shutdownNow();
  }
}
