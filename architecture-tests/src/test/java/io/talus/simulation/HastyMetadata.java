package io.talus.simulation;

import io.talus.application.metadata.CommitOutcome;
import io.talus.application.metadata.LeaseOutcome;
import io.talus.application.metadata.MetadataChange;
import io.talus.application.metadata.MetadataEntry;
import io.talus.application.metadata.MetadataImage;
import io.talus.application.metadata.MetadataRead;
import io.talus.application.port.MetadataStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The metadata for a manager that, once there are leaders, takes all other nodes for gone, and
 * writes as if they were.
 */
final class HastyMetadata implements MetadataStore {
  private static final String ALIVE = "alive/";
  private static final int NODES_MAX = 9;

  /** With this group, all slots have replicas. */
  private static final String LAST_PLACED =
      "groups/" + ReplicatedNode.TABLE + "/" + (Circumstances.TABLE_SLOTS - 1);

  private final MetadataStore store;
  private final String self;
  private boolean hiding;

  HastyMetadata(MetadataStore store, int self) {
    this.store = store;
    this.self = ALIVE + self;
  }

  private boolean isShown(String key) {
    return !hiding || !key.startsWith(ALIVE) || key.equals(self);
  }

  private List<MetadataEntry> shown(List<MetadataEntry> entries) {
    return entries.stream().filter(entry -> isShown(entry.key())).toList();
  }

  @Override
  public void read(String prefix, Consumer<MetadataRead> then) {
    store.read(prefix, then);
  }

  @Override
  public void commit(MetadataChange change, Consumer<CommitOutcome> then) {
    store.commit(
        new MetadataChange(
            change.conditions().stream().filter(each -> !each.key().startsWith(ALIVE)).toList(),
            change.writes()),
        then);
  }

  @Override
  public Watch watch(String prefix, Watcher watcher) {
    return store.watch(
        prefix,
        new Watcher() {
          @Override
          public void image(MetadataImage image) {
            watcher.image(new MetadataImage(image.revision(), shown(image.entries())));
          }

          @Override
          public void changed(long revision, List<MetadataEntry> written, List<String> deleted) {
            List<String> gone = new ArrayList<>(deleted);
            if (!hiding && written.stream().anyMatch(entry -> entry.key().equals(LAST_PLACED))) {
              hiding = true;
              for (int node = 1; node <= NODES_MAX; node++) {
                gone.add(ALIVE + node);
              }
              gone.remove(self);
            }
            watcher.changed(revision, shown(written), gone);
          }
        });
  }

  @Override
  public void grantLease(long millis, Consumer<LeaseOutcome> then) {
    store.grantLease(millis, then);
  }

  @Override
  public void keepAlive(long lease, Consumer<LeaseOutcome> then) {
    store.keepAlive(lease, then);
  }

  @Override
  public void revoke(long lease) {
    store.revoke(lease);
  }

  @Override
  public void close() {
    store.close();
  }
}
