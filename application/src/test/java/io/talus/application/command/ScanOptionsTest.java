package io.talus.application.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.domain.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ScanOptionsTest {

  @Test
  void withoutOptionsTenElementsOfAnyNameAreVisited() {
    ScanOptions options = ScanOptions.ofKeys(Arguments.of("SCAN", "0"), 2);

    assertEquals(10, options.count());
    assertNull(options.type());
    assertTrue(options.matches(Bytes.of("any")));
  }

  @Test
  void optionsComeInAnyCaseAndOrderAndTheLastOneCounts() {
    ScanOptions options =
        ScanOptions.ofKeys(
            Arguments.of("SCAN", "0", "type", "hash", "Match", "a*", "COUNT", "5", "count", "7"),
            2);

    assertEquals(7, options.count());
    assertEquals(Bytes.of("hash"), options.type());
    assertTrue(options.matches(Bytes.of("abc")));
    assertFalse(options.matches(Bytes.of("bcd")));
  }

  @Test
  void aStarMatchesEvenTheEmptyElement() {
    ScanOptions options = ScanOptions.ofElements(Arguments.of("SSCAN", "k", "0", "MATCH", "*"), 3);

    assertTrue(options.matches(Bytes.EMPTY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"COUNT", "MATCH", "COUNT 0", "COUNT -1", "TYPE set", "OTHER 1"})
  void whatIsNoOptionOfElementsIsASyntaxError(String options) {
    Arguments args = Arguments.of(("SSCAN k 0 " + options).split(" "));

    CommandError error = assertThrows(CommandError.class, () -> ScanOptions.ofElements(args, 3));

    assertEquals(Errors.SYNTAX, error.getMessage());
  }

  @Test
  void aCountThatIsNoNumberIsNoInteger() {
    Arguments args = Arguments.of("SCAN", "0", "COUNT", "x");

    CommandError error = assertThrows(CommandError.class, () -> ScanOptions.ofKeys(args, 2));

    assertEquals(Errors.NOT_AN_INTEGER, error.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"0,0", "'',0", "007,7", "+5,5", "-1,-1", "18446744073709551615,-1"})
  void cursorsAreReadAsCReadsThem(String text, long cursor) {
    assertEquals(cursor, ScanOptions.cursor(Arguments.of(text), 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "1x", " 1", "1 ", "+", "18446744073709551616", "1.5"})
  void otherCursorsAreInvalid(String text) {
    Arguments args = Arguments.of(text);

    CommandError error = assertThrows(CommandError.class, () -> ScanOptions.cursor(args, 0));

    assertEquals(Errors.INVALID_CURSOR, error.getMessage());
  }
}
