package io.talus.application.port;

import io.talus.application.metadata.CommitOutcome;
import io.talus.application.metadata.LeaseOutcome;
import io.talus.application.metadata.MetadataChange;
import io.talus.application.metadata.MetadataEntry;
import io.talus.application.metadata.MetadataImage;
import io.talus.application.metadata.MetadataRead;
import java.util.List;
import java.util.function.Consumer;

/**
 * What all nodes of a cluster agree about, however many write it: keys and values with revisions,
 * changes that are made only if nobody was faster, leases, and news. Keys are paths of printable
 * ASCII ({@code nodes/3}), below the cluster's own prefix.
 *
 * <p>Called on the shard's thread (or the manager's, if it is alone), which also gets the outcomes,
 * later, each once. Every call ends within a bounded time; the metadata being away is an outcome.
 */
public interface MetadataStore extends AutoCloseable {
  /** Reads all entries whose keys begin with the prefix. Linearizable: sees what was committed. */
  void read(String prefix, Consumer<MetadataRead> then);

  /** Makes a change, or nothing of it. Never tried again by itself: that could do it twice. */
  void commit(MetadataChange change, Consumer<CommitOutcome> then);

  /**
   * Tells of everything that happens below the prefix, from now on. It begins with an image, and
   * comes back by itself when the metadata was away.
   */
  Watch watch(String prefix, Watcher watcher);

  /** Asks for a lease: keys that are written with it go away when nobody keeps it alive. */
  void grantLease(long millis, Consumer<LeaseOutcome> then);

  /** Prolongs the lease. */
  void keepAlive(long lease, Consumer<LeaseOutcome> then);

  /** Gives the lease up, and with it its keys, as far as the metadata can be reached. */
  void revoke(long lease);

  /** Nothing is told any more, outcomes neither. */
  @Override
  void close();

  /** Ends what {@link #watch} began. */
  interface Watch {
    void cancel();
  }

  /** Who wants to know what changes. */
  interface Watcher {
    /**
     * All there is. At the beginning, and again whenever news may have been missed (the connection
     * broke, history was compacted), and now and then for safety's sake: a watch may go silent. Its
     * revision is never below that of anything told before.
     */
    void image(MetadataImage image);

    /**
     * What one change has done, in order of the revisions, none missing since the image.
     *
     * @param written entries that were put
     * @param deleted keys that are gone
     */
    void changed(long revision, List<MetadataEntry> written, List<String> deleted);
  }
}
