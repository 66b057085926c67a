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
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
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

  @Test
  void anAppendThatCrashesMayBeWhole() {
    RandomGenerator random = Seeds.first();
    Set<Long> sizes = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      CrashingDisk disk = new CrashingDisk(new SimulatedDisk(random), random);
      try (AppendFile file = disk.create("file")) {
        disk.crashAfter(1, Kind.PROCESS);
        assertThrows(SimulatedCrash.class, () -> file.append(new byte[1000], 1000));
        sizes.add(file.size());
      }
    }

    assertTrue(sizes.contains(1000L) && sizes.size() > 2, "sizes: " + sizes);
  }
}
