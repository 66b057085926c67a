package io.talus.adapters.rocksdb.metadata;

import io.talus.application.metadata.CachedMetadata;
import io.talus.application.port.MetadataCache;
import io.talus.application.topology.CachedMetadataText;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps the cluster's metadata in the file {@code talus.cluster} of a folder. Used by one thread at
 * a time.
 */
public final class FileMetadataCache implements MetadataCache {
  /** The file's name, for those who copy the folder. */
  public static final String FILE = "talus.cluster";

  /** As much as etcd sends at once (64 MB), in Base64. */
  private static final long BYTES_MAX = 96L << 20;

  private final CheckedFile file;

  public FileMetadataCache(Path folder) {
    this.file = new CheckedFile(folder, FILE, BYTES_MAX);
  }

  @Override
  public Optional<CachedMetadata> load() {
    return file.load(CachedMetadataText::read);
  }

  @Override
  public void store(CachedMetadata metadata) {
    load().ifPresent(before -> CachedMetadataText.requireSuccessor(before, metadata));
    file.store(CachedMetadataText.write(metadata));
  }
}
