package io.talus.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a client of one node sees of slots that others lead. */
final class ForwardTest {
  private static final String UNKNOWN = "UNKNOWN ";

  private final TestCluster cluster = new TestCluster(1);
  private final PipelineClient client = new PipelineClient(cluster.node(0));

  /** Keys whose slots are led by node 0, 1 and 2. */
  private final String here = TestCluster.key(0, 0);

  private final String there = TestCluster.key(1, 0);
  private final String yonder = TestCluster.key(2, 0);

  @Test
  void anyNodeAnswersAnyKey() {
    for (int slot = 0; slot < ClusterNode.SLOTS; slot++) {
      assertEquals(Reply.OK, cluster.one(client, "SET " + TestCluster.key(slot, 0) + " v" + slot));
    }
    PipelineClient other = new PipelineClient(cluster.node(2));
    for (int slot = 0; slot < ClusterNode.SLOTS; slot++) {
      assertEquals(Reply.bulk("v" + slot), cluster.one(other, "GET " + TestCluster.key(slot, 0)));
    }
  }

  @Test
  void repliesOfAPipelineComeInOrder() {
    List<String> lines = new ArrayList<>();
    List<Reply> expected = new ArrayList<>();
    for (int i = 1; i <= 400; i++) {
      for (String key : List.of(there, here, yonder)) {
        lines.add("INCR " + key);
        expected.add(Reply.integer(i));
      }
      lines.add("PING");
      expected.add(Reply.PONG);
    }

    assertEquals(expected, cluster.all(client, lines.toArray(String[]::new)));
  }

  @Test
  void manyForwardsAreUnderWayAtOnce() {
    for (int i = 0; i < 100; i++) {
      client.send("INCR", there);
    }
    cluster.schedule().until("many are under way", () -> cluster.node(0).proxy().calls() > 30);
    cluster.schedule().until("all are answered", () -> client.replies().size() == 100);

    assertEquals(0, cluster.node(0).proxy().calls());
  }

  @Test
  void slotThatNobodyLeadsIsWaitedFor() {
    cluster.resign(1);
    client.send("SET", there, "v");
    cluster.schedule().steps(200);
    assertEquals(List.of(), client.replies());
    cluster.lead(1, 2);

    cluster.schedule().until("the reply", () -> client.replies().size() == 1);

    assertEquals(Reply.OK, client.reply(0));
  }

  @Test
  void slotThatNobodyLeadsForLongIsAnError() {
    cluster.resign(0);

    assertError("CLUSTERDOWN ", cluster.one(client, "SET " + here + " v"));
    assertEquals(Reply.PONG, cluster.one(client, "PING"));
  }

  @Test
  void leaderThatHasResignedRefusesAndTheCommandIsTriedAgain() {
    cluster.one(client, "SET " + there + " 1");
    cluster.resign(1); // node 0 does not know
    client.send("INCR", there);
    client.send("INCR", there);
    cluster
        .schedule()
        .until(
            "both are refused",
            () -> cluster.node(0).proxy().calls() == 0 || client.replies().size() == 2);
    cluster.lead(1, 2);

    cluster.schedule().until("the replies", () -> client.replies().size() == 3);

    assertEquals(List.of(Reply.integer(2), Reply.integer(3)), client.replies().subList(1, 3));
  }

  @Test
  void writeWhoseAnswerIsLostIsUnknownAndAReadIsTriedAgain() {
    cluster.one(client, "SET " + yonder + " v");
    client.send("GET", yonder);
    client.send("INCR", there);
    cluster.schedule().until("both are under way", () -> cluster.node(0).proxy().calls() == 2);
    cluster.cables().cut(0, 1);
    cluster.cables().cut(0, 2);
    cluster.schedule().steps(100);
    cluster.cables().heal(0, 1);
    cluster.cables().heal(0, 2);

    cluster.schedule().until("the replies", () -> client.replies().size() == 3);

    assertEquals(Reply.bulk("v"), client.reply(1));
    assertError(UNKNOWN, client.reply(2));
  }

  /** A connection takes seconds to notice that the other side is silent: nobody waits for that. */
  @Test
  void whatIsUnderWayAtALeaderThatHangsIsGivenUpWhenAnotherLeads() {
    cluster.one(client, "SET " + there + " v");
    cluster.cables().stall(1, 0);
    client.send("GET", there);
    client.send("APPEND", there, "w");
    cluster.schedule().until("both are under way", () -> cluster.node(0).proxy().calls() == 2);
    long before = cluster.node(0).loop().nanoTime();
    cluster.lead(1, 2);

    cluster.schedule().until("the replies", () -> client.replies().size() == 3);

    assertError(UNKNOWN, client.reply(2));
    long nanos = cluster.node(0).loop().nanoTime() - before;
    assertTrue(nanos < TimeUnit.SECONDS.toNanos(1), "took " + nanos);
  }

  @Test
  void whoIsAskedNeverForwards() {
    // Node 0 believes that node 1 leads slot 2, and node 1 knows that node 2 does.
    cluster.lead(2, 1);
    cluster.schedule().steps(500);
    cluster.lead(2, 2);

    assertEquals(Reply.OK, cluster.one(client, "SET " + yonder + " v"));
    assertEquals(Reply.bulk("v"), cluster.node(2).inside(Bytes.of("GET"), Bytes.of(yonder)));
  }

  @Test
  void keysOfSeveralSlotsAreTakenApart() {
    assertEquals(
        Reply.OK, cluster.one(client, "MSET %s 1 %s 2 %s 3".formatted(here, there, yonder)));
    assertEquals(
        Reply.array(Reply.bulk("3"), Reply.NULL, Reply.bulk("1"), Reply.bulk("2"), Reply.bulk("3")),
        cluster.one(client, "MGET %s none %s %s %s".formatted(yonder, here, there, yonder)));
    assertEquals(
        Reply.integer(4),
        cluster.one(client, "EXISTS %s %s %s %s no".formatted(here, there, here, yonder)));
    assertEquals(
        Reply.integer(3), cluster.one(client, "TOUCH %s %s %s".formatted(here, there, yonder)));
    assertEquals(Reply.integer(2), cluster.one(client, "DEL %s %s no".formatted(here, there)));
    assertEquals(Reply.integer(1), cluster.one(client, "UNLINK %s %s".formatted(yonder, there)));
  }

  @Test
  void otherCommandsOnSeveralSlotsAreRefusedWhereverTheyAre() {
    String alsoHere = TestCluster.key(3, 0);
    for (String line :
        List.of(
            "RENAME %s %s".formatted(here, alsoHere),
            "MSETNX %s 1 %s 2".formatted(here, alsoHere),
            "SINTERSTORE %s %s %s".formatted(here, there, yonder))) {
      assertError(
          "CROSSSLOT Keys in request don't hash to the same slot", cluster.one(client, line));
    }
  }

  @Test
  void wholeTablesAreGathered() {
    for (int slot = 0; slot < ClusterNode.SLOTS; slot++) {
      cluster.one(client, "SET " + TestCluster.key(slot, 0) + " v");
    }
    assertEquals(Reply.integer(ClusterNode.SLOTS), cluster.one(client, "DBSIZE"));
    assertEquals(
        ClusterNode.SLOTS,
        assertInstanceOf(Reply.Bulks.class, cluster.one(client, "KEYS *")).items().size());
    assertInstanceOf(Reply.Bulk.class, cluster.one(client, "RANDOMKEY"));
    assertEquals(Reply.OK, cluster.one(client, "FLUSHDB"));
    assertEquals(Reply.integer(0), cluster.one(client, "DBSIZE"));
    assertEquals(Reply.NULL, cluster.one(client, "RANDOMKEY"));
    assertEquals(Reply.OK, cluster.one(client, "FLUSHALL"));
  }

  @Test
  void longRepliesComeInParts() {
    String value = "x".repeat(3_000_000);
    cluster.one(client, "SET " + there + " " + value);

    assertEquals(Reply.bulk(value), cluster.one(client, "GET " + there));
  }

  @Test
  void longReplyWaitsForASlowClient() {
    cluster.one(client, "SET " + there + " " + "x".repeat(3_000_000));
    client.slow(true);
    client.send("GET", there);
    cluster.schedule().steps(2_000);
    assertEquals(1, client.replies().size());
    client.slow(false);

    cluster.schedule().until("the reply", () -> client.replies().size() == 2);
  }

  @Test
  void clientThatHasSentAllStillGetsItsReplies() {
    client.send("INCR", there);
    client.send("INCR", there);
    client.end();
    cluster.schedule().until("it is closed", client::isClosed);
    cluster.schedule().steps(20); // what was sent before leaves at the end of the tick

    assertEquals(List.of(Reply.integer(1), Reply.integer(2)), client.replies());
  }

  @Test
  void clientThatGoesAwayLeavesNothingBehind() {
    client.send("BLPOP", there, "0");
    cluster.schedule().until("it blocks", () -> cluster.node(0).proxy().calls() == 1);
    cluster.schedule().steps(100);
    client.disconnect();
    cluster.schedule().until("it is given up", () -> cluster.node(0).proxy().calls() == 0);
    cluster.schedule().steps(100);

    PipelineClient other = new PipelineClient(cluster.node(0));
    assertEquals(Reply.integer(1), cluster.one(other, "RPUSH " + there + " v"));
    assertEquals(Reply.integer(1), cluster.one(other, "LLEN " + there));
  }

  @Test
  void blockingCommandBlocksAtTheLeader() {
    client.send("BLPOP", there, "0");
    client.send("PING");
    cluster.schedule().steps(300);
    assertTrue(client.isWaiting());
    PipelineClient other = new PipelineClient(cluster.node(2));
    cluster.one(other, "RPUSH " + there + " v");

    cluster.schedule().until("both replies", () -> client.replies().size() == 2);

    assertEquals(Reply.array(Reply.bulk(there), Reply.bulk("v")), flat(client.reply(0)));
    assertEquals(Reply.PONG, client.reply(1));
  }

  @Test
  void blockingCommandFollowsItsSlot() {
    for (int target : new int[] {2, 0, 1}) {
      int before = client.replies().size();
      client.send("BLPOP", there, "0");
      cluster.schedule().steps(300);
      cluster.resign(1);
      cluster.schedule().steps(50);
      cluster.lead(1, target);
      cluster.schedule().steps(300);
      PipelineClient other = new PipelineClient(cluster.node(2));
      cluster.one(other, "RPUSH " + there + " v" + target);

      cluster.schedule().until("the reply", () -> client.replies().size() == before + 1);

      assertEquals(
          Reply.array(Reply.bulk(there), Reply.bulk("v" + target)), flat(client.reply(before)));
    }
  }

  @Test
  void blockingCommandTimesOutAndCanBeUnblocked() {
    assertEquals(Reply.NULL_ARRAY, cluster.one(client, "BLPOP " + there + " 1"));
    long id = assertInstanceOf(Reply.Int.class, cluster.one(client, "CLIENT ID")).value();
    PipelineClient other = new PipelineClient(cluster.node(0));
    client.send("BLPOP", there, "0");
    cluster.schedule().steps(300);

    assertEquals(Reply.integer(1), cluster.one(other, "CLIENT UNBLOCK " + id + " ERROR"));
    cluster.schedule().until("the reply", () -> client.replies().size() == 3);
    assertError("UNBLOCKED ", client.reply(2));
  }

  @Test
  void transactionRunsAtTheLeader() {
    assertEquals(
        List.of(
            Reply.OK, Reply.QUEUED, Reply.QUEUED, Reply.array(Reply.integer(1), Reply.integer(2))),
        cluster.all(client, "MULTI", "INCR " + there, "INCR " + there, "EXEC"));
  }

  @Test
  void transactionOnSeveralSlotsIsRefusedWhenItIsQueued() {
    List<Reply> replies =
        cluster.all(client, "MULTI", "INCR " + there, "INCR " + yonder, "EXEC", "PING");

    assertError("CROSSSLOT ", replies.get(2));
    assertError("EXECABORT ", replies.get(3));
    assertEquals(Reply.PONG, replies.get(4));
  }

  @Test
  void watchIsKeptAtTheLeader() {
    PipelineClient other = new PipelineClient(cluster.node(2));
    cluster.all(client, "WATCH " + there, "MULTI", "INCR " + there);
    assertEquals(Reply.array(Reply.integer(1)), cluster.one(client, "EXEC"));
    cluster.all(client, "WATCH " + there, "MULTI", "INCR " + there);
    cluster.one(other, "SET " + there + " 5");
    assertEquals(Reply.NULL_ARRAY, cluster.one(client, "EXEC"));
    cluster.all(client, "WATCH " + there, "UNWATCH", "MULTI", "INCR " + there);
    cluster.one(other, "SET " + there + " 6");
    assertEquals(Reply.array(Reply.integer(7)), cluster.one(client, "EXEC"));
  }

  @Test
  void changeOfLeadershipEndsWatches() {
    for (int from = 0; from < TestCluster.NODES; from++) {
      cluster.all(client, "WATCH " + TestCluster.key(from, 0), "MULTI", "PING");
      cluster.lead(from, cluster.leaderOf(from)); // the same node, another epoch
      cluster.schedule().steps(200);
      assertEquals(Reply.NULL_ARRAY, cluster.one(client, "EXEC"));
    }
  }

  @Test
  void lostConnectionEndsWatches() {
    cluster.all(client, "WATCH " + there, "MULTI", "INCR " + there);
    cluster.cables().cut(0, 1);
    cluster.schedule().steps(100);
    cluster.cables().heal(0, 1);
    cluster.schedule().steps(100);

    assertEquals(Reply.NULL_ARRAY, cluster.one(client, "EXEC"));
    assertFalse(client.isAborted());
  }

  @Test
  void scanFindsEveryKey() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      lines.add("SET key%d v".formatted(i));
    }
    cluster.all(client, lines.toArray(String[]::new));
    List<Bytes> found = new ArrayList<>();
    String cursor = "0";
    do {
      Reply.Array page =
          assertInstanceOf(Reply.Array.class, cluster.one(client, "SCAN " + cursor + " COUNT 7"));
      cursor = ((Reply.Bulk) page.items().getFirst()).value().latin1();
      found.addAll(((Reply.Bulks) page.items().get(1)).items());
    } while (!cursor.equals("0"));

    assertEquals(300, found.stream().distinct().count());
  }

  /** The reply as an array of bulk strings. */
  private static Reply flat(Reply reply) {
    return reply instanceof Reply.Bulks bulks
        ? new Reply.Array(bulks.items().stream().map(Reply::bulk).toList())
        : reply;
  }

  private static void assertError(String start, Reply reply) {
    assertTrue(
        reply instanceof Reply.Error error && error.text().startsWith(start),
        () -> start + " expected, not " + reply);
  }
}
