package io.talus.adapters.rocksdb.binlog;

import io.talus.application.port.Binlog;
import io.talus.testkit.binlog.BinlogContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class SegmentedBinlogOnFolderTest extends BinlogContract {
  private static final long SEGMENT_BYTES = 4 * 1024;

  @TempDir private Path folder;
  private int folders;

  @Override
  protected void beginAnew() {
    folders++;
  }

  @Override
  protected Binlog open(long afterBlock) {
    FolderDisk disk = new FolderDisk(folder.resolve("log" + folders));
    return SegmentedBinlog.open(disk, SEGMENT_BYTES, afterBlock);
  }
}
