package io.talus.application.report;

import io.talus.application.host.ClusterStanding;
import io.talus.application.snapshot.SnapshotFigures;
import java.util.Optional;
import java.util.function.Supplier;

/** How the node stands in its cluster of Talus; nothing, for a node that is alone. */
final class ClusterSection implements Section {
  private final Supplier<Optional<ClusterStanding>> standing;

  ClusterSection(Supplier<Optional<ClusterStanding>> standing) {
    this.standing = standing;
  }

  @Override
  public String title() {
    return "Talus_cluster";
  }

  @Override
  public void write(Lines out) {
    standing.get().ifPresent(now -> write(now, out));
  }

  private static void write(ClusterStanding now, Lines out) {
    out.line("cluster_id", now.cluster());
    out.line("node", now.node());
    out.line("manager", now.manager().orElse(""));
    out.line("is_manager", now.manages() ? 1 : 0);
    out.line("metadata_revision", now.revision());
    out.line("epoch_max", now.epochMax());
    out.line("slots", now.slots());
    out.line("slots_led", now.led());
    out.line("slots_followed", now.followed());
    out.line("slots_without_leader", now.leaderless());
    write(now.snapshots(), out);
    out.line("known_nodes", now.nodes().size());
    for (ClusterStanding.Peer peer : now.nodes()) {
      out.line("node" + peer.node(), text(peer));
    }
  }

  private static void write(SnapshotFigures snapshots, Lines out) {
    out.line("snapshots_installed", snapshots.installed());
    out.line("snapshots_receiving", snapshots.receiving());
    out.line("snapshots_sent", snapshots.sent());
    out.line("snapshots_sending", snapshots.sending());
    out.line("snapshots_waiting", snapshots.waiting());
    out.line("snapshot_bytes_received", snapshots.bytesReceived());
    out.line("snapshot_bytes_sent", snapshots.bytesSent());
  }

  private static String text(ClusterStanding.Peer peer) {
    return "name=%s,peer=%s,client=%s,cluster=%s,alive=%d,connected=%d,leads=%d,replicas=%d"
        .formatted(
            peer.name(),
            peer.addresses().peer(),
            peer.addresses().client(),
            peer.addresses().cluster(),
            peer.alive() ? 1 : 0,
            peer.connected() ? 1 : 0,
            peer.leads(),
            peer.replicas());
  }
}
