package io.talus.product.cluster;

import io.talus.product.node.Answer;
import io.talus.product.node.RespClient;
import io.talus.testkit.process.ClusterProcesses;
import io.talus.testkit.process.NodeProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Rounds of disasters that befall one cluster while clients use it. */
final class Trouble {
  private static final int COMMANDS = 400;

  /** Time enough to elect whoever can be elected. */
  private static final Duration ELECTIONS = Duration.ofSeconds(3);

  private final ClusterProcesses cluster;
  private final EverySlot slots;
  private final SplittableRandom random;
  private int rounds;

  Trouble(ClusterProcesses cluster, int slots, SplittableRandom random) {
    this.cluster = cluster;
    this.slots = new EverySlot(slots);
    this.random = random;
  }

  /** The disaster strikes, ends, and has left no trace. */
  void round(Disaster disaster) throws Exception {
    String name = "%s-%d:".formatted(disaster, ++rounds);
    try (Load load = new Load(cluster.nodes(), name, random.split())) {
      load.awaitProgress(COMMANDS);
      long struck = System.nanoTime();
      Set<Integer> victims = disaster.strike(cluster);
      List<NodeProcess> others = Disaster.without(cluster, victims);
      Duration writable = slots.awaitWritable(others, struck);
      load.awaitProgress(COMMANDS);
      disaster.end(cluster, victims, load);
      long ended = System.nanoTime();
      slots.awaitWritable(cluster.nodes(), ended);
      Duration rejoined = victims.isEmpty() ? Duration.ZERO : carry(victims);
      load.awaitProgress(COMMANDS);
      load.check();
      placesTables("made" + rounds);
      Complaints.expectNone(cluster);
      System.out.printf(
          "writable after %.1f s, after %.1f s when another one failed, all over after %.1f s;"
              + " %s%n",
          seconds(writable),
          seconds(rejoined),
          seconds(Duration.ofNanos(System.nanoTime() - struck)),
          load);
    } catch (Exception | AssertionError failed) {
      throw new AssertionError(name + "\n" + cluster.lastWords(), failed);
    }
  }

  /**
   * A node loses its disk and starts on an empty one: it is another node then, and nobody's voter.
   * The cluster stays without it.
   */
  void wipe() throws Exception {
    String name = "WIPED-%d:".formatted(++rounds);
    try (Load load = new Load(cluster.nodes(), name, random.split())) {
      load.awaitProgress(COMMANDS);
      int victim = random.nextInt(cluster.nodes().size());
      cluster.node(victim).kill();
      cluster.node(victim).wipe();
      cluster.node(victim).launch();
      cluster.node(victim).awaitStart();
      slots.awaitWritable(cluster.nodes(), System.nanoTime());
      load.awaitProgress(COMMANDS);
      staysWithoutVote(victim);
      slots.awaitWritable(cluster.nodes(), System.nanoTime());
      load.awaitProgress(COMMANDS);
      load.check();
      Complaints.expectNone(cluster);
      System.out.println(load);
    } catch (Exception | AssertionError failed) {
      throw new AssertionError(name + "\n" + cluster.lastWords(), failed);
    }
  }

  /** One that knows what was written and one that does not are no majority of three. */
  private void staysWithoutVote(int wiped) throws Exception {
    List<NodeProcess> sound = Disaster.without(cluster, Set.of(wiped));
    NodeProcess paused = sound.get(random.nextInt(sound.size()));
    paused.pause();
    for (NodeProcess node : cluster.nodes()) {
      if (node.runs()) {
        slots.staysUnwritable(node, ELECTIONS);
      }
    }
    paused.resume();
  }

  /**
   * Whoever was away is one of the two that carry all slots while another one does nothing: so it
   * has all that was written meanwhile.
   */
  private Duration carry(Set<Integer> returned) throws Exception {
    List<NodeProcess> others = Disaster.without(cluster, returned);
    NodeProcess pausing = others.get(random.nextInt(others.size()));
    long since = System.nanoTime();
    pausing.pause();
    Duration carried =
        slots.awaitWritable(cluster.nodes().stream().filter(NodeProcess::runs).toList(), since);
    pausing.resume();
    slots.awaitWritable(List.of(pausing), System.nanoTime());
    return carried;
  }

  /** Whoever is the manager now does its work. */
  private void placesTables(String name) throws IOException {
    try (RespClient one = randomNode()) {
      one.send("TABLE", "CREATE", name, "SLOTS", "4", "REPLICAS", "3", "CONSISTENCY", "quorum");
      one.flush();
      expectOk(one.receive());
      expectOk(one.call("SELECT", name));
      expectOk(one.call("SET", "key", name));
      expectOk(one.call("TABLE", "DROP", name));
    }
  }

  private RespClient randomNode() throws IOException {
    return new RespClient(cluster.node(random.nextInt(cluster.nodes().size())).port());
  }

  private static void expectOk(Answer answer) {
    if (!answer.text().equals("OK")) {
      throw new AssertionError("reply: " + answer + " (expected: OK)");
    }
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }
}
