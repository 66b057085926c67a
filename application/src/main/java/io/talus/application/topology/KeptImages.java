package io.talus.application.topology;

import io.talus.application.background.FailureLog;
import io.talus.application.metadata.CachedMetadata;
import io.talus.application.port.EventLoop;
import io.talus.application.port.MetadataCache;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what the metadata has told on the node's disk: the newest image, one at a time, on a thread
 * that may wait. Belongs to the loop.
 */
public final class KeptImages {
  private static final Logger LOG = LoggerFactory.getLogger(KeptImages.class);

  /** A failover is many images; a start from one that is a second old is as good. */
  private static final long PAUSE_MILLIS = 1000;

  private final TopologyRepository repository;
  private final MetadataCache cache;
  private final Executor disk;
  private final EventLoop loop;
  private final FailureLog failures;
  private boolean keeping;
  private boolean outdated;

  /**
   * Begins to keep.
   *
   * @param disk where the cache is used from now on, one task after the other
   */
  public KeptImages(
      TopologyRepository repository, MetadataCache cache, Executor disk, EventLoop loop) {
    this.repository = repository;
    this.cache = cache;
    this.disk = disk;
    this.loop = loop;
    this.failures = new FailureLog(LOG, "the metadata cannot be kept", loop::nanoTime);
    repository.onChange(image -> changed());
  }

  private void changed() {
    outdated = true;
    if (!keeping) {
      keep();
    }
  }

  private void keep() {
    CachedMetadata newest = repository.cached();
    if (newest.cluster().isEmpty()) {
      return; // not founded yet: nothing of it is worth being remembered
    }
    keeping = true;
    outdated = false;
    disk.execute(() -> keep(newest));
  }

  /** On the thread that may wait; whatever happens there, the loop is told. */
  private void keep(CachedMetadata newest) {
    try {
      cache.store(newest);
    } catch (RuntimeException failed) {
      failures.add(failed);
    } finally {
      loop.post(() -> loop.schedule(PAUSE_MILLIS, this::kept));
    }
  }

  private void kept() {
    keeping = false;
    if (outdated) {
      keep();
    }
  }
}
