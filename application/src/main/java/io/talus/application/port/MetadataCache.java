package io.talus.application.port;

import io.talus.application.metadata.CachedMetadata;
import java.util.Optional;

/**
 * Keeps the newest metadata of the cluster that a node has seen, so that it can start while the
 * metadata is away. Faults come out as {@link MetadataException}; what cannot be kept leaves what
 * was there before.
 *
 * <p>Used by one thread at a time. Both methods may wait for the disk.
 */
public interface MetadataCache {
  /** What was kept last; empty if nothing ever was. What is damaged is refused. */
  Optional<CachedMetadata> load();

  /**
   * Replaces it. When this returns it survives a failing machine.
   *
   * @throws MetadataException if it cannot be kept, is another cluster's, or older than what is
   *     there: a node does not go back
   */
  void store(CachedMetadata metadata);
}
