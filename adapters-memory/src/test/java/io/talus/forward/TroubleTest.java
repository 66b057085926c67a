package io.talus.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is more than a command on a key, while slots change hands and connections break. */
final class TroubleTest {
  private static final int SEEDS = 40;
  private static final int STEPS_BETWEEN = 40;

  @Test
  void scanFindsEveryKeyThatWasThereAllTheTime() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      TestCluster cluster = new TestCluster(seed);
      PipelineClient client = new PipelineClient(cluster.node(0));
      Set<String> keys = new TreeSet<>();
      for (int i = 0; i < 60; i++) {
        keys.add("key" + i);
        cluster.one(client, "SET key%d v".formatted(i));
      }
      Trouble trouble = new Trouble(cluster);
      Set<String> found = new TreeSet<>();
      String cursor = "0";
      do {
        client.send("SCAN", cursor, "COUNT", "3");
        Reply page = answerInTrouble(cluster, trouble, client);
        if (page instanceof Reply.Array array) {
          cursor = ((Reply.Bulk) array.items().getFirst()).value().latin1();
          ((Reply.Bulks) array.items().get(1)).items().forEach(key -> found.add(key.latin1()));
        }
      } while (!cursor.equals("0") || found.isEmpty());

      assertEquals(keys, found, "seed " + seed);
    }
  }

  @Test
  void splitCommandsPutTheirRepliesWhereTheyBelong() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      TestCluster cluster = new TestCluster(seed);
      PipelineClient client = new PipelineClient(cluster.node(0));
      Trouble trouble = new Trouble(cluster);
      List<String> mget = new ArrayList<>(List.of("MGET"));
      List<Reply> expected = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        cluster.one(client, "SET key%d v%d".formatted(i, i));
        mget.add("key" + i);
        expected.add(Reply.bulk("v" + i));
      }
      for (int i = 0; i < 10; i++) {
        client.send(mget.toArray(String[]::new));
        Reply reply = answerInTrouble(cluster, trouble, client);
        if (!(reply instanceof Reply.Error)) {
          assertEquals(new Reply.Array(expected), reply, "seed " + seed);
        }
        client.send("DBSIZE");
        reply = answerInTrouble(cluster, trouble, client);
        if (!(reply instanceof Reply.Error)) {
          assertEquals(Reply.integer(20), reply, "seed " + seed);
        }
      }
    }
  }

  private static Reply answerInTrouble(
      TestCluster cluster, Trouble trouble, PipelineClient client) {
    int before = client.replies().size();
    for (int i = 0; i < 50 && client.replies().size() == before; i++) {
      trouble.happens();
      cluster.schedule().steps(STEPS_BETWEEN);
    }
    cluster.schedule().until("an answer", () -> client.replies().size() > before);
    return client.reply(before);
  }

  @Test
  void watchedKeyChangesUnderNobody() {
    int allDone = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      TestCluster cluster = new TestCluster(seed);
      String key = TestCluster.key(1, 0);
      List<WatchingClient> clients = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        clients.add(
            new WatchingClient(new PipelineClient(cluster.node(i % TestCluster.NODES)), key));
      }
      Trouble trouble = new Trouble(cluster);
      for (int round = 0; round < 200; round++) {
        clients.forEach(WatchingClient::goOn);
        cluster.schedule().steps(15);
        if (round % 8 == 0) {
          trouble.happens();
        }
      }
      trouble.ends();
      for (WatchingClient each : clients) {
        while (!each.isIdle()) {
          each.goOn();
          cluster.schedule().step();
        }
      }
      int done = clients.stream().mapToInt(WatchingClient::done).sum();
      int unknown = clients.stream().mapToInt(WatchingClient::unknown).sum();
      long value = value(cluster, key);
      String what = "seed %d: %d done, %d unknown, value %d".formatted(seed, done, unknown, value);
      assertTrue(value >= done && value <= done + unknown, what);
      allDone += done;
    }
    assertTrue(allDone > SEEDS, "only " + allDone);
  }

  private static long value(TestCluster cluster, String key) {
    Reply reply =
        cluster
            .node(cluster.leaderOf(TestCluster.slotOf(key)))
            .inside(Bytes.of("GET"), Bytes.of(key));
    return reply instanceof Reply.Bulk bulk ? Long.parseLong(bulk.value().latin1()) : 0;
  }

  @Test
  void blockedClientsGetEachElementOnce() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      TestCluster cluster = new TestCluster(seed);
      String queue = TestCluster.key(2, 0);
      List<PipelineClient> consumers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        PipelineClient consumer = new PipelineClient(cluster.node(i % TestCluster.NODES));
        for (int j = 0; j < 20; j++) {
          consumer.send("BLPOP", queue, "20");
        }
        consumers.add(consumer);
      }
      PipelineClient producer = new PipelineClient(cluster.node(1));
      Trouble trouble = new Trouble(cluster);
      for (int i = 0; i < 60; i++) {
        producer.send("RPUSH", queue, "v" + i);
        trouble.happens();
        cluster.schedule().steps(STEPS_BETWEEN);
      }
      trouble.ends();
      cluster
          .schedule()
          .until(
              "all answers, seed " + seed,
              () -> consumers.stream().allMatch(each -> each.replies().size() == 20));
      requireOnce(seed, consumers, producer);
    }
  }

  private static void requireOnce(
      long seed, List<PipelineClient> consumers, PipelineClient producer) {
    Set<Reply> popped = new HashSet<>();
    int unknown = 0;
    for (PipelineClient consumer : consumers) {
      for (Reply reply : consumer.replies()) {
        if (reply instanceof Reply.Bulks || reply instanceof Reply.Array) {
          assertTrue(popped.add(reply), "seed " + seed + ": twice " + reply);
        } else if (reply instanceof Reply.Error) {
          unknown++;
        }
      }
    }
    long pushed = producer.replies().stream().filter(Reply.Int.class::isInstance).count();
    assertTrue(
        popped.size() + unknown >= pushed,
        "seed %d: %d popped, %d unknown, %d pushed"
            .formatted(seed, popped.size(), unknown, pushed));
  }
}
