package io.talus.application.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.domain.bytes.Bytes;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FloatingPointTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, -0",
    "1, 1",
    "-17, -17",
    "3.5, 3.5",
    "0.1, 0.1",
    "1e15, 1000000000000000",
    "4611686018427387904, 4611686018427387904",
    "4611686018427388928, 4611686018427389000",
    "9223372036854775807, 9223372036854776000",
    "1e20, 1e+20",
    "-1.5e300, -1.5e+300",
    "1234567890123456e6, 1234567890123456000000",
    "0.000001, 0.000001",
    "0.0000001, 1e-7",
    "-0.00000123, -1.23e-6",
    "0.0001234567891, 1.234567891e-4",
    "0.001234567891, 0.001234567891",
    "1234.5678901234, 1234.5678901234",
    "12345.678901, 12345.678901",
    "12345.67890123, 1.234567890123e+4",
    "5e-324, 5e-324",
    "2e23, 2e+23",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "Infinity, inf",
    "-Infinity, -inf",
    "NaN, nan"
  })
  void writesAsRedisDoes(double value, String text) {
    assertEquals(text, FloatingPoint.format(value));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, -0.0",
    "5., 5",
    ".5, 0.5",
    "-.5, -0.5",
    "+7, 7",
    "007, 7",
    "0.1, 0.1",
    "-123456789012345, -123456789012345",
    "1234567890123456789, 1234567890123456789",
    "1e3, 1000",
    "1E-3, 0.001",
    "0x10, 16",
    "0x1f, 31",
    "-0x1.8p1, -3",
    "inf, Infinity",
    "+INF, Infinity",
    "-Infinity, -Infinity"
  })
  void readsWhatStrtodReads(String text, double value) {
    assertEquals(value, FloatingPoint.parse(Bytes.of(text)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " 1", "1 ", "-", ".", "abc", "1f", "1d", "0x", "0x1p3f", "1e", "1e400", "-1e400",
        "1e-400", "nan", "-nan", "1.2.3", "1_000", "--1", "infinit"
      })
  void refusesWhatIsNoNumber(String text) {
    assertTrue(Double.isNaN(FloatingPoint.parse(Bytes.of(text))), text);
  }

  @Test
  void whatIsWrittenReadsBackTheSame() {
    long seed = RandomGenerator.getDefault().nextLong();
    Random random = new Random(seed);

    for (int i = 0; i < 100_000; i++) {
      double value = any(random);
      String text = FloatingPoint.format(value);

      assertEquals(value, FloatingPoint.parse(Bytes.of(text)), () -> "seed " + seed);
    }
  }

  private static double any(Random random) {
    double value =
        switch (random.nextInt(3)) {
          case 0 -> Double.longBitsToDouble(random.nextLong());
          case 1 -> random.nextInt() / 1000.0;
          default -> random.nextGaussian() * 1e6;
        };
    return Double.isNaN(value) ? 0 : value;
  }
}
