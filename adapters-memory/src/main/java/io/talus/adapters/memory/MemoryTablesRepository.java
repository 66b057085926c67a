package io.talus.adapters.memory;

import io.talus.application.port.MetadataException;
import io.talus.application.port.TablesRepository;
import io.talus.domain.table.Tables;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the tables for as long as it lives. Used by one thread at a time. */
public final class MemoryTablesRepository implements TablesRepository {
  private @Nullable Tables stored;

  @Override
  public Optional<Tables> load() {
    return Optional.ofNullable(stored);
  }

  @Override
  public void store(Tables tables) {
    Tables before = stored;
    if (before != null && tables.revision() <= before.revision()) {
      throw new MetadataException(
          "revision of the tables: %d (expected: above %d)"
              .formatted(tables.revision(), before.revision()));
    }
    stored = tables;
  }
}
