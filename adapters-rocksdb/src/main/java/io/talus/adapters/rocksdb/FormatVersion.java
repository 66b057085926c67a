package io.talus.adapters.rocksdb;

import io.talus.adapters.rocksdb.engine.Database;
import io.talus.adapters.rocksdb.layout.Family;
import io.talus.adapters.rocksdb.layout.SystemLayout;
import io.talus.application.port.StoreException;

/** Sees to it that nobody reads bytes of a format that they do not know. */
final class FormatVersion {
  private FormatVersion() {}

  /** Refuses a database of a format that is not known; gives ours to a new one. */
  static void check(Database database) {
    byte[] stored = database.getFlushed(Family.SYSTEM, SystemLayout.formatKey());
    if (stored == null) {
      database.put(Family.SYSTEM, SystemLayout.formatKey(), SystemLayout.format());
      database.flush();
      return;
    }
    int format = SystemLayout.format(stored);
    if (format == SystemLayout.FORMAT_WITHOUT_EDITIONS) {
      database.put(Family.SYSTEM, SystemLayout.formatKey(), SystemLayout.format());
      database.flush();
    } else if (format != SystemLayout.FORMAT) {
      throw new StoreException(
          "%s: has format version %d (expected: %d): use a version of Talus that wrote it"
              .formatted(database.folder(), format, SystemLayout.FORMAT));
    }
  }
}
