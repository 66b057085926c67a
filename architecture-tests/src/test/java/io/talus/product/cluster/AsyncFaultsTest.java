package io.talus.product.cluster;

import io.talus.product.cluster.AsyncTrouble.Kind;
import io.talus.testkit.process.ClusterProcesses;
import io.talus.testkit.process.ServerCommand;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A cluster with an {@code async} table goes through disasters: what was acknowledged is there, or
 * stands in the rollback files of the leader that alone had it, all slots are served again, and who
 * was away comes back by itself.
 */
final class AsyncFaultsTest {
  private static final int NODES = 3;
  private static final int SLOTS = 16;
  private static final int LONG_ROUNDS = 10;

  @TempDir private Path dir;

  @Test
  void aLeaderAndEtcdAreKilled() throws Exception {
    play(1, Kind.LEADER_KILLED, Kind.ETCD_KILLED);
  }

  @Tag("long")
  @ParameterizedTest
  @EnumSource
  void theSameAgainAndAgain(Kind kind) throws Exception {
    play(LONG_ROUNDS, kind);
  }

  private void play(int rounds, Kind... kinds) throws Exception {
    try (ClusterProcesses cluster = ClusterProcesses.start(dir, talus(), NODES, SLOTS)) {
      AsyncTrouble trouble = new AsyncTrouble(cluster, dir, SLOTS, new SplittableRandom(1));
      for (int round = 0; round < rounds; round++) {
        for (Kind kind : kinds) {
          trouble.round(kind);
        }
      }
    }
  }

  static ServerCommand talus() {
    return ClusterFaultsTest.talus()
        .with("--cluster-consistency", "async", "--appendfsync", "always");
  }
}
