package io.talus.adapters.rocksdb.engine;

import io.talus.adapters.rocksdb.layout.Family;
import io.talus.application.port.StoreException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** The names of the column families in a folder. */
final class FamilyNames {
  /** RocksDB keeps the name of its newest manifest in it: without it there is no database. */
  private static final String CURRENT = "CURRENT";

  private FamilyNames() {}

  static byte[] bytes(Family family) {
    return family.familyName().getBytes(StandardCharsets.UTF_8);
  }

  /** Refuses a folder that has families of another format. */
  static void check(Path folder) throws RocksDBException {
    List<String> unknown = new ArrayList<>();
    for (String name : stored(folder)) {
      if (!isKnown(name)) {
        unknown.add(name);
      }
    }
    if (!unknown.isEmpty()) {
      throw new StoreException(
          folder
              + ": column families "
              + unknown
              + " are of a format that this version cannot read");
    }
  }

  private static boolean isKnown(String name) {
    for (Family family : Family.all()) {
      if (family.familyName().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static List<String> stored(Path folder) throws RocksDBException {
    List<String> names = new ArrayList<>();
    if (Files.exists(folder.resolve(CURRENT))) {
      try (Options options = new Options()) {
        for (byte[] name : RocksDB.listColumnFamilies(options, folder.toString())) {
          names.add(new String(name, StandardCharsets.UTF_8));
        }
      }
    }
    return names;
  }
}
