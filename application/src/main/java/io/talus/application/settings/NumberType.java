package io.talus.application.settings;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.bytes.Decimal;
import java.util.List;
import java.util.OptionalLong;

/** A whole number within bounds. */
record NumberType(long min, long max, Notation notation) implements SettingType<Long> {
  /** How numbers are written. */
  enum Notation {
    DECIMAL("argument couldn't be parsed into an integer"),
    /** Bytes, with a unit if need be: {@code 100mb}. */
    MEMORY("argument must be a memory value"),
    /** As {@link #MEMORY}, or a part of the whole such as {@code 5%}, held as -5. */
    MEMORY_OR_PERCENT("argument must be a memory or percent value"),
    OCTAL("argument couldn't be parsed as an octal number");

    private final String complaint;

    Notation(String complaint) {
      this.complaint = complaint;
    }
  }

  @Override
  public Long parse(List<String> words, Long current) throws RefusedValue {
    long value = read(words.getFirst());
    if (notation == Notation.MEMORY_OR_PERCENT && value < min) {
      throw new RefusedValue("percentage argument must be less or equal to " + -min);
    }
    if (value < min || value > max) {
      throw new RefusedValue(
          "argument must be between " + written(min) + " and " + written(max) + " inclusive");
    }
    return value;
  }

  private long read(String word) throws RefusedValue {
    OptionalLong read =
        switch (notation) {
          case DECIMAL -> Decimal.parse(Bytes.of(word));
          case MEMORY -> MemorySize.parse(word);
          case MEMORY_OR_PERCENT -> word.endsWith("%") ? percent(word) : MemorySize.parse(word);
          case OCTAL -> octal(word);
        };
    if (read.isEmpty()) {
      throw new RefusedValue(notation.complaint);
    }
    return read.getAsLong();
  }

  private static OptionalLong percent(String word) {
    OptionalLong percent = Decimal.parse(Bytes.of(word.substring(0, word.length() - 1)));
    return percent.isPresent() && percent.getAsLong() >= 0
        ? OptionalLong.of(-percent.getAsLong())
        : OptionalLong.empty();
  }

  private static OptionalLong octal(String word) {
    return word.matches("[0-7]{1,10}")
        ? OptionalLong.of(Long.parseLong(word, 8))
        : OptionalLong.empty();
  }

  private String written(long number) {
    return notation == Notation.OCTAL ? Long.toOctalString(number) : Long.toString(number);
  }

  @Override
  public String text(Long value) {
    return notation == Notation.MEMORY_OR_PERCENT && value < 0 ? -value + "%" : written(value);
  }

  @Override
  public String expected() {
    String upTo = max == Long.MAX_VALUE || max == Integer.MAX_VALUE ? "" : written(max);
    String range = written(min) + (upTo.isEmpty() ? " or more" : " to " + upTo);
    return switch (notation) {
      case DECIMAL -> range;
      case MEMORY -> "a size such as 100mb, " + range;
      case MEMORY_OR_PERCENT -> "a size such as 100mb, or a percentage";
      case OCTAL -> "an octal number, " + range;
    };
  }

  @Override
  public List<String> lines(Long value) {
    return List.of(notation == Notation.MEMORY ? MemorySize.shortest(value) : text(value));
  }
}
