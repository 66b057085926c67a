package io.talus.application.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.application.host.ClusterStanding;
import io.talus.application.snapshot.SnapshotFigures;
import io.talus.domain.replication.topology.Address;
import io.talus.domain.replication.topology.NodeAddresses;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ClusterSectionTest {
  private static final NodeAddresses ADDRESSES =
      new NodeAddresses(new Address("a", 3), new Address("a", 1), new Address("a", 2));

  @Test
  void aNodeTellsWhatItLeadsAndWhomItKnows() {
    ClusterStanding.Peer peer = new ClusterStanding.Peer(2, "two", ADDRESSES, true, false, 10, 16);
    ClusterStanding standing =
        new ClusterStanding(
            "c",
            1,
            Optional.of("node 2"),
            false,
            77,
            5,
            16,
            4,
            12,
            2,
            new SnapshotFigures(1, 6, 2, 8, 3, 9000, 4000),
            List.of(peer));
    Lines lines = new Lines();

    new ClusterSection(() -> Optional.of(standing)).write(lines);

    assertEquals(
        List.of(
            "cluster_id:c",
            "node:1",
            "manager:node 2",
            "is_manager:0",
            "metadata_revision:77",
            "epoch_max:5",
            "slots:16",
            "slots_led:4",
            "slots_followed:12",
            "slots_without_leader:2",
            "snapshots_installed:3",
            "snapshots_receiving:2",
            "snapshots_sent:8",
            "snapshots_sending:1",
            "snapshots_waiting:6",
            "snapshot_bytes_received:4000",
            "snapshot_bytes_sent:9000",
            "known_nodes:1",
            "node2:name=two,peer=a:3,client=a:1,cluster=a:2,alive=1,connected=0,leads=10,replicas=16"),
        lines.toString().lines().toList());
  }
}
