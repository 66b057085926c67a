package io.talus.testkit.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.port.Disk;
import io.talus.application.port.Disk.AppendFile;
import io.talus.testkit.Seeds;
import io.talus.testkit.disk.DiskContract;
import io.talus.testkit.disk.SimulatedDisk;
import io.talus.testkit.simulation.SimulatedCrash.Kind;
import org.junit.jupiter.api.Test;

final class CrashingDiskTest extends DiskContract {
  @Override
  protected Disk create() {
    return new CrashingDisk(new SimulatedDisk(Seeds.first()), Seeds.first());
  }

  @Override
  protected Disk reopen(Disk disk) {
    return disk;
  }

  @Test
  void theOperationThatWasSetCrashes() {
    CrashingDisk disk = new CrashingDisk(new SimulatedDisk(Seeds.first()), Seeds.first());
    try (AppendFile file = disk.create("file")) {
      disk.crashAfter(2, Kind.MACHINE);
      file.append(new byte[10], 10);

      SimulatedCrash crash =
          assertThrows(SimulatedCrash.class, () -> file.append(new byte[10], 10));

      assertEquals(Kind.MACHINE, crash.kind());
      assertTrue(file.size() <= 20);
      file.append(new byte[10], 10);
    }
  }
}
