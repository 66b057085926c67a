package io.talus.product.cluster;

import io.talus.product.cluster.ClusterClient.Outcome;
import io.talus.product.node.Answer;
import io.talus.product.node.RespClient;
import io.talus.testkit.linear.RegisterOperation;
import io.talus.testkit.process.NodeProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;

/**
 * Clients that read and write through all nodes of a cluster until they are told to stop, and what
 * they were told: registers, counters, and keys that are written once.
 */
final class Load implements AutoCloseable {
  /** So few may be at one key at the same time that its history can be checked. */
  private static final int CLIENTS = 6;

  private static final int REGISTERS = 48;
  private static final int COUNTERS = 16;

  /** Between two commands of a client: the processors are for the nodes. */
  private static final long PAUSE_MILLIS = 2;

  private static final Duration PROGRESS_LIMIT = Duration.ofSeconds(60);

  private final List<NodeProcess> nodes;
  private final String prefix;
  private final Histories registers = new Histories();
  private final Counters counters = new Counters();
  private final ConcurrentLinkedQueue<String> written = new ConcurrentLinkedQueue<>();
  private final AtomicLong values = new AtomicLong();
  private final LongAdder acknowledged = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder unknown = new LongAdder();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Future<?>> running = new ArrayList<>();

  /**
   * Begins.
   *
   * @param prefix of all keys; nobody else has used it before
   */
  Load(List<NodeProcess> nodes, String prefix, SplittableRandom random) {
    this.nodes = nodes;
    this.prefix = prefix;
    for (int i = 0; i < CLIENTS; i++) {
      SplittableRandom own = random.split();
      running.add(threads.submit(() -> play(own)));
    }
  }

  private Void play(SplittableRandom random) throws InterruptedException {
    try (ClusterClient client = new ClusterClient(nodes, random)) {
      while (!stopped.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
        step(client, random);
      }
      return null;
    }
  }

  private void step(ClusterClient client, RandomGenerator random) {
    switch (random.nextInt(10)) {
      case 0 -> raise(client, prefix + "counter" + random.nextInt(COUNTERS));
      case 1 -> writeOnce(client, prefix + "once" + values.incrementAndGet());
      case 2, 3, 4, 5 -> write(client, register(random.nextInt(REGISTERS)));
      default -> read(client, register(random.nextInt(REGISTERS)));
    }
  }

  private String register(int number) {
    return prefix + "register" + number;
  }

  private void raise(ClusterClient client, String key) {
    switch (counted(client.call("INCR", key))) {
      case Outcome.Done ignored -> counters.raised(key);
      case Outcome.Unknown ignored -> counters.perhapsRaised(key);
      case Outcome.Refused ignored -> {}
    }
  }

  private void writeOnce(ClusterClient client, String key) {
    if (counted(client.call("SET", key, key)) instanceof Outcome.Done) {
      written.add(key);
    }
  }

  private void write(ClusterClient client, String key) {
    long value = values.incrementAndGet();
    long invoked = System.nanoTime();
    switch (counted(client.call("SET", key, Long.toString(value)))) {
      case Outcome.Done ignored ->
          registers.add(key, RegisterOperation.write(value, invoked, System.nanoTime()));
      case Outcome.Unknown ignored ->
          registers.add(key, RegisterOperation.write(value, invoked, RegisterOperation.NEVER));
      case Outcome.Refused ignored -> {}
    }
  }

  private Outcome read(ClusterClient client, String key) {
    long invoked = System.nanoTime();
    Outcome outcome = counted(client.call("GET", key));
    if (outcome instanceof Outcome.Done done) {
      registers.add(key, RegisterOperation.read(value(done.answer()), invoked, System.nanoTime()));
    }
    return outcome;
  }

  private Outcome counted(Outcome outcome) {
    switch (outcome) {
      case Outcome.Done ignored -> acknowledged.increment();
      case Outcome.Unknown ignored -> unknown.increment();
      case Outcome.Refused ignored -> refused.increment();
    }
    return outcome;
  }

  /**
   * Reads all registers through a node that does nothing at present: the requests lie in its socket
   * when it goes on, and what it answers then must be what others have written meanwhile.
   */
  void readLate(NodeProcess node, Resuming resuming) throws Exception {
    try (RespClient client = new RespClient(node.port())) {
      for (int i = 0; i < REGISTERS; i++) {
        client.send("GET", register(i));
      }
      long invoked = System.nanoTime();
      client.flush();
      resuming.resume();
      for (int i = 0; i < REGISTERS; i++) {
        Answer answer = client.receive();
        if (!answer.isError()) {
          registers.add(
              register(i), RegisterOperation.read(value(answer), invoked, System.nanoTime()));
        }
      }
    }
  }

  private static long value(Answer answer) {
    return answer.isNull() ? 0 : Long.parseLong(answer.text());
  }

  /** Lets a process go on. */
  interface Resuming {
    void resume() throws Exception;
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

  /** Ends the clients, and checks all that they were told against what there is now. */
  void check() throws Exception {
    stopped.countDown();
    for (Future<?> client : running) {
      client.get(PROGRESS_LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
    for (NodeProcess node : nodes) {
      if (node.runs()) {
        look(node);
      }
    }
    registers.check();
  }

  private void look(NodeProcess node) {
    try (ClusterClient client = new ClusterClient(List.of(node), new SplittableRandom(1))) {
      for (int i = 0; i < REGISTERS; i++) {
        certain(read(client, register(i)));
      }
      for (int i = 0; i < COUNTERS; i++) {
        String key = prefix + "counter" + i;
        Outcome.Done done = certain(client.call("GET", key));
        counters.check(key, value(done.answer()));
      }
      for (String key : written) {
        if (!certain(client.call("GET", key)).answer().text().equals(key)) {
          throw new AssertionError(key + " was acknowledged, and is not there");
        }
      }
    }
  }

  private static Outcome.Done certain(Outcome outcome) {
    if (outcome instanceof Outcome.Done done) {
      return done;
    }
    throw new AssertionError("a read after the fault is over: " + outcome);
  }

  @Override
  public String toString() {
    return "%s %d answered, %d refused, %d unknown"
        .formatted(prefix, acknowledged.sum(), refused.sum(), unknown.sum());
  }

  @Override
  public void close() {
    stopped.countDown();
    threads.shutdownNow();
  }
}
