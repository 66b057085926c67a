package io.talus.adapters.memory.metadata;

import io.talus.application.port.MetadataCache;
import io.talus.testkit.metadata.MetadataCacheContract;

final class MemoryMetadataCacheTest extends MetadataCacheContract {
  @Override
  protected MetadataCache create() {
    return new MemoryMetadataCache();
  }

  @Override
  protected MetadataCache reopen(MetadataCache cache) {
    return cache;
  }
}
