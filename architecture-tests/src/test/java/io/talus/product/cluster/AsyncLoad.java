package io.talus.product.cluster;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.slot.HashSlot;
import io.talus.product.cluster.ClusterClient.Outcome;
import io.talus.product.node.Answer;
import io.talus.product.node.RespClient;
import io.talus.testkit.process.NodeProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** Clients that write keys, each once, and which of those were acknowledged. */
final class AsyncLoad implements AutoCloseable {
  private static final int CLIENTS = 4;
  private static final int PIPELINE = 200;

  private final String prefix;
  private final AtomicLong numbers = new AtomicLong();
  private final ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();
  private final Clients clients;

  /**
   * Begins.
   *
   * @param prefix of all keys; nobody else has used it before
   */
  AsyncLoad(List<NodeProcess> nodes, String prefix, SplittableRandom random) {
    this.prefix = prefix;
    this.clients = new Clients(nodes, CLIENTS, random, (client, any) -> write(client, any));
  }

  private void write(Clients.Calls client, RandomGenerator random) {
    String key = prefix + random.nextInt(1000) + "-" + numbers.incrementAndGet();
    if (client.call("SET", key, key) instanceof Outcome.Done) {
      acknowledged.add(key);
    }
  }

  Clients clients() {
    return clients;
  }

  /** Keys that nobody has written yet, all in some of the table's slots. */
  List<String> newKeys(int count, Set<Integer> slots, int slotCount) {
    List<String> keys = new ArrayList<>();
    while (keys.size() < count) {
      String key = prefix + "own-" + numbers.incrementAndGet();
      if (slots.contains(HashSlot.of(Bytes.of(key)) / (HashSlot.COUNT / slotCount))) {
        keys.add(key);
      }
    }
    return keys;
  }

  /** Puts writes of these keys behind what the client sends next. */
  static void send(RespClient client, Collection<String> keys) throws IOException {
    for (String key : keys) {
      client.send("SET", key, key);
    }
    client.flush();
  }

  /** Takes the answers to {@link #send}; returns which of the keys were acknowledged. */
  Set<String> receive(RespClient client, Collection<String> keys) throws IOException {
    Set<String> done = new TreeSet<>();
    for (String key : keys) {
      Answer answer = client.receive();
      if (!answer.isError()) {
        done.add(key);
        acknowledged.add(key);
      }
    }
    return done;
  }

  int count() {
    return acknowledged.size();
  }

  /** What was acknowledged. */
  List<String> keys() {
    return List.copyOf(acknowledged);
  }

  /** What was acknowledged and is not there, read through one of the nodes. */
  Set<String> missing(NodeProcess node) throws IOException {
    Set<String> missing = new TreeSet<>();
    List<String> all = List.copyOf(acknowledged);
    try (RespClient client = new RespClient(node.port())) {
      for (int i = 0; i < all.size(); i += PIPELINE) {
        List<String> keys = all.subList(i, Math.min(all.size(), i + PIPELINE));
        List<Answer> answers =
            client.pipeline(keys.stream().map(key -> new String[] {"GET", key}).toList());
        for (int j = 0; j < keys.size(); j++) {
          if (answers.get(j).isError()) {
            throw new AssertionError("a read after the fault is over: " + answers.get(j));
          }
          if (!answers.get(j).text().equals(keys.get(j))) {
            missing.add(keys.get(j));
          }
        }
      }
    }
    return missing;
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
