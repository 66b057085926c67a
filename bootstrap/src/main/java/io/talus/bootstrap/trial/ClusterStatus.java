package io.talus.bootstrap.trial;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How the trial cluster stands: asked from the system and from each node.
 *
 * @param etcd the number of etcd's process; 0 if it does not run
 * @param relay the same of the relay's
 * @param slots how many there are, of all tables; 0 if no node answers
 * @param led how many of them the nodes say that they lead
 */
record ClusterStatus(long etcd, long relay, int slots, int led, List<NodeStatus> nodes) {
  ClusterStatus {
    nodes = List.copyOf(nodes);
  }

  static ClusterStatus of(TrialCluster cluster) {
    Map<Integer, NodeAnswer> answers = new HashMap<>();
    for (int node = 1; node <= cluster.settings().nodes(); node++) {
      int number = node;
      if (cluster.node(node).isAlive() && !cluster.node(node).isPaused()) {
        cluster.answer(node).ifPresent(answer -> answers.put(number, answer));
      }
    }
    Map<Integer, Direction> cuts = cuts(cluster);
    List<NodeStatus> nodes = new ArrayList<>();
    for (int node = 1; node <= cluster.settings().nodes(); node++) {
      nodes.add(node(cluster, node, answers, Optional.ofNullable(cuts.get(node))));
    }
    return new ClusterStatus(
        pid(cluster.etcd()),
        pid(cluster.relay()),
        answers.values().stream().mapToInt(answer -> answer.number("slots")).max().orElse(0),
        answers.values().stream().mapToInt(answer -> answer.number("slots_led")).sum(),
        nodes);
  }

  private static long pid(TrialProcess process) {
    return process.find().map(ProcessHandle::pid).orElse(0L);
  }

  private static Map<Integer, Direction> cuts(TrialCluster cluster) {
    if (!cluster.relay().isAlive()) {
      return Map.of();
    }
    try {
      return RelayControl.tell(cluster.settings().ports().relayControl(), "show");
    } catch (IOException failed) {
      throw new TrialException("the relay: " + failed.getMessage(), failed);
    }
  }

  private static NodeStatus node(
      TrialCluster cluster, int node, Map<Integer, NodeAnswer> answers, Optional<Direction> cut) {
    TrialPorts ports = cluster.settings().ports();
    Optional<NodeAnswer> own = Optional.ofNullable(answers.get(node));
    Map<String, String> seen = seen(node, own, answers);
    int leads = own.map(a -> a.number("slots_led")).orElse(number(seen, "leads"));
    int follows =
        own.map(a -> a.number("slots_followed"))
            .orElse(Math.max(0, number(seen, "replicas") - leads));
    return new NodeStatus(
        node,
        pid(cluster.node(node)),
        state(cluster.node(node), own.isPresent()),
        cut.map(RelayControl::name).orElse("none"),
        ports.client(node),
        port(seen.getOrDefault("cluster", ""), ports.client(node)),
        ports.peer(node),
        0,
        own.filter(NodeAnswer::isManager).isPresent(),
        leads,
        follows);
  }

  /** What is known of a node: by itself, or by who has seen the newest metadata. */
  private static Map<String, String> seen(
      int node, Optional<NodeAnswer> own, Map<Integer, NodeAnswer> answers) {
    return own.or(
            () ->
                answers.values().stream()
                    .max((one, other) -> Long.compare(revision(one), revision(other))))
        .map(answer -> answer.about(node))
        .orElse(Map.of());
  }

  private static long revision(NodeAnswer answer) {
    return Long.parseLong(answer.fields().getOrDefault("metadata_revision", "0"));
  }

  private static NodeStatus.State state(TrialProcess process, boolean answers) {
    if (answers) {
      return NodeStatus.State.UP;
    }
    if (process.isPaused()) {
      return NodeStatus.State.PAUSED;
    }
    return process.isAlive() ? NodeStatus.State.SILENT : NodeStatus.State.DOWN;
  }

  private static int number(Map<String, String> seen, String name) {
    return Integer.parseInt(seen.getOrDefault(name, "0"));
  }

  private static int port(String address, int otherwise) {
    int colon = address.lastIndexOf(':');
    return colon < 0 ? otherwise : Integer.parseInt(address.substring(colon + 1));
  }

  /** Whether all slots have leaders that say so themselves. */
  boolean isLed() {
    return slots > 0 && led >= slots;
  }

  // -------------------------------------------------------------------------------------------
  // for people and for programs

  String text() {
    StringBuilder text = new StringBuilder();
    text.append("node   state   pid      port   cluster  peer   leads  follows\n");
    for (NodeStatus node : nodes) {
      text.append(
              "%-6d %-7s %-8d %-6d %-8d %-6d %-6d %-8d%s%s\n"
                  .formatted(
                      node.id(),
                      name(node.state()),
                      node.pid(),
                      node.port(),
                      node.clusterPort(),
                      node.peerPort(),
                      node.leads(),
                      node.follows(),
                      node.manager() ? "manager " : "",
                      node.cut().equals("none") ? "" : "cut " + node.cut())
                  .stripTrailing())
          .append('\n');
    }
    text.append("etcd %s; ".formatted(etcd == 0 ? "is down" : "runs (" + etcd + ")"));
    return text.append("%d of %d slots are led\n".formatted(Math.min(led, slots), slots))
        .toString();
  }

  String json() {
    List<String> each = nodes.stream().map(ClusterStatus::json).toList();
    return "{\"etcd\":{\"pid\":%d},\"relay\":{\"pid\":%d},\"slots\":%d,\"led\":%d,\"nodes\":[%s]}\n"
        .formatted(etcd, relay, slots, led, String.join(",", each));
  }

  private static String json(NodeStatus node) {
    return ("{\"id\":%d,\"pid\":%d,\"state\":\"%s\",\"cut\":\"%s\",\"port\":%d,\"clusterPort\":%d,"
            + "\"peerPort\":%d,\"adminPort\":%d,\"manager\":%b,\"leads\":%d,\"follows\":%d}")
        .formatted(
            node.id(),
            node.pid(),
            name(node.state()),
            node.cut(),
            node.port(),
            node.clusterPort(),
            node.peerPort(),
            node.adminPort(),
            node.manager(),
            node.leads(),
            node.follows());
  }

  private static String name(NodeStatus.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
