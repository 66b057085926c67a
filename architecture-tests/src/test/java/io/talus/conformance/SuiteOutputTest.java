package io.talus.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuiteOutputTest {

  @Test
  void aTestPassesWithItsTimeOrFailsWithTheMessageBelowIt() {
    SuiteOutput output =
        read(
            """
            [ok]: SET and GET an item (0 ms)
            [err]: LCS len in tests/unit/type/string.tcl
            Expected '1' to be equal to '2'
            [ok]: Very big payload (random) access (12 ms)
            """);

    assertEquals(
        List.of(
            passed("SET and GET an item"),
            failed("LCS len", "Expected '1' to be equal to '2'"),
            passed("Very big payload (random) access")),
        output.tests());
  }

  @Test
  void aMessageThatTheSuiteCutAtItsStartIsReplacedByTheWhole() {
    SuiteOutput output =
        read(
            """
            [err]: LCS len in tests/unit/type/string.tcl
            n command 'lcs'
            ERR unknown command 'lcs'
                while executing
            [ok]: next (1 ms)
            """);

    assertEquals(
        failed("LCS len", "ERR unknown command 'lcs' | while executing"),
        output.tests().getFirst());
  }

  @Test
  void testsOfOneNameAreNumbered() {
    SuiteOutput output = read("[ok]: twice (1 ms)\n[ok]: twice (1 ms)\n");

    assertEquals(List.of(passed("twice"), passed("twice [2]")), output.tests());
    assertEquals("twice", SuiteOutput.plainName("twice [2]"));
  }

  @Test
  void anErrorBetweenTestsIsAnInterruptionAndNoTest() {
    SuiteOutput output = read("[err]: n command 'memory'\nERR unknown command 'memory'\n");

    assertEquals(List.of(), output.tests());
    assertEquals(
        List.of("between tests: n command 'memory' ERR unknown command 'memory'"),
        output.interruptions());
  }

  @Test
  void theTestInProgressWhenNothingMovesAnyMoreHangs() {
    SuiteOutput output =
        read(
            """
            [ok]: first (1 ms)
            [TIMEOUT]: clients state report follows.
            sock55d0 => (IN PROGRESS) BLPOP forever
            """);

    assertEquals(List.of(passed("first"), failed("BLPOP forever", "hangs")), output.tests());
  }

  @Test
  void whatCameAfterTheServerWasLostSaysNothing() {
    SuiteOutput output =
        read(
            """
            [ok]: first (1 ms)
            [err]: kills it in tests/unit/x.tcl
            I/O error reading reply
            [err]: innocent in tests/unit/x.tcl
            couldn't open socket: connection refused
            """);

    assertEquals(
        List.of(passed("first"), failed("kills it", "I/O error reading reply")),
        output.testsUntilServerWasLost());
  }

  private static SuiteOutput read(String text) {
    return SuiteOutput.of(text.lines().toList());
  }

  private static SuiteOutput.Ended passed(String name) {
    return new SuiteOutput.Ended(name, Optional.empty());
  }

  private static SuiteOutput.Ended failed(String name, String reason) {
    return new SuiteOutput.Ended(name, Optional.of(reason));
  }
}
