package io.talus.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.testkit.Seeds;
import io.talus.testkit.cluster.ClusterSimulation;
import io.talus.testkit.simulation.Happenings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code talus simulate} says. */
final class SimulateTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

  private Simulate simulate(String... args) {
    return new Simulate(SimulateOptions.parse(args), out);
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  @Test
  void whatHappenedIsSummedUp() {
    Simulate simulate = simulate("--seeds", "3");

    simulate.run("some", random -> new Happenings(1, 2, 3, 4, 5, 6));

    assertEquals(0, simulate.end());
    assertTrue(
        said()
            .startsWith(
                "some: seeds 1 to 3:"
                    + " 3 elections, 6 crashes, 9 snapshots, 12 writes (18 lost), 15 reads, in "),
        said());
  }

  @Test
  void aSeedThatFailsIsNamedWithHowToReplayIt() {
    Simulate simulate = simulate("--seed", "7", "--seeds", "3");
    long eighth = Seeds.of(8).nextLong();

    simulate.run(
        "some",
        random -> {
          if (random.nextLong() == eighth) {
            throw new AssertionError("it does not hold");
          }
          return Happenings.NONE;
        });

    assertEquals(1, simulate.end());
    assertTrue(said().startsWith("some: seed 8 fails: "), said());
    assertTrue(said().contains("it does not hold"), said());
    assertTrue(
        said().endsWith("some fails; replay it: ./talus simulate --kind some --seed 8\n"), said());
  }

  @Test
  void aSeedIsTheSameAgain() {
    assertEquals(ClusterSimulation.run(Seeds.of(3)), ClusterSimulation.run(Seeds.of(3)));
  }

  @Test
  void argumentsThatMakeNoSenseAreRefused() {
    for (List<String> wrong :
        List.of(
            List.of("--sed"),
            List.of("--seed"),
            List.of("--seed", "x"),
            List.of("--seeds", "0"),
            List.of("--kind", "none"))) {
      assertThrows(
          IllegalArgumentException.class,
          () -> SimulateOptions.parse(wrong.toArray(String[]::new)),
          wrong::toString);
    }
    assertEquals(new SimulateOptions("all", 5, 1, false), SimulateOptions.parse("--seed", "5"));
    assertEquals(new SimulateOptions("all", 1, 100, false), SimulateOptions.parse());
  }
}
