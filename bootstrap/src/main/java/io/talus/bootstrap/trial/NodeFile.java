package io.talus.bootstrap.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The configuration file of a node of the trial cluster, as an operator would write it. */
final class NodeFile {
  private NodeFile() {}

  /** Writes it anew. Only its owner may read it, as it holds the cluster's secret. */
  static Path write(TrialFolder folder, TrialSettings settings, int node) {
    Path file = folder.path().resolve("node" + node + ".conf");
    try {
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      return Files.write(file, lines(folder, settings, node));
    } catch (IOException failed) {
      throw new TrialException(file + ": " + failed.getMessage(), failed);
    }
  }

  private static List<String> lines(TrialFolder folder, TrialSettings settings, int node) {
    TrialPorts ports = settings.ports();
    return List.of(
        "bind 127.0.0.1",
        "port " + ports.client(node),
        "dir \"" + folder.data("node" + node) + '"',
        "memory-budget " + settings.memory(),
        "cluster-enabled yes",
        "cluster-node-name node" + node,
        "cluster-secret " + settings.secret(),
        "etcd-endpoints 127.0.0.1:" + ports.etcd(),
        "cluster-port " + ports.cluster(node),
        "peer-port " + ports.peer(node),
        "# The relay of \"talus cluster cut\" stands before it.",
        "cluster-announce-peer-port " + ports.relay(node),
        "# What table 0 is made with, by the first node.",
        "table-slots " + settings.slots(),
        "cluster-replicas " + settings.replicas(),
        "cluster-consistency " + settings.consistency());
  }
}
