package io.talus.testkit.cluster;

import io.talus.testkit.Seeds;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Clusters in trouble; what must hold is looked at with every step ({@link Invariants}). */
final class ClusterSimulationTest {

  @Test
  void nothingIsLostInAnyOfSomeHundredClusters() {
    Seeds.each(150, random -> new ClusterRun(random, ClusterRules.SOUND).run());
  }

  @Test
  @Tag("long")
  void nothingIsLostInAnyOfTenThousandClusters() {
    Seeds.each(10_000, random -> new ClusterRun(random, ClusterRules.SOUND).run());
  }
}
