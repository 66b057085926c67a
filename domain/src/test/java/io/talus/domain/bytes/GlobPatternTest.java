package io.talus.domain.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GlobPatternTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "hello hello",
        "h?llo hallo",
        "h*llo hllo",
        "h*llo heeeello",
        "*llo hello",
        "hel* hello",
        "*l*o hello",
        "a** a",
        "h[ae]llo hallo",
        "h[^e]llo hbllo",
        "h[a-b]llo hbllo",
        "h[b-a]llo hallo",
        "h\\*llo h*llo",
        "[\\]] ]",
        "[a-] ]",
        "[a-] a",
        "[abc b",
        "[^ x",
        "a\\ a\\",
        "*[0-9] key7"
      })
  void acceptsWhatRedisAccepts(String pattern, String text) {
    assertTrue(matches(pattern, text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "hello Hello",
        "h?llo hllo",
        "h[^e]llo hello",
        "h\\*llo hello",
        "[] x",
        "[ x",
        "[^a- a",
        "a b",
        "abc ab",
        "ab abc",
        "*?? a"
      })
  void refusesWhatRedisRefuses(String pattern, String text) {
    assertFalse(matches(pattern, text));
  }

  @Test
  void onlyTheEmptyPatternMatchesTheEmptyText() {
    assertTrue(matches("", ""));
    assertFalse(matches("*", ""));
    assertFalse(matches("", "a"));
  }

  @Test
  void aSingleStarStandsForEverything() {
    assertTrue(GlobPattern.of(Bytes.of("*")).isStar());
    assertFalse(GlobPattern.of(Bytes.of("**")).isStar());
    assertFalse(GlobPattern.of(Bytes.of("a")).isStar());
  }

  @Test
  void caseIsIgnoredOnRequest() {
    GlobPattern pattern = GlobPattern.ignoringCase(Bytes.of("Max*[A-C]"));

    assertTrue(pattern.matches(Bytes.of("maxmemoryB")));
    assertTrue(pattern.matches(Bytes.of("MAXb")));
    assertFalse(pattern.matches(Bytes.of("maxd")));
  }

  @Test
  void manyStarsTakeNoExponentialTime() {
    String text = "a".repeat(200);

    assertFalse(matches("a*".repeat(100) + "b", text));
  }

  @Test
  void moreThanAThousandStarsMatchNothing() {
    String text = "a".repeat(5000);

    assertTrue(matches("*?".repeat(1000), text.substring(0, 1000)));
    assertFalse(matches("*?".repeat(1001), text));
  }

  @Test
  void agreesWithTheRecursiveDefinition() {
    long seed = 20_240_717L;
    Random random = new Random(seed);

    for (int i = 0; i < 20_000; i++) {
      String pattern = randomText(random, "ab*?", 8);
      String text = randomText(random, "ab", 8);

      assertEquals(
          recursive(pattern, text),
          matches(pattern, text),
          () -> "seed " + seed + ": " + pattern + " against " + text);
    }
  }

  private static String randomText(Random random, String alphabet, int lengthMax) {
    StringBuilder text = new StringBuilder("a");
    for (int length = random.nextInt(lengthMax); length > 0; length--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private static boolean recursive(String pattern, String text) {
    if (pattern.isEmpty()) {
      return text.isEmpty();
    }
    String rest = pattern.substring(1);
    if (pattern.charAt(0) == '*') {
      return recursive(rest, text) || (!text.isEmpty() && recursive(pattern, text.substring(1)));
    }
    return !text.isEmpty()
        && (pattern.charAt(0) == '?' || pattern.charAt(0) == text.charAt(0))
        && recursive(rest, text.substring(1));
  }

  private static boolean matches(String pattern, String text) {
    return GlobPattern.of(Bytes.of(pattern)).matches(Bytes.of(text));
  }
}
