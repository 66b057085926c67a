package io.talus.adapters.rocksdb.binlog;

import io.talus.application.port.Binlog;
import io.talus.application.port.Disk;
import io.talus.testkit.Seeds;
import io.talus.testkit.binlog.BinlogContract;
import io.talus.testkit.disk.SimulatedDisk;

final class SegmentedBinlogOnSimulatedDiskTest extends BinlogContract {
  private static final long SEGMENT_BYTES = 4 * 1024;

  private Disk disk = new SimulatedDisk(Seeds.first());

  @Override
  protected void beginAnew() {
    disk = new SimulatedDisk(Seeds.first());
  }

  @Override
  protected Binlog open(long afterBlock) {
    return SegmentedBinlog.open(disk, SEGMENT_BYTES, afterBlock);
  }
}
