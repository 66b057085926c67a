package io.talus.testkit.cluster;

import io.talus.testkit.simulation.Happenings;
import java.util.random.RandomGenerator;

/** A cluster of state machines in trouble, for those outside who want to run one. */
public final class ClusterSimulation {
  private ClusterSimulation() {}

  /**
   * Lives through what the chance brings.
   *
   * @return what happened
   * @throws AssertionError if something does not hold
   */
  public static Happenings run(RandomGenerator random) {
    HappeningsTrace trace = new HappeningsTrace();
    ClusterRun run = new ClusterRun(random, ClusterRules.SOUND, trace);
    run.run();
    return trace.with(run.history());
  }
}
