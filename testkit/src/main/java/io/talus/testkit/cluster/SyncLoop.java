package io.talus.testkit.cluster;

import io.talus.testkit.cluster.NodeDisk.MemberKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Syncs a node's disk, one time after the other: slowly, or not at all while the disk is stuck. */
final class SyncLoop {
  private final SimulatedNode node;
  private final NodeDisk disk;
  private Optional<Runnable> stuckSync = Optional.empty();
  private boolean syncing;
  private boolean stuck;
  private int millisMax = 1;

  SyncLoop(SimulatedNode node, NodeDisk disk) {
    this.node = node;
    this.disk = disk;
  }

  void millisMax(int millis) {
    millisMax = millis;
  }

  /** No sync ends any more, not even one that is under way. */
  void stick() {
    stuck = true;
  }

  void free() {
    stuck = false;
    stuckSync.ifPresent(
        sync -> {
          stuckSync = Optional.empty();
          sync.run();
        });
    written();
  }

  /** The process is gone, and whoever waited for a sync with it. */
  void forget() {
    syncing = false;
    stuckSync = Optional.empty();
  }

  /** Something may wait for a sync. */
  void written() {
    if (node.isUp() && !syncing && !stuck && !disk.isSynced()) {
      sync();
    }
  }

  /** Covers what is there now; what is written meanwhile waits for the next one. */
  private void sync() {
    syncing = true;
    int process = node.process();
    int count = disk.size();
    long millis = millisMax == 1 ? 1 : node.cluster().random().nextLong(1, millisMax + 1);
    node.cluster().time().in(millis, () -> synced(process, count));
  }

  private void synced(int process, int count) {
    if (!node.isUp() || node.process() != process) {
      return;
    }
    if (stuck) {
      stuckSync = Optional.of(() -> synced(process, count));
      return;
    }
    syncing = false;
    List<NodeDisk.Written> covered = disk.syncUpTo(count);
    node.cluster().invariants().durable(covered);
    Map<MemberKey, Long> last = new TreeMap<>(MemberKey.ORDER);
    covered.forEach(
        record -> last.put(new MemberKey(record.slot(), record.member()), record.write().number()));
    node.now(() -> last.forEach(node::persisted));
    written();
  }
}
