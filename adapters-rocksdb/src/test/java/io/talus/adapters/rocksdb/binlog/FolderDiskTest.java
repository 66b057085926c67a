package io.talus.adapters.rocksdb.binlog;

import io.talus.application.port.Disk;
import io.talus.testkit.disk.DiskContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class FolderDiskTest extends DiskContract {
  @TempDir private Path folder;
  private int folders;

  @Override
  protected Disk create() {
    return new FolderDisk(folder.resolve("disk" + folders++));
  }

  @Override
  protected Disk reopen(Disk disk) {
    return new FolderDisk(Path.of(disk.location()));
  }
}
