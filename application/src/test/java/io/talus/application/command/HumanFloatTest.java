package io.talus.application.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.talus.domain.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HumanFloatTest {

  /** The sums that redis-server gives for the same texts. */
  @ParameterizedTest
  @CsvSource({
    "0, 0.1, 0.1",
    "3.0, 1.1, 4.1",
    "1000.1, 0, 1000.09999999999999998",
    "10.5, 0.1, 10.6",
    "5.0e3, 2.0e2, 5200",
    "0.1, 0.2, 0.3",
    "1e17, 0.1, 100000000000000000.1015625",
    "9007199254740993, 0.5, 9007199254740993.5",
    "18446744073709551615, 1, 18446744073709551616",
    "0.00000000000000001, 0, 0.00000000000000001",
    "0.000000000000000004, 0, 0",
    "-0.1, 0.1, 0",
    "1.5, -3, -1.5",
    "123456789.123456789, 0.000000001, 123456789.12345678999554366",
    "1e40, 1, 9999999999999999999783686092270256259072",
    "0x10, 0.5, 16.5",
    "-1e-30, 0, 0",
    "5., .5, 5.5",
    "+1, 1, 2",
    "99999999999999999, 0.3, 99999999999999999.296875",
  })
  void addsAsRedisDoes(String left, String right, String sum) {
    HumanFloat added = number(left).plus(number(right));

    assertEquals(Bytes.of(sum), added.toBytes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "nan", "1e4933", "1e-4960", " 1", "1 ", "1_0", "1e", "1e99999999999"})
  void refusesWhatIsNoNumber(String text) {
    CommandError error = assertThrows(CommandError.class, () -> number(text));

    assertEquals(Errors.NOT_A_FLOAT, error.getMessage());
  }

  @Test
  void aSumThatIsTooLargeIsNotFinite() {
    assertFalse(number("1e4932").plus(number("1e4932")).isFinite());
    assertFalse(number("1").plus(number("-inf")).isFinite());
  }

  private static HumanFloat number(String text) {
    return HumanFloat.parse(Bytes.of(text), Errors.NOT_A_FLOAT);
  }
}
