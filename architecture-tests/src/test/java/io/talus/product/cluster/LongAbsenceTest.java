package io.talus.product.cluster;

import io.talus.product.cluster.Absence.Plan;
import io.talus.testkit.process.ClusterProcesses;
import io.talus.testkit.process.ServerCommand;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A node that was away for more than the logs keep comes back by snapshots, one after the other and
 * no faster than it may, while clients are served; killed in the middle, it goes on.
 */
final class LongAbsenceTest {
  private static final int NODES = 3;
  private static final int SLOTS = 16;
  private static final long MEGABYTE = 1 << 20;

  @TempDir private Path dir;

  @ParameterizedTest
  @ValueSource(strings = {"quorum", "async"})
  void aNodeThatWasAwayForLongComesBackSlotBySlot(String consistency) throws Exception {
    play(consistency, "12mb", 48 * MEGABYTE, MEGABYTE / 2);
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(strings = {"quorum", "async"})
  void theSameWithSomeHundredMegabytes(String consistency) throws Exception {
    play(consistency, "64mb", 400 * MEGABYTE, 4 * MEGABYTE);
  }

  private void play(String consistency, String logKept, long bytes, long rate) throws Exception {
    ServerCommand talus =
        ClusterFaultsTest.talus()
            .with("--cluster-consistency", consistency, "--appendfsync", "always")
            .with("--cluster-log-size", logKept, "--max-recovery-log", "1mb");
    SplittableRandom random = new SplittableRandom(1);
    try (ClusterProcesses cluster = ClusterProcesses.start(dir, talus, NODES, SLOTS)) {
      Plan plan = new Plan(consistency.equals("quorum"), SLOTS, bytes, rate);
      new Absence(cluster, dir, plan, random.split()).play(random);
    }
  }
}
