package io.talus.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.command.Reply;
import io.talus.application.metadata.MetadataImage;
import io.talus.application.slotmap.ClusterMap.Health;
import io.talus.testkit.metadata.MetadataUnderTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The CLUSTER commands of node 0, in the shapes of Redis 7.2. */
final class MapCommandsTest {
  private static final String ID0 = TestMap.id(0);
  private static final String ID1 = TestMap.id(1);
  private static final String ID2 = TestMap.id(2);

  private final TestCluster cluster = new TestCluster(1);
  private final PipelineClient client = new PipelineClient(cluster.node(0), true);
  private final TestMap map = cluster.node(0).map();

  /** Of the 16 slots node 0 leads 8, then node 1 leads 4, then node 2 all but one. */
  @BeforeEach
  void layOut() {
    for (int slot = 0; slot < ClusterNode.SLOTS; slot++) {
      cluster.lead(slot, slot < 8 ? 0 : slot < 12 ? 1 : 2);
    }
    cluster.lead(15, 0);
    cluster.schedule().until("all know", this::isKnown);
  }

  private boolean isKnown() {
    for (int slot = 0; slot < ClusterNode.SLOTS; slot++) {
      var leader = cluster.node(0).leaders().of(0, slot);
      if (leader == null || leader.node() != cluster.leaderOf(slot) || leader.epoch() < 2) {
        return false;
      }
    }
    return true;
  }

  private Reply cluster(String words) {
    return cluster.one(client, "CLUSTER " + words);
  }

  private static Reply.Array array(Reply... items) {
    return new Reply.Array(List.of(items));
  }

  private static Reply node(int number) {
    return array(
        Reply.bulk("node" + number),
        Reply.integer(7000 + number),
        Reply.bulk(TestMap.id(number)),
        Reply.EMPTY_ARRAY);
  }

  private static Reply slots(int first, int last, Reply... nodes) {
    Reply[] all = new Reply[nodes.length + 2];
    all[0] = Reply.integer(first);
    all[1] = Reply.integer(last);
    System.arraycopy(nodes, 0, all, 2, nodes.length);
    return array(all);
  }

  @Test
  void slotsAreRangesWithLeaderAndFollowers() {
    map.followers(4, 1, 2);
    map.followers(5, 1, 2);
    map.followers(15, 1, 2);
    map.health(2, Health.FAILED);

    assertEquals(
        array(
            slots(0, 4095, node(0)),
            slots(4096, 6143, node(0), node(1)),
            slots(6144, 8191, node(0)),
            slots(8192, 12287, node(1)),
            slots(12288, 15359, node(2)),
            slots(15360, 16383, node(0), node(1))),
        cluster("SLOTS"));
  }

  @Test
  void shardsAreWhatHasTheSameNodes() {
    map.followers(15, 2);
    for (int slot = 0; slot < 8; slot++) {
      map.followers(slot, 2);
    }
    map.health(2, Health.FAILED);

    assertEquals(
        array(
            shard(
                array(number(0), number(8191), number(15360), number(16383)),
                array(shardNode(0, "master", "online"), shardNode(2, "replica", "fail"))),
            shard(array(number(8192), number(12287)), array(shardNode(1, "master", "online"))),
            shard(array(number(12288), number(15359)), array(shardNode(2, "master", "fail")))),
        cluster("SHARDS"));
  }

  private static Reply number(int value) {
    return Reply.integer(value);
  }

  private static Reply shard(Reply slots, Reply nodes) {
    return Reply.map(Reply.bulk("slots"), slots, Reply.bulk("nodes"), nodes);
  }

  private static Reply shardNode(int number, String role, String health) {
    return Reply.map(
        Reply.bulk("id"),
        Reply.bulk(TestMap.id(number)),
        Reply.bulk("port"),
        Reply.integer(7000 + number),
        Reply.bulk("ip"),
        Reply.bulk("node" + number),
        Reply.bulk("endpoint"),
        Reply.bulk("node" + number),
        Reply.bulk("role"),
        Reply.bulk(role),
        Reply.bulk("replication-offset"),
        Reply.integer(0),
        Reply.bulk("health"),
        Reply.bulk(health));
  }

  @Test
  void nodesAreLines() {
    map.health(1, Health.SUSPECTED);
    map.health(2, Health.FAILED);

    assertEquals(
        new Reply.Verbatim(
            ID0
                + " node0:7000@17000 myself,master - 0 0 3 connected 0-8191 15360-16383\n"
                + ID1
                + " node1:7001@17001 master,fail? - 0 0 2 disconnected 8192-12287\n"
                + ID2
                + " node2:7002@17002 master,fail - 0 0 2 disconnected 12288-15359\n"),
        cluster("NODES"));
  }

  @Test
  void stateIsOkWhileEverySlotIsLed() {
    assertEquals(state("ok", 16384, 0, 0, 3), cluster("INFO"));

    map.health(1, Health.SUSPECTED);
    assertEquals(state("ok", 12288, 4096, 0, 3), cluster("INFO"));

    map.health(1, Health.FAILED);
    assertEquals(state("fail", 12288, 0, 4096, 3), cluster("INFO"));
  }

  @Test
  void slotThatNobodyLeadsHasFailed() {
    for (int slot = 12; slot < 15; slot++) {
      cluster.node(0).leaders().forgets(slot);
    }

    assertEquals(state("fail", 13312, 0, 3072, 2), cluster("INFO"));
    assertEquals(
        array(slots(0, 8191, node(0)), slots(8192, 12287, node(1)), slots(15360, 16383, node(0))),
        cluster("SLOTS"));
  }

  private static Reply state(String state, int ok, int suspected, int failed, int size) {
    return new Reply.Verbatim(
        String.join(
            "\r\n",
            "cluster_state:" + state,
            "cluster_slots_assigned:16384",
            "cluster_slots_ok:" + ok,
            "cluster_slots_pfail:" + suspected,
            "cluster_slots_fail:" + failed,
            "cluster_known_nodes:3",
            "cluster_size:" + size,
            "cluster_current_epoch:3",
            "cluster_my_epoch:3",
            "cluster_stats_messages_sent:0",
            "cluster_stats_messages_received:0",
            "total_cluster_links_buffer_limit_exceeded:0",
            "manager_decisions:0",
            ""));
  }

  /** Two decisions, as they stand in the metadata. */
  private void decide() {
    String first = "format=1\tnumber=7\tmillis=50\tmanager=node 1\ttables=3,0\ttext=one: it was so";
    String second = "format=1\tnumber=8\tmillis=60\tmanager=node 2\ttables=5\ttext=two: a:b";
    cluster
        .node(0)
        .decisions()
        .image(
            new MetadataImage(
                9,
                List.of(
                    MetadataUnderTest.entry("decisions/7", first, 8),
                    MetadataUnderTest.entry("decisions/8", second, 9))));
  }

  private static Reply decision(int number, int time, String manager, Reply tables, String text) {
    return Reply.map(
        Reply.bulk("number"),
        Reply.integer(number),
        Reply.bulk("time"),
        Reply.integer(time),
        Reply.bulk("manager"),
        Reply.bulk(manager),
        Reply.bulk("tables"),
        tables,
        Reply.bulk("decision"),
        Reply.bulk(text));
  }

  @Test
  void decisionsOfTheManagerAreListedTheNewestFirst() {
    assertEquals(Reply.EMPTY_ARRAY, cluster("DECISIONS"));
    decide();

    Reply first = decision(7, 50, "node 1", array(number(0), number(3)), "one: it was so");
    Reply second = decision(8, 60, "node 2", array(number(5)), "two: a:b");

    assertEquals(array(second, first), cluster("DECISIONS"));
    assertEquals(array(second, first), cluster("DECISIONS -1"));
    assertEquals(array(second), cluster("DECISIONS 1"));
    assertEquals(Reply.EMPTY_ARRAY, cluster("DECISIONS 0"));
    assertEquals(
        Reply.error("ERR count should be greater than or equal to -1"), cluster("DECISIONS -2"));
  }

  @Test
  void lastDecisionStandsInLinesThatClientsTakeApartAtTheirColons() {
    decide();

    String info = ((Reply.Verbatim) cluster("INFO")).text();

    assertTrue(
        info.endsWith(
            String.join(
                "\r\n",
                "manager_decisions:8",
                "manager_last_decision_time:60",
                "manager_last_decision:two; a;b",
                "")),
        info);
  }

  @Test
  void tableTellsWhatConcernsIt() {
    decide();

    String text = cluster.one(client, "TABLE INFO 0").toString();

    assertTrue(text.contains("one: it was so") && !text.contains("two:"), text);
  }

  @Test
  void linksAreThoseThatThereAre() {
    assertEquals(Reply.EMPTY_ARRAY, cluster("LINKS"));
    map.link(2, 1234);

    assertEquals(array(link("to", "w"), link("from", "r")), cluster("LINKS"));
  }

  private static Reply link(String direction, String events) {
    return Reply.map(
        Reply.bulk("direction"),
        Reply.bulk(direction),
        Reply.bulk("node"),
        Reply.bulk(ID2),
        Reply.bulk("create-time"),
        Reply.integer(1234),
        Reply.bulk("events"),
        Reply.bulk(events),
        Reply.bulk("send-buffer-allocated"),
        Reply.integer(0),
        Reply.bulk("send-buffer-used"),
        Reply.integer(0));
  }

  @Test
  void nodeKnowsWhoItIs() {
    assertEquals(Reply.bulk(ID0), cluster("MYID"));
    assertEquals(Reply.bulk(ID0), cluster("MYSHARDID"));
    assertEquals(Reply.integer(0), cluster("COUNT-FAILURE-REPORTS " + ID1));
    assertEquals(Reply.error("ERR Unknown node x"), cluster("COUNT-FAILURE-REPORTS x"));
  }

  @Test
  void nobodyIsAnothersReplicaAsAWhole() {
    map.followers(4, 1, 2);

    for (String command : List.of("REPLICAS ", "SLAVES ")) {
      assertEquals(Reply.EMPTY_ARRAY, cluster(command + ID0));
      assertEquals(Reply.EMPTY_ARRAY, cluster(command + ID1));
      assertEquals(Reply.error("ERR Unknown node x"), cluster(command + "x"));
    }
  }

  @Test
  void askingIsAcceptedAndMeetingIsNot() {
    assertEquals(Reply.OK, cluster.one(client, "ASKING"));
    assertEquals(
        Reply.error(
            "ERR The nodes of the cluster see to that themselves: see docs/CLUSTER-CLIENTS.md"),
        cluster("MEET node1 7001"));
  }

  @Test
  void sameAnswersWhereAnyNodeAnswersAnyKey() {
    PipelineClient proxied = new PipelineClient(cluster.node(0));

    assertEquals(cluster("SLOTS"), cluster.one(proxied, "CLUSTER SLOTS"));
    assertEquals(Reply.integer(15495), cluster.one(proxied, "CLUSTER KEYSLOT a"));
  }
}
