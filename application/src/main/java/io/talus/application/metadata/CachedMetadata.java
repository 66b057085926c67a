package io.talus.application.metadata;

/**
 * The metadata of one cluster at one moment, without what would have gone away with a lease.
 *
 * @param cluster which one: another has revisions of its own
 */
public record CachedMetadata(String cluster, MetadataImage image) {
  public CachedMetadata {
    image =
        new MetadataImage(
            image.revision(),
            image.entries().stream().filter(entry -> entry.lease() == 0).toList());
  }
}
