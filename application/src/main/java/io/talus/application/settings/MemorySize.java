package io.talus.application.settings;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.bytes.Decimal;
import java.util.List;
import java.util.OptionalLong;

/** Sizes as redis.conf writes them: k, m and g are powers of ten, kb, mb and gb of two. */
public final class MemorySize {
  private static final long KILO = 1000;
  private static final long KIBI = 1024;
  private static final List<String> UNITS = List.of("gb", "mb", "kb");

  private MemorySize() {}

  /** The size in bytes; empty if the text is none. */
  public static OptionalLong parse(String text) {
    int digits = 0;
    while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
      digits++;
    }
    OptionalLong number = Decimal.parse(Bytes.of(text.substring(0, digits)));
    long factor = factor(text.substring(digits));
    if (number.isEmpty() || factor == 0 || number.getAsLong() > Long.MAX_VALUE / factor) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(number.getAsLong() * factor);
  }

  private static long factor(String unit) {
    return switch (ChoiceType.lowerCase(unit)) {
      case "", "b" -> 1;
      case "k" -> KILO;
      case "kb" -> KIBI;
      case "m" -> KILO * KILO;
      case "mb" -> KIBI * KIBI;
      case "g" -> KILO * KILO * KILO;
      case "gb" -> KIBI * KIBI * KIBI;
      default -> 0;
    };
  }

  /** The size with the largest unit that divides it. */
  static String shortest(long bytes) {
    for (String unit : UNITS) {
      long factor = factor(unit);
      if (bytes >= factor && bytes % factor == 0) {
        return bytes / factor + unit;
      }
    }
    return Long.toString(bytes);
  }
}
