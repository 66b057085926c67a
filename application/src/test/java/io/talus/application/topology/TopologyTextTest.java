package io.talus.application.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.port.MetadataException;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.Membership;
import io.talus.domain.replication.group.ReplicaGroup;
import io.talus.domain.replication.topology.Address;
import io.talus.domain.replication.topology.NodeAddresses;
import io.talus.domain.replication.topology.Topology.NodeEntry;
import io.talus.domain.table.Consistency;
import io.talus.domain.table.PasswordDigest;
import io.talus.domain.table.TableDefinition;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes in the metadata are what clusters of other builds have written. */
final class TopologyTextTest {
  private static final NodeEntry NODE =
      new NodeEntry(
          "0f7a-11",
          "three",
          new NodeAddresses(
              new Address("10.0.0.3", 6380),
              new Address("talus.example", 6379),
              new Address("2001:db8::3", 6381)),
          true);
  private static final String NODE_TEXT =
      "format=1 id=0f7a-11 name=three peer=10.0.0.3:6380 client=talus.example:6379"
          + " cluster=2001:db8::3:6381 draining=yes";

  private static final ReplicaGroup GROUP =
      new ReplicaGroup(
          5,
          Optional.of(MemberId.on(2)),
          new Membership(
              List.of(MemberId.on(1), MemberId.on(2), new MemberId(3, 2)),
              List.of(MemberId.on(4))));
  private static final String GROUP_TEXT =
      "format=1 epoch=5 leader=2.1 voters=1.1,2.1,3.2 learners=4.1";

  private static final TableDefinition TABLE =
      new TableDefinition(
          16, "orders", 64, 3, Consistency.QUORUM, PasswordDigest.of(Bytes.of("secret")));
  private static final String TABLE_TEXT =
      "format=1 name=orders slots=64 replicas=3 consistency=quorum password="
          + "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b";

  @Test
  void nodesAreWrittenLikeThis() {
    assertEquals(NODE_TEXT, text(TopologyText.write(NODE)));
    assertEquals(Optional.of(NODE), TopologyText.node("nodes/3", bytes(NODE_TEXT)));
    assertEquals("format=1 removed=yes", text(TopologyText.removedNode()));
    assertTrue(TopologyText.node("nodes/3", TopologyText.removedNode()).isEmpty());
  }

  @Test
  void whoLagsStandsBehindEverythingElse() {
    ReplicaGroup marked = GROUP.marked(Set.of(new MemberId(3, 2), MemberId.on(1)));
    String text = GROUP_TEXT + " lagging=1.1,3.2";

    assertEquals(text, text(TopologyText.write(marked)));
    assertEquals(marked, TopologyText.group("groups/0/1", bytes(text)));
  }

  @Test
  void groupsAreWrittenLikeThis() {
    ReplicaGroup fresh = ReplicaGroup.initial(List.of(MemberId.on(1)));

    assertEquals(GROUP_TEXT, text(TopologyText.write(GROUP)));
    assertEquals(GROUP, TopologyText.group("groups/0/1", bytes(GROUP_TEXT)));
    assertEquals(
        "format=1 epoch=0 leader=- voters=1.1 learners=-", text(TopologyText.write(fresh)));
    assertEquals(fresh, TopologyText.group("groups/0/1", TopologyText.write(fresh)));
  }

  @Test
  void tablesAreWrittenLikeThis() {
    TableDefinition open = new TableDefinition(3, "3", 1024, 1, Consistency.ASYNC, null);

    assertEquals(TABLE_TEXT, text(TopologyText.write(TABLE)));
    assertEquals(Optional.of(TABLE), TopologyText.table("tables/16", 16, bytes(TABLE_TEXT)));
    assertEquals(Optional.of(open), TopologyText.table("tables/3", 3, TopologyText.write(open)));
    assertEquals("format=1 dropped=yes", text(TopologyText.droppedTable()));
    assertTrue(TopologyText.table("tables/16", 16, TopologyText.droppedTable()).isEmpty());
  }

  @Test
  void newerFormatsAreRefusedWithTheKey() {
    MetadataException refused =
        assertThrows(
            MetadataException.class,
            () -> TopologyText.group("groups/0/1", bytes("format=2 what=ever")));

    assertEquals(
        "groups/0/1: format 2 (expected: up to 1): this node is too old for the cluster",
        refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "format=1",
        "epoch=5 leader=2.1 voters=2.1 learners=-",
        "format=1 epoch=x leader=2.1 voters=2.1 learners=-",
        "format=1 epoch=5 leader=3.1 voters=2.1 learners=-",
        "format=1 epoch=5 leader=2.1 voters=2.1,2.1 learners=-",
        "format=1 epoch=5 leader=2.1 voters=2.1.1 learners=-",
        "format=1 epoch=5 epoch=6 leader=2.1 voters=2.1 learners=-"
      })
  void whatIsWrongIsRefusedWithTheKey(String text) {
    MetadataException refused =
        assertThrows(MetadataException.class, () -> TopologyText.group("groups/0/1", bytes(text)));

    assertTrue(refused.getMessage().startsWith("groups/0/1: "), refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"groups/0", "groups/0/1/2", "groups/x/1", "groups/0/20000"})
  void keysThatNameNoSlotAreRefused(String key) {
    assertThrows(MetadataException.class, () -> ClusterKeys.slot(key));
  }

  private static String text(byte[] value) {
    return new String(value, StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
