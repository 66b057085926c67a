package io.talus.product.cluster;

import io.talus.architecture.Repository;
import io.talus.testkit.process.ClusterProcesses;
import io.talus.testkit.process.ServerCommand;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A cluster with clients goes through disasters: no acknowledged write is lost, no read is stale,
 * all slots are served again, and who was away comes back by itself.
 */
final class ClusterFaultsTest {
  private static final int NODES = 3;
  private static final int SLOTS = 16;
  private static final int LONG_ROUNDS = 20;

  @TempDir private Path dir;

  @Tag("long")
  @Test
  void everyDisasterOnceAfterAnother() throws Exception {
    try (ClusterProcesses cluster = ClusterProcesses.start(dir, talus(), NODES, SLOTS)) {
      Trouble trouble = new Trouble(cluster, SLOTS, new SplittableRandom(1));
      for (Disaster disaster : Disaster.values()) {
        trouble.round(disaster);
      }
      trouble.wipe();
    }
  }

  @Tag("long")
  @RepeatedTest(LONG_ROUNDS)
  void aNodeThatWasWipedIsNobodysVoter(RepetitionInfo repetition) throws Exception {
    try (ClusterProcesses cluster = ClusterProcesses.start(dir, talus(), NODES, SLOTS)) {
      new Trouble(cluster, SLOTS, new SplittableRandom(repetition.getCurrentRepetition())).wipe();
    }
  }

  @Tag("long")
  @ParameterizedTest
  @EnumSource
  void theSameDisasterAgainAndAgain(Disaster disaster) throws Exception {
    try (ClusterProcesses cluster = ClusterProcesses.start(dir, talus(), NODES, SLOTS)) {
      Trouble trouble = new Trouble(cluster, SLOTS, new SplittableRandom(1));
      for (int round = 0; round < LONG_ROUNDS; round++) {
        trouble.round(disaster);
      }
    }
  }

  static ServerCommand talus() {
    return ServerCommand.talusOnClassPath(
        Repository.root(), System.getProperty("java.class.path"), "--memory-budget", "512mb");
  }
}
