package io.talus.testkit.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * A cluster on loopback: an etcd and some nodes, each in a process of its own. What the nodes say
 * to each other goes through relays, where it can be cut. Closing it ends all of them. For one
 * thread at a time.
 */
public final class ClusterProcesses implements AutoCloseable {
  private static final Duration FORM_LIMIT = Duration.ofMinutes(2);
  private static final int RETRY_MILLIS = 20;
  private static final String PREFIX = "/talus/talus/";

  private final EtcdProcess etcd;
  private final PeerRelays relays = new PeerRelays();
  private final List<NodeProcess> nodes = new ArrayList<>();
  private final List<NodeProcess> managers = new ArrayList<>();
  private final List<Integer> clusterPorts = new ArrayList<>();

  private ClusterProcesses(EtcdProcess etcd) {
    this.etcd = etcd;
  }

  /**
   * Starts the cluster and returns when every slot of table 0 has a leader. The folders of the
   * nodes are below {@code base}, which is the caller's.
   */
  public static ClusterProcesses start(Path base, ServerCommand talus, int nodes, int slots)
      throws IOException, InterruptedException {
    return start(base, talus, nodes, 0, slots);
  }

  /** The same with so many managers that are alone, and none in a node. */
  public static ClusterProcesses startWithManagers(
      Path base, ServerCommand talus, int nodes, int managers, int slots)
      throws IOException, InterruptedException {
    return start(base, talus.with("--manager", "no"), nodes, managers, slots);
  }

  private static ClusterProcesses start(
      Path base, ServerCommand talus, int nodes, int managers, int slots)
      throws IOException, InterruptedException {
    // etcd is killed here, but the machine is not: what it has written is there without fsync.
    ClusterProcesses cluster = new ClusterProcesses(EtcdProcess.start("--unsafe-no-fsync=true"));
    try {
      for (int i = 0; i < nodes; i++) {
        cluster.add(base, talus.with("--table-slots", Integer.toString(slots)));
      }
      for (int i = 0; i < managers; i++) {
        cluster.addManager(base, talus);
      }
      for (NodeProcess node : cluster.nodes) {
        node.launch();
      }
      for (NodeProcess manager : cluster.managers) {
        manager.launch();
      }
      for (NodeProcess node : cluster.nodes) {
        node.awaitStart();
      }
      cluster.awaitLeaders(slots);
      if (!cluster.relays.areUsed()) {
        throw new IOException("the nodes do not speak to each other through the relays");
      }
    } catch (IOException | InterruptedException | RuntimeException failed) {
      cluster.close();
      throw failed;
    }
    return cluster;
  }

  private void add(Path base, ServerCommand talus) throws IOException {
    int index = nodes.size();
    String name = "n" + index;
    int peerPort = RunningServer.freePort();
    int announced = relays.add(peerPort);
    int clusterPort = RunningServer.freePort();
    ServerCommand command =
        inCluster(talus, name)
            .with(
                "--cluster-port",
                Integer.toString(clusterPort),
                "--peer-port",
                Integer.toString(peerPort),
                "--cluster-announce-peer-port",
                Integer.toString(announced));
    NodeProcess node = new NodeProcess(base.resolve(name), command);
    nodes.add(node);
    clusterPorts.add(clusterPort);
    relays.isRunBy(index, node::pid);
  }

  private void addManager(Path base, ServerCommand talus) throws IOException {
    String name = "m" + managers.size();
    NodeProcess manager = new NodeProcess(base.resolve(name), inCluster(talus, name).ofManager());
    relays.isRunBy(nodes.size() + managers.size(), manager::pid);
    managers.add(manager);
  }

  private ServerCommand inCluster(ServerCommand talus, String name) {
    return talus.with(
        "--bind",
        "127.0.0.1",
        "--cluster-enabled",
        "yes",
        "--etcd-endpoints",
        "127.0.0.1:" + etcd.port(),
        "--cluster-secret",
        "a secret of the tests",
        "--cluster-node-name",
        name);
  }

  private void awaitLeaders(int slots) throws IOException, InterruptedException {
    for (long i = 0; i < FORM_LIMIT.toMillis() / RETRY_MILLIS; i++) {
      if (leaders().size() == slots) {
        return;
      }
      for (NodeProcess node : nodes) {
        node.awaitFailure(RETRY_MILLIS);
      }
    }
    throw new IOException(
        "slots that are led after %s: %s%n%s"
            .formatted(FORM_LIMIT, leaders().keySet(), lastWords()));
  }

  public EtcdProcess etcd() {
    return etcd;
  }

  /** The ways between the nodes. */
  public PeerRelays relays() {
    return relays;
  }

  public List<NodeProcess> nodes() {
    return List.copyOf(nodes);
  }

  public NodeProcess node(int index) {
    return nodes.get(index);
  }

  /** Those that are alone. */
  public List<NodeProcess> managers() {
    return List.copyOf(managers);
  }

  /** Where clients that know Redis Cluster reach the node. */
  public int clusterPort(int index) {
    return clusterPorts.get(index);
  }

  /** Who leads which slot of table 0, as etcd was told; nodes by their index here. */
  public Map<Integer, Integer> leaders() throws IOException, InterruptedException {
    Map<Integer, Integer> indexes = indexes();
    Map<Integer, Integer> leaders = new TreeMap<>();
    String groups = PREFIX + "groups/0/";
    etcd.entries(groups)
        .forEach(
            (key, value) -> {
              String leader = word(value, "leader");
              Integer index =
                  leader.equals("-")
                      ? null
                      : indexes.get(Integer.parseInt(leader.split("\\.", -1)[0]));
              if (index != null) {
                leaders.put(Integer.parseInt(key.substring(groups.length())), index);
              }
            });
    return leaders;
  }

  /** Which member leads which slot of table 0 in its epoch, by slot and epoch: {@code 3/17}. */
  public Map<String, String> leaderships() throws IOException, InterruptedException {
    Map<String, String> leaders = new TreeMap<>();
    String groups = PREFIX + "groups/0/";
    etcd.entries(groups)
        .forEach(
            (key, value) -> {
              String leader = word(value, "leader");
              if (!leader.equals("-")) {
                leaders.put(key.substring(groups.length()) + "/" + word(value, "epoch"), leader);
              }
            });
    return leaders;
  }

  /** The node whose manager acts; empty while there is none. */
  public OptionalInt manager() throws IOException, InterruptedException {
    String holder = etcd.entries(PREFIX + "manager").get(PREFIX + "manager");
    if (holder == null || !holder.startsWith("node ")) {
      return OptionalInt.empty();
    }
    Integer index = indexes().get(Integer.parseInt(holder.replaceAll("\\D", "")));
    return index == null ? OptionalInt.empty() : OptionalInt.of(index);
  }

  /** The index of the manager that acts, of those that are alone; empty while none does. */
  public OptionalInt loneManager() throws IOException, InterruptedException {
    String holder = etcd.entries(PREFIX + "manager").get(PREFIX + "manager");
    return holder == null || !holder.startsWith("manager m")
        ? OptionalInt.empty()
        : OptionalInt.of(Integer.parseInt(holder.replaceAll("\\D", "")));
  }

  /** The indexes of nodes by their numbers in the cluster, which they get in any order. */
  private Map<Integer, Integer> indexes() throws IOException, InterruptedException {
    Map<Integer, Integer> indexes = new TreeMap<>();
    String entries = PREFIX + "nodes/";
    etcd.entries(entries)
        .forEach(
            (key, value) ->
                indexes.put(
                    Integer.parseInt(key.substring(entries.length())),
                    Integer.parseInt(word(value, "name").substring(1))));
    return indexes;
  }

  private static String word(String value, String name) {
    for (String word : value.split(" ", -1)) {
      if (word.startsWith(name + "=")) {
        return word.substring(name.length() + 1);
      }
    }
    throw new IllegalArgumentException(value + " (expected: a word " + name + ")");
  }

  /** The end of what each node printed, for the message of a failure. */
  public String lastWords() {
    StringBuilder words = new StringBuilder();
    nodes.forEach(node -> words.append(node.lastWords()).append('\n'));
    managers.forEach(manager -> words.append(manager.lastWords()).append('\n'));
    return words.toString();
  }

  @Override
  public void close() throws IOException {
    for (NodeProcess node : nodes) {
      node.close();
    }
    for (NodeProcess manager : managers) {
      manager.close();
    }
    relays.close();
    etcd.close();
  }
}
