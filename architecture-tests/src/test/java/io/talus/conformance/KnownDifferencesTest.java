package io.talus.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownDifferencesTest {

  @TempDir Path folder;

  @Test
  void aStarStandsForAnythingAndNothingElseIsSpecial() throws IOException {
    KnownDifferences known = read("# comment\n\nunit/type/* | SORT [a|b] * | later: sorting\n");

    assertEquals(
        Optional.of("later: sorting"), known.reason("unit/type/list", "SORT [a|b] with STORE"));
    assertEquals(Optional.empty(), known.reason("unit/type/list", "SORT a with STORE"));
    assertEquals(Optional.empty(), known.reason("unit/multi", "SORT [a|b] with STORE"));
  }

  @Test
  void testsOfOneNameAreLeftOutTogether() throws IOException {
    KnownDifferences known = read("unit/a | twice | differs: on purpose\n");

    assertEquals(Set.of("twice"), known.among("unit/a", Set.of("twice", "twice [2]", "once")));
  }

  @Test
  void onlyTestsOfLaterCommandsAreNotRun() throws IOException {
    KnownDifferences known = read("* | one | later: scripts\n* | two | differs: on purpose\n");

    assertEquals(Set.of("one", "two"), known.among("unit/a", Set.of("one", "two", "three")));
    assertEquals(Set.of("one"), known.notRunAmong("unit/a", Set.of("one", "two", "three")));
  }

  @Test
  void aLineWithoutAReasonIsRefusedWithItsPlace() {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> read("\nunit/a | name\n"));

    assertEquals(
        folder.resolve("known.txt") + ":2: unit/a | name (expected: unit | test name | reason)",
        refusal.getMessage());
  }

  private KnownDifferences read(String text) throws IOException {
    return KnownDifferences.read(Files.writeString(folder.resolve("known.txt"), text));
  }
}
