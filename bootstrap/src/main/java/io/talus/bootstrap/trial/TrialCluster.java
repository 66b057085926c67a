package io.talus.bootstrap.trial;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The processes of a trial cluster, and what can be done to them. */
final class TrialCluster {
  /** On a machine that has much else to do, a JVM may take a minute. */
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  /** An election takes about a second. */
  private static final Duration LEADER_LIMIT = Duration.ofSeconds(60);

  /** A stop brings the store up to the log. */
  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

  private final TrialFolder folder;
  private final TrialSettings settings;
  private final String launcher;

  /**
   * Nothing is started yet, or it runs already.
   *
   * @param launcher the script that starts a server
   */
  TrialCluster(TrialFolder folder, TrialSettings settings, String launcher) {
    this.folder = folder;
    this.settings = settings;
    this.launcher = launcher;
  }

  TrialSettings settings() {
    return settings;
  }

  TrialProcess etcd() {
    return new TrialProcess(folder, "etcd");
  }

  TrialProcess relay() {
    return new TrialProcess(folder, "relay");
  }

  TrialProcess node(int number) {
    return new TrialProcess(folder, "node" + number);
  }

  private IntStream numbers() {
    return IntStream.rangeClosed(1, settings.nodes());
  }

  private Stream<TrialProcess> nodes() {
    return numbers().mapToObj(this::node);
  }

  /** What the node says of itself; empty if it does not answer. */
  Optional<NodeAnswer> answer(int node) {
    return NodeAnswer.of(settings.ports().client(node));
  }

  // -------------------------------------------------------------------------------------------
  // start and stop

  /** Starts what does not run. A start that fails leaves nothing running that it has started. */
  void start() {
    requirePorts();
    List<TrialProcess> started = new ArrayList<>();
    try {
      startEtcd(started);
      startRelay(started);
      numbers().forEach(node -> startNode(node, started));
    } catch (TrialException failed) {
      started.reversed().stream().filter(TrialProcess::isAlive).forEach(TrialProcess::kill);
      throw failed;
    }
  }

  /**
   * Looks at the ports of what does not run yet.
   *
   * @throws TrialException if some are taken
   */
  void requirePorts() {
    TrialPorts ports = settings.ports();
    List<Integer> needed = new ArrayList<>();
    if (!etcd().isAlive()) {
      needed.addAll(ports.ofEtcd());
    }
    if (!relay().isAlive()) {
      needed.addAll(ports.ofRelay(settings.nodes()));
    }
    numbers().filter(node -> !node(node).isAlive()).forEach(n -> needed.addAll(ports.ofNode(n)));
    List<Integer> taken = needed.stream().filter(TrialPorts::isTaken).sorted().toList();
    if (!taken.isEmpty()) {
      throw new TrialException(
          "ports that are taken: %s (for a new cluster --base-port chooses others; they are %d..%d)"
              .formatted(taken, ports.base(), ports.last()));
    }
  }

  private void startEtcd(List<TrialProcess> started) {
    TrialProcess etcd = etcd();
    if (!etcd.isAlive()) {
      EtcdMember.requireProgram(Programs.path());
      started.add(etcd);
      etcd.launch(EtcdMember.words(folder.data("etcd"), settings.ports()));
    }
    etcd.await("serving", START_LIMIT, () -> EtcdMember.isHealthy(settings.ports()));
  }

  private void startRelay(List<TrialProcess> started) {
    TrialProcess relay = relay();
    if (!relay.isAlive()) {
      started.add(relay);
      relay.launch(List.of(launcher, "cluster", "relay", "--dir", folder.path().toString()));
    }
    relay.await("answering", START_LIMIT, this::isRelayThere);
  }

  private boolean isRelayThere() {
    try {
      RelayControl.tell(settings.ports().relayControl(), "show");
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** One after the other: the cluster numbers its nodes as they come. */
  private void startNode(int node, List<TrialProcess> started) {
    TrialProcess process = node(node);
    if (!process.isAlive()) {
      started.add(process);
      Path file = NodeFile.write(folder, settings, node);
      folder.makeData(process.name());
      process.launch(List.of(launcher, "server", file.toString()));
    }
    awaitNode(node);
  }

  private void awaitNode(int node) {
    node(node).await("answering", START_LIMIT, () -> answer(node).isPresent());
    int number = answer(node).map(answer -> answer.number("node")).orElse(node);
    if (number != node) {
      throw new TrialException("node %d is node %d of its cluster".formatted(node, number));
    }
  }

  /**
   * Waits until every slot has a leader.
   *
   * @throws TrialException if that takes too long; everything runs on then, to be looked at
   */
  void awaitLeaders() {
    if (!Looks.until(LEADER_LIMIT, () -> ClusterStatus.of(this).isLed())) {
      throw new TrialException(
          "it runs, but not every slot has a leader after %d s:\n%s"
              .formatted(LEADER_LIMIT.toSeconds(), ClusterStatus.of(this).text().stripTrailing()));
    }
  }

  /** Ends everything, the nodes in good order. */
  void stop() {
    List<TrialProcess> running = nodes().filter(TrialProcess::isAlive).toList();
    running.forEach(TrialProcess::askToEnd);
    running.forEach(node -> node.awaitEnd(STOP_LIMIT));
    for (TrialProcess last : List.of(relay(), etcd())) {
      last.askToEnd();
      last.awaitEnd(STOP_LIMIT);
    }
  }

  // -------------------------------------------------------------------------------------------
  // faults

  /** A process of the cluster as people call it: 2, node2 or etcd. */
  TrialProcess find(String name) {
    return name.equals("etcd") ? etcd() : node(number(name));
  }

  /** The number of a node as people call it: 2 or node2. */
  int number(String name) {
    String digits = name.replaceFirst("^node", "");
    if (!digits.matches("\\d")
        || Integer.parseInt(digits) < 1
        || Integer.parseInt(digits) > settings.nodes()) {
      throw new TrialException(
          "%s: no such node (expected: 1..%d)".formatted(name, settings.nodes()));
    }
    return Integer.parseInt(digits);
  }

  /** Ends a process in good order, if it runs, and starts it; returns when it answers. */
  void restart(String name) {
    TrialProcess process = find(name);
    process.askToEnd();
    process.awaitEnd(STOP_LIMIT);
    List<TrialProcess> started = new ArrayList<>();
    if (name.equals("etcd")) {
      startEtcd(started);
    } else {
      startNode(number(name), started);
    }
  }

  /** Tells the relay; the answer is what is cut then. */
  Map<Integer, Direction> tellRelay(String line) {
    try {
      return RelayControl.tell(settings.ports().relayControl(), line);
    } catch (IOException failed) {
      throw new TrialException("the relay: " + failed.getMessage(), failed);
    }
  }
}
