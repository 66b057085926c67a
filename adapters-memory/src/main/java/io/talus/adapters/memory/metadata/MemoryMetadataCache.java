package io.talus.adapters.memory.metadata;

import io.talus.application.metadata.CachedMetadata;
import io.talus.application.port.MetadataCache;
import io.talus.application.topology.CachedMetadataText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the metadata for as long as it lives. Used by one thread at a time. */
public final class MemoryMetadataCache implements MetadataCache {
  private @Nullable CachedMetadata stored;

  @Override
  public Optional<CachedMetadata> load() {
    return Optional.ofNullable(stored);
  }

  @Override
  public void store(CachedMetadata metadata) {
    load().ifPresent(before -> CachedMetadataText.requireSuccessor(before, metadata));
    stored = metadata;
  }
}
