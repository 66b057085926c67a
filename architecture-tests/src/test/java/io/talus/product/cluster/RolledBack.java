package io.talus.product.cluster;

import io.talus.adapters.rocksdb.binlog.FolderDisk;
import io.talus.application.log.FormatException;
import io.talus.application.log.RollbackFiles;
import io.talus.application.port.Disk;
import io.talus.application.port.SlotRecord;
import io.talus.domain.mutation.Mutation.OfKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** The keys that stand in the rollback files of a node. */
final class RolledBack {
  private final Path folder;

  /**
   * Of one node.
   *
   * @param data its folder
   */
  RolledBack(Path data) {
    this.folder = data.resolve("rollback");
  }

  /** Which there are now; the node may be writing some. */
  Set<String> keys() {
    Set<String> keys = new TreeSet<>();
    if (Files.isDirectory(folder)) {
      Disk disk = new FolderDisk(folder);
      for (String name : RollbackFiles.names(disk)) {
        try {
          RollbackFiles.read(disk, name).forEach(record -> add(record, keys));
        } catch (FormatException unfinished) {
          // It is being written: whoever waits for what is in it looks again.
        }
      }
    }
    return keys;
  }

  private static void add(SlotRecord record, Set<String> keys) {
    record
        .mutations()
        .forEach(
            mutation -> {
              if (mutation instanceof OfKey ofKey) {
                keys.add(ofKey.key().latin1());
              }
            });
  }
}
