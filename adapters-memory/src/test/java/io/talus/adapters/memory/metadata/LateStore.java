package io.talus.adapters.memory.metadata;

import io.talus.application.metadata.CommitOutcome;
import io.talus.application.metadata.LeaseOutcome;
import io.talus.application.metadata.MetadataChange;
import io.talus.application.metadata.MetadataRead;
import io.talus.application.port.MetadataStore;
import java.util.function.Consumer;

/**
 * A store whose first change takes another way and is late: it is made after a read that was to
 * find out about it, and before the second change.
 */
record LateStore(MemoryMetadataStore store, MemoryMetadataStore way) implements MetadataStore {
  LateStore {
    way.reach(Reach.REQUESTS_LATE);
  }

  @Override
  public void read(String prefix, Consumer<MetadataRead> then) {
    store.read(
        prefix,
        read -> {
          way.reach(Reach.THERE);
          then.accept(read);
        });
  }

  @Override
  public void commit(MetadataChange change, Consumer<CommitOutcome> then) {
    way.commit(change, then);
  }

  @Override
  public Watch watch(String prefix, Watcher watcher) {
    return store.watch(prefix, watcher);
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
    way.close();
  }
}
