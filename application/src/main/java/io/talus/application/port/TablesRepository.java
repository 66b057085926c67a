package io.talus.application.port;

import io.talus.domain.table.Tables;
import java.util.Optional;

/**
 * Keeps the image of all tables, as a whole. Faults come out as {@link MetadataException}; an image
 * that cannot be stored leaves the one before.
 *
 * <p>Used by one thread at a time. Both methods may wait for the disk.
 */
public interface TablesRepository {
  /** The image that was stored last; empty if none ever was. What is damaged is refused. */
  Optional<Tables> load();

  /**
   * Replaces the image. When this returns the new one survives a failing machine; if it does not
   * return, either is there, never a mixture.
   *
   * @throws MetadataException if it cannot be kept, or its revision is not above that of the one
   *     that is there: somebody has been faster
   */
  void store(Tables tables);
}
