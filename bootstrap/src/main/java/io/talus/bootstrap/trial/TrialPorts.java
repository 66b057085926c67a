package io.talus.bootstrap.trial;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * The ports of a trial cluster, all on loopback: each kind has ten, so that a node's number is the
 * last digit.
 *
 * @param base the first of them
 */
record TrialPorts(int base) {
  /** So many nodes have ports of their own, which is more than this machine bears. */
  static final int NODES_MAX = 9;

  private static final int KIND = 10;
  private static final int PORT_MAX = 65_535;
  private static final int LAST = 5 * KIND - 1;

  TrialPorts {
    if (base < 1 || base + LAST > PORT_MAX) {
      throw new TrialException("--base-port %d (expected: 1..%d)".formatted(base, PORT_MAX - LAST));
    }
  }

  int client(int node) {
    return base + node;
  }

  /** For clients that know Redis Cluster. */
  int cluster(int node) {
    return base + KIND + node;
  }

  /** Where a node listens for others. */
  int peer(int node) {
    return base + 2 * KIND + node;
  }

  /** Where others reach it: the relay's door in front of it. */
  int relay(int node) {
    return base + 3 * KIND + node;
  }

  int relayControl() {
    return base + 3 * KIND;
  }

  int etcd() {
    return base + 4 * KIND;
  }

  int etcdPeer() {
    return base + 4 * KIND + 1;
  }

  int last() {
    return base + LAST;
  }

  /** What a node listens on. */
  List<Integer> ofNode(int node) {
    return List.of(client(node), peer(node));
  }

  /** What the relay listens on. */
  List<Integer> ofRelay(int nodes) {
    List<Integer> all = new ArrayList<>(List.of(relayControl()));
    for (int node = 1; node <= nodes; node++) {
      all.add(relay(node));
    }
    return all;
  }

  /** What etcd listens on. */
  List<Integer> ofEtcd() {
    return List.of(etcd(), etcdPeer());
  }

  /** Somebody listens there. */
  static boolean isTaken(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return false;
    } catch (IOException taken) {
      return true;
    }
  }
}
