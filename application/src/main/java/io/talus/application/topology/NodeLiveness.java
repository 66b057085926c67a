package io.talus.application.topology;

import io.talus.application.metadata.CommitOutcome;
import io.talus.application.metadata.MetadataChange;
import io.talus.application.port.EventLoop;
import io.talus.application.port.MetadataStore;
import java.util.HexFormat;

/**
 * Shows in the metadata that a node lives: a key that goes away when its lease is not kept. Belongs
 * to the loop.
 */
public final class NodeLiveness implements AutoCloseable {
  /**
   * A node that is gone is noticed after that, and an async leader that is cut off stops before.
   */
  public static final long LEASE_MILLIS = 3000;

  private static final long RETRY_MILLIS = 300;

  private final MetadataStore store;
  private final EventLoop loop;
  private final int node;
  private final KeptLease lease;
  private long shown;
  private long shownRevision;

  /** Begins to show that the node lives. */
  public NodeLiveness(MetadataStore store, EventLoop loop, int node) {
    this.store = store;
    this.loop = loop;
    this.node = node;
    this.lease = new KeptLease(store, loop, LEASE_MILLIS, this::show);
  }

  /** The same as often as one likes: the last key written is the one that counts. */
  private void show(long with) {
    if (with != lease.lease()) {
      return;
    }
    byte[] value = ValueText.write("lease", HexFormat.of().toHexDigits(with));
    MetadataChange change = MetadataChange.nothing().put(ClusterKeys.alive(node), value, with);
    store.commit(
        change,
        outcome -> {
          if (outcome instanceof CommitOutcome.Committed committed) {
            shown = with;
            shownRevision = committed.revision();
          } else {
            loop.schedule(RETRY_MILLIS, () -> show(with));
          }
        });
  }

  /** Whether everybody who looks at the metadata sees that it lives, now and for a moment. */
  public boolean isSurelyAlive() {
    return shown != 0 && shown == lease.lease() && lease.isSurelyHeld();
  }

  /**
   * From which revision of the metadata on it is seen that the node lives, with the lease that it
   * has now; 0 if it is not, as far as is known.
   *
   * <p>Whoever replaces the node where it leads does so only if its key is gone. So what was
   * decided while it was gone has a smaller revision, and who knows this one knows that as well.
   */
  public long shownRevision() {
    return shown != 0 && shown == lease.lease() ? shownRevision : 0;
  }

  /** When the lease was prolonged last, as it was asked for, by the loop's monotonic clock. */
  public long prolongedNanos() {
    return lease.sentNanos();
  }

  @Override
  public void close() {
    lease.close();
  }
}
