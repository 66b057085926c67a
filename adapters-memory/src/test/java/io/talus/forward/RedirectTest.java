package io.talus.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.command.Reply;
import io.talus.application.slot.ShardSlot;
import io.talus.application.view.TableView;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.slot.HashSlot;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a client is told that came in where Redis Cluster is spoken. */
final class RedirectTest {
  private static final Reply CROSS_SLOT =
      Reply.error("CROSSSLOT Keys in request don't hash to the same slot");

  private final TestCluster cluster = new TestCluster(1);
  private final PipelineClient client = new PipelineClient(cluster.node(0), true);
  private final PipelineClient proxied = new PipelineClient(cluster.node(0));

  /** Keys whose slots are led by node 0 and node 1. */
  private final String here = TestCluster.key(0, 0);

  private final String there = TestCluster.key(1, 0);

  private static Reply moved(String key, int node) {
    int hashSlot = HashSlot.of(Bytes.of(key));
    return Reply.error("MOVED %d node%d:%d".formatted(hashSlot, node, 7000 + node));
  }

  @Test
  void clientIsSentToTheLeader() {
    assertEquals(Reply.OK, cluster.one(client, "SET " + here + " v"));
    assertEquals(moved(there, 1), cluster.one(client, "SET " + there + " v"));
    assertEquals(moved(there, 1), cluster.one(client, "GET " + there));
    assertEquals(0, cluster.node(0).proxy().calls());

    assertEquals(Reply.OK, cluster.one(proxied, "SET " + there + " v"));
  }

  @Test
  void keysOfOneSlotMayStillBeOfSeveralHashSlots() {
    String other = TestCluster.key(0, 1);

    assertEquals(CROSS_SLOT, cluster.one(client, "MGET " + here + " " + other));
    assertEquals(CROSS_SLOT, cluster.one(client, "MGET " + here + " " + there));
    assertEquals(
        new Reply.Array(List.of(Reply.NULL, Reply.NULL)),
        cluster.one(client, "MGET {" + here + "}1 {" + here + "}2"));
  }

  @Test
  void clientWaitsForALeader() {
    cluster.resign(0);
    client.send("GET", here);
    cluster.schedule().steps(200);
    assertEquals(List.of(), client.replies());

    cluster.lead(0, 2);
    cluster.schedule().until("it is told", () -> client.replies().size() == 1);
    assertEquals(moved(here, 2), client.reply(0));
  }

  @Test
  void slotThatNobodyLeadsIsDownAtTheDeadline() {
    cluster.resign(0);

    assertEquals(
        Reply.error("CLUSTERDOWN Hash slot not served"), cluster.one(client, "GET " + here));
  }

  @Test
  void blockedClientIsSentAfterItsSlot() {
    client.send("BLPOP", here, "0");
    cluster.schedule().until("it waits", client::isWaiting);

    cluster.lead(0, 1);
    cluster.schedule().until("it is told", () -> client.replies().size() == 1);
    assertEquals(moved(here, 1), client.reply(0));
  }

  @Test
  void nothingIsQueuedThatWouldNotRunHere() {
    List<Reply> replies =
        cluster.all(client, "MULTI", "SET " + there + " v", "SET " + here + " v", "EXEC");

    assertEquals(List.of(Reply.OK, moved(there, 1), Reply.QUEUED), replies.subList(0, 3));
    assertEquals(
        Reply.error("EXECABORT Transaction discarded because of previous errors."), replies.get(3));
  }

  @Test
  void transactionWhoseSlotHasMovedIsDiscarded() {
    cluster.all(client, "WATCH " + here, "MULTI", "SET " + here + " v");
    cluster.lead(0, 1);

    Reply reply = cluster.one(client, "EXEC");

    // What was watched may have changed unseen, which is as good a reason.
    assertTrue(reply.equals(moved(here, 1)) || reply.equals(Reply.NULL_ARRAY), reply::toString);
    assertEquals(Reply.error("ERR EXEC without MULTI"), cluster.one(client, "EXEC"));
  }

  @Test
  void transactionThatWatchesNothingIsSentAfterItsSlot() {
    cluster.all(client, "MULTI", "SET " + here + " v");
    cluster.lead(0, 1);
    cluster.schedule().steps(200);

    assertEquals(moved(here, 1), cluster.one(client, "EXEC"));
    assertEquals(Reply.error("ERR EXEC without MULTI"), cluster.one(client, "EXEC"));
  }

  @Test
  void eachNodeAnswersForWhatItLeads() {
    for (int slot = 0; slot < ClusterNode.SLOTS; slot++) {
      cluster.one(proxied, "SET " + TestCluster.key(slot, 0) + " v");
    }
    long led = 0;
    for (int slot = 0; slot < ClusterNode.SLOTS; slot++) {
      led += cluster.leaderOf(slot) == 0 ? 1 : 0;
    }

    assertEquals(Reply.integer(led), cluster.one(client, "DBSIZE"));
    assertEquals(
        led, assertInstanceOf(Reply.Bulks.class, cluster.one(client, "KEYS *")).items().size());
    assertEquals(Reply.integer(ClusterNode.SLOTS), cluster.one(proxied, "DBSIZE"));
  }

  @Test
  void keysOfAHashSlotAreCountedWhereItIsLed() {
    int hashSlot = HashSlot.of(Bytes.of(here));
    cluster.all(
        client,
        "SET " + here + " v",
        "SET {" + here + "}1 v",
        "SET " + TestCluster.key(0, 1) + " v");

    assertEquals(Reply.integer(2), cluster.one(client, "CLUSTER COUNTKEYSINSLOT " + hashSlot));
    assertEquals(
        1,
        assertInstanceOf(
                Reply.Bulks.class, cluster.one(client, "CLUSTER GETKEYSINSLOT " + hashSlot + " 1"))
            .items()
            .size());
    PipelineClient other = new PipelineClient(cluster.node(1), true);
    assertEquals(Reply.integer(0), cluster.one(other, "CLUSTER COUNTKEYSINSLOT " + hashSlot));
    assertEquals(
        Reply.error("ERR Invalid slot"), cluster.one(client, "CLUSTER COUNTKEYSINSLOT 16384"));
    assertEquals(Reply.integer(3), cluster.one(proxied, "DBSIZE"));
  }

  // ------------------------------------------------------------------------------------------
  // followers

  private void copyTo(int node, String key, String value) {
    cluster.node(node).inside(Bytes.of("SET"), Bytes.of(key), Bytes.of(value));
  }

  @Test
  void followerIsReadByWhoAsksForIt() {
    copyTo(0, there, "copy");
    cluster.node(0).leaders().follows(1, true);

    assertEquals(moved(there, 1), cluster.one(client, "GET " + there));
    assertEquals(Reply.OK, cluster.one(client, "READONLY"));
    assertEquals(Reply.bulk("copy"), cluster.one(client, "GET " + there));
    assertEquals(moved(there, 1), cluster.one(client, "SET " + there + " v"));
    assertEquals(moved(there, 1), cluster.one(client, "WATCH " + there));
    assertEquals(Reply.OK, cluster.one(client, "READWRITE"));
    assertEquals(moved(there, 1), cluster.one(client, "GET " + there));
    assertEquals(
        moved(TestCluster.key(2, 0), 2), cluster.one(client, "GET " + TestCluster.key(2, 0)));
  }

  @Test
  void readonlyMakesNoDifferenceWhereAnyNodeAnswersAnyKey() {
    copyTo(0, there, "copy");
    cluster.node(0).leaders().follows(1, true);
    cluster.one(proxied, "SET " + there + " v");

    assertEquals(
        List.of(Reply.OK, Reply.bulk("v")), cluster.all(proxied, "READONLY", "GET " + there));
  }

  @Test
  void leaderIsAskedWhileItsFollowerIsBehind() {
    cluster.one(proxied, "SET " + there + " v");
    cluster.node(0).leaders().follows(1, false);

    assertEquals(
        List.of(Reply.OK, Reply.bulk("v")), cluster.all(client, "READONLY", "GET " + there));
  }

  @Test
  void whatHasExpiredIsNotShownByAFollowerAndNotDroppedThere() {
    cluster
        .node(0)
        .inside(Bytes.of("SET"), Bytes.of(there), Bytes.of("v"), Bytes.of("PX"), Bytes.of("1"));
    cluster.node(0).leaders().follows(1, true);
    ShardSlot slot =
        assertInstanceOf(TableView.class, cluster.node(0).shard().view(0)).table().slot(1);
    slot.log().resign();
    long index = slot.lastIndex();
    long before = cluster.node(0).loop().nowMillis();
    boolean[] passed = new boolean[1];
    cluster.node(0).loop().schedule(10, () -> passed[0] = true);
    cluster.schedule().until("time passes", () -> passed[0]);
    assertTrue(cluster.node(0).loop().nowMillis() > before + 1);

    assertEquals(
        List.of(Reply.OK, Reply.NULL, Reply.integer(0)),
        cluster.all(client, "READONLY", "GET " + there, "EXISTS " + there));

    assertFalse(client.isAborted());
    assertEquals(index, slot.lastIndex());
    assertEquals(1, slot.keys());
  }
}
