package io.talus.simulation;

import io.talus.testkit.Seeds;
import io.talus.testkit.cluster.ClusterSimulation;
import io.talus.testkit.simulation.Happenings;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * The command {@code talus simulate}: clusters in trouble, each drawn from a seed. What must hold
 * is looked at with every step; docs/SIMULATION.md says what that is.
 *
 * <p>Exit codes: 0 if everything held with every seed, 1 if something did not, 2 if the arguments
 * make no sense.
 */
public final class Simulate {
  /** After so many failures there is enough to think about. */
  private static final int FAILURES_MAX = 5;

  /** What can be simulated. */
  interface Kind {
    Happenings run(RandomGenerator random);
  }

  /** Which of them fails with which seed. */
  private record Failure(String kind, long seed) {}

  private final SimulateOptions options;
  private final PrintStream out;
  private final List<Failure> failures = new ArrayList<>();

  Simulate(SimulateOptions options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /** Runs the seeds that {@code args} ask for. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  private static int run(String[] args) {
    try {
      SimulateOptions options = SimulateOptions.parse(args);
      if (options.help()) {
        System.out.print(SimulateOptions.USAGE);
        return 0;
      }
      Simulate simulate = new Simulate(options, System.out);
      if (options.isWanted("cluster")) {
        simulate.run("cluster", ClusterSimulation::run);
      }
      if (options.isWanted("group")) {
        simulate.run("group", seeded -> group(GroupKind.QUORUM, seeded));
      }
      if (options.isWanted("async")) {
        simulate.run("async", seeded -> group(GroupKind.ASYNC, seeded));
      }
      return simulate.end();
    } catch (IllegalArgumentException wrong) {
      System.err.println("simulate: " + wrong.getMessage());
      return 2;
    }
  }

  private static Happenings group(GroupKind kind, RandomGenerator seeded) {
    return GroupSimulationTest.simulate(kind, seeded, GroupFault.NONE);
  }

  /** Runs one kind with all seeds. */
  void run(String name, Kind kind) {
    long begin = System.nanoTime();
    Happenings happenings = Happenings.NONE;
    long last = options.first() + options.count() - 1;
    for (long seed = options.first(); seed <= last && failures.size() < FAILURES_MAX; seed++) {
      try {
        happenings = happenings.plus(kind.run(Seeds.of(seed)));
      } catch (AssertionError | RuntimeException failed) {
        failures.add(new Failure(name, seed));
        out.printf("%s: seed %d fails: ", name, seed);
        failed.printStackTrace(out);
      }
    }
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
    out.printf(
        "%s: seeds %d to %d: %s, in %d s%n", name, options.first(), last, happenings, seconds);
  }

  /** Says how to look at what failed; returns the exit code. */
  int end() {
    for (Failure failure : failures) {
      out.printf(
          "%s fails; replay it: ./talus simulate --kind %s --seed %d%n",
          failure.kind(), failure.kind(), failure.seed());
    }
    return failures.isEmpty() ? 0 : 1;
  }
}
