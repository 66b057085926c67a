package io.talus.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.application.command.Reply;
import io.talus.forward.KeyStates.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * Random pipelines, while slots change hands and connections break: every command has one reply, in
 * its place, and those on one key fit each other.
 */
final class PipelinesTest {
  private static final int SEEDS = 150;
  private static final int ROUNDS = 60;
  private static final int KEYS = 8;
  private static final int PIPELINE_MAX = 30;
  private static final Kind[] KINDS = Kind.values();

  private record Sent(String key, Kind kind) {}

  /** A client with keys of its own, of several slots. */
  private static final class Load {
    private final PipelineClient client;
    private final List<String> keys = new ArrayList<>();
    private final Map<String, KeyStates> states = new HashMap<>();
    private final Queue<Sent> sent = new ArrayDeque<>();
    private final Map<String, StringBuilder> histories = new HashMap<>();
    private int checked;

    Load(PipelineClient client, int number) {
      this.client = client;
      for (int i = 0; i < KEYS; i++) {
        String key = TestCluster.key(i % 4, number * KEYS + i);
        keys.add(key);
        states.put(key, new KeyStates());
      }
    }

    void send(RandomGenerator random) {
      for (int left = random.nextInt(PIPELINE_MAX); left > 0; left--) {
        Sent next = new Sent(keys.get(random.nextInt(KEYS)), KINDS[random.nextInt(KINDS.length)]);
        sent.add(next);
        client.send(KeyStates.words(next.kind, next.key).toArray(String[]::new));
      }
    }

    void check(long seed) {
      for (; checked < client.replies().size(); checked++) {
        Sent next = sent.remove();
        Reply reply = client.reply(checked);
        KeyStates before = states.get(next.key);
        String possible = String.valueOf(before);
        StringBuilder history = histories.computeIfAbsent(next.key, key -> new StringBuilder());
        history.append("%n%s %s, after %s".formatted(next.kind, reply, possible));
        if (before == null || !before.answered(next.kind, reply)) {
          throw new AssertionError(
              "seed %d: that cannot be what happened to %s:%s".formatted(seed, next.key, history));
        }
      }
    }

    boolean isAnswered() {
      return client.replies().size() == checked + sent.size();
    }
  }

  @Test
  void repliesAreInOrderAndFitEachOtherWhateverHappens() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      run(seed);
    }
  }

  private static void run(long seed) {
    TestCluster cluster = new TestCluster(seed);
    RandomGenerator random = cluster.random();
    List<Load> loads = new ArrayList<>();
    for (int i = 0; i < TestCluster.NODES + 1; i++) {
      loads.add(new Load(new PipelineClient(cluster.node(i % TestCluster.NODES)), i));
    }
    Trouble trouble = new Trouble(cluster);
    for (int round = 0; round < ROUNDS; round++) {
      loads.get(random.nextInt(loads.size())).send(random);
      trouble.happens();
      cluster.schedule().steps(random.nextInt(120));
      loads.forEach(load -> load.check(seed));
    }
    trouble.ends();
    cluster
        .schedule()
        .until("all answers, seed " + seed, () -> loads.stream().allMatch(Load::isAnswered));
    loads.forEach(load -> load.check(seed));
    for (int i = 0; i < TestCluster.NODES; i++) {
      assertEquals(0, cluster.node(i).proxy().calls(), "seed " + seed);
    }
  }
}
