package io.talus.application.metadata;

/** What came of a read. */
public sealed interface MetadataRead {
  record Found(MetadataImage image) implements MetadataRead {}

  record Failed(String reason) implements MetadataRead {}
}
