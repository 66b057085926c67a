package io.talus.bootstrap.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ClusterStatusTest {
  private static final ClusterStatus STATUS =
      new ClusterStatus(
          11,
          12,
          16,
          10,
          List.of(
              new NodeStatus(1, 13, NodeStatus.State.UP, "none", 7001, 7011, 7021, 0, true, 10, 6),
              new NodeStatus(
                  2, 0, NodeStatus.State.DOWN, "both", 7002, 7012, 7022, 0, false, 6, 10)));

  @Test
  void programsGetJson() {
    assertEquals(
        "{\"etcd\":{\"pid\":11},\"relay\":{\"pid\":12},\"slots\":16,\"led\":10,\"nodes\":["
            + "{\"id\":1,\"pid\":13,\"state\":\"up\",\"cut\":\"none\",\"port\":7001,"
            + "\"clusterPort\":7011,\"peerPort\":7021,\"adminPort\":0,\"manager\":true,"
            + "\"leads\":10,\"follows\":6},"
            + "{\"id\":2,\"pid\":0,\"state\":\"down\",\"cut\":\"both\",\"port\":7002,"
            + "\"clusterPort\":7012,\"peerPort\":7022,\"adminPort\":0,\"manager\":false,"
            + "\"leads\":6,\"follows\":10}]}\n",
        STATUS.json());
  }

  @Test
  void peopleGetATable() {
    List<String> lines = STATUS.text().lines().toList();

    assertTrue(lines.get(1).endsWith("manager"), lines.toString());
    assertTrue(lines.get(2).startsWith("2      down"), lines.toString());
    assertTrue(lines.get(2).endsWith("cut both"), lines.toString());
    assertEquals("etcd runs (11); 10 of 16 slots are led", lines.get(3));
  }

  @Test
  void isLedWhenTheNodesSaySoOfEverySlot() {
    assertFalse(STATUS.isLed());
    assertTrue(new ClusterStatus(1, 2, 16, 16, List.of()).isLed());
    assertFalse(new ClusterStatus(1, 2, 0, 0, List.of()).isLed());
  }
}
