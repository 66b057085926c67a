package io.talus.product.cluster;

import io.talus.product.cluster.ClusterClient.Outcome;
import io.talus.product.node.Answer;
import io.talus.product.node.RespClient;
import io.talus.testkit.linear.RegisterOperation;
import io.talus.testkit.process.NodeProcess;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
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

  private final List<NodeProcess> nodes;
  private final String prefix;
  private final Histories registers = new Histories();
  private final Counters counters = new Counters();
  private final ConcurrentLinkedQueue<String> written = new ConcurrentLinkedQueue<>();
  private final AtomicLong values = new AtomicLong();
  private final Clients clients;

  /**
   * Begins.
   *
   * @param prefix of all keys; nobody else has used it before
   */
  Load(List<NodeProcess> nodes, String prefix, SplittableRandom random) {
    this.nodes = nodes;
    this.prefix = prefix;
    this.clients = new Clients(nodes, CLIENTS, random, this::step);
  }

  private void step(Clients.Calls client, RandomGenerator random) {
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

  private void raise(Clients.Calls client, String key) {
    switch (client.call("INCR", key)) {
      case Outcome.Done ignored -> counters.raised(key);
      case Outcome.Unknown ignored -> counters.perhapsRaised(key);
      case Outcome.Refused ignored -> {}
    }
  }

  private void writeOnce(Clients.Calls client, String key) {
    if (client.call("SET", key, key) instanceof Outcome.Done) {
      written.add(key);
    }
  }

  private void write(Clients.Calls client, String key) {
    long value = values.incrementAndGet();
    long invoked = System.nanoTime();
    switch (client.call("SET", key, Long.toString(value))) {
      case Outcome.Done ignored ->
          registers.add(key, RegisterOperation.write(value, invoked, System.nanoTime()));
      case Outcome.Unknown ignored ->
          registers.add(key, RegisterOperation.write(value, invoked, RegisterOperation.NEVER));
      case Outcome.Refused ignored -> {}
    }
  }

  private Outcome read(Clients.Calls client, String key) {
    long invoked = System.nanoTime();
    Outcome outcome = client.call("GET", key);
    if (outcome instanceof Outcome.Done done) {
      registers.add(key, RegisterOperation.read(value(done.answer()), invoked, System.nanoTime()));
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

  /** See {@link Clients#awaitProgress}. */
  void awaitProgress(int commands) throws Exception {
    clients.awaitProgress(commands);
  }

  /** See {@link Clients#runFor}. */
  void runFor(Duration time) throws InterruptedException, ExecutionException {
    clients.runFor(time);
  }

  /** Ends the clients, and checks all that they were told against what there is now. */
  void check() throws Exception {
    clients.stop();
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
    return prefix + " " + clients;
  }

  @Override
  public void close() {
    clients.close();
  }
}
