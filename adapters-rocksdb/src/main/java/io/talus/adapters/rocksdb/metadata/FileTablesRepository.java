package io.talus.adapters.rocksdb.metadata;

import io.talus.application.port.MetadataException;
import io.talus.application.port.TablesRepository;
import io.talus.application.table.TablesText;
import io.talus.domain.table.Tables;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps the tables in the file {@code talus.tables} of a folder: the lines of {@link TablesText},
 * and their CRC32C in a last one. A new image takes its place by one rename. Used by one thread at
 * a time.
 */
public final class FileTablesRepository implements TablesRepository {
  /** The file's name, for those who copy the folder. */
  public static final String FILE = "talus.tables";

  /** 4,096 tables of 150 bytes, 65,536 tombstones of 15: a larger file is no file of ours. */
  private static final long BYTES_MAX = 4L << 20;

  private final CheckedFile file;

  public FileTablesRepository(Path folder) {
    this.file = new CheckedFile(folder, FILE, BYTES_MAX);
  }

  @Override
  public Optional<Tables> load() {
    return file.load(TablesText::read);
  }

  @Override
  public void store(Tables tables) {
    long before = load().map(Tables::revision).orElse(-1L);
    if (tables.revision() <= before) {
      throw new MetadataException(
          "%s: revision %d (expected: above %d)".formatted(file.path(), tables.revision(), before));
    }
    file.store(TablesText.write(tables));
  }
}
