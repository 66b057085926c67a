package io.talus.testkit.cluster;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A rule that is broken is noticed: else the simulation would prove nothing. */
final class FaultsTest {
  /** Most faults show within some dozen clusters, the rarest within some hundred. */
  private static final int SEEDS_MAX = 3000;

  private static final RandomGeneratorFactory<RandomGenerator> RANDOM =
      RandomGeneratorFactory.of("Xoshiro256PlusPlus");

  @ParameterizedTest
  @EnumSource
  void isNoticed(Fault fault) throws IOException {
    assertTrue(isNoticedWithin(fault), () -> fault + " lived through " + SEEDS_MAX + " clusters");
  }

  private static boolean isNoticedWithin(Fault fault) throws IOException {
    for (String scenario : ScenariosTest.scenarios()) {
      if (isNoticedIn(fault, ScenariosTest.script(scenario))) {
        return true;
      }
    }
    for (long seed = 1; seed <= SEEDS_MAX; seed++) {
      if (isNoticed(fault, seed)) {
        return true;
      }
    }
    return false;
  }

  /** Some faults need a story: chance would take too long to find it. */
  private static boolean isNoticedIn(Fault fault, String script) {
    try {
      Scenario.play(script, fault.rules());
      return false;
    } catch (AssertionError noticed) {
      return true;
    } catch (RuntimeException notThatStory) {
      return false;
    }
  }

  private static boolean isNoticed(Fault fault, long seed) {
    try {
      new ClusterRun(RANDOM.create(seed), fault.rules()).run();
      return false;
    } catch (AssertionError | RuntimeException noticed) {
      return true;
    }
  }
}
