package io.talus.testkit.disk;

import io.talus.application.port.Disk;
import io.talus.testkit.Seeds;

final class SimulatedDiskTest extends DiskContract {
  @Override
  protected Disk create() {
    return new SimulatedDisk(Seeds.first());
  }

  @Override
  protected Disk reopen(Disk disk) {
    return disk;
  }
}
