package io.talus.application.metadata;

import java.util.List;

/**
 * All entries below a prefix as they were at one revision.
 *
 * @param revision counts the changes of the whole metadata
 * @param entries in the order of their keys
 */
public record MetadataImage(long revision, List<MetadataEntry> entries) {
  public MetadataImage {
    entries = List.copyOf(entries);
  }
}
