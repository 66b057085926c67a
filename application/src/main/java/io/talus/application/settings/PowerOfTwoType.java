package io.talus.application.settings;

import java.util.List;

/** A power of two up to a limit. */
record PowerOfTwoType(int max) implements SettingType<Long> {
  @Override
  public Long parse(List<String> words, Long current) throws RefusedValue {
    String word = words.getFirst();
    long value = word.matches("[0-9]{1,9}") ? Long.parseLong(word) : 0;
    if (Long.bitCount(value) != 1 || value > max) {
      throw new RefusedValue("argument must be a power of two up to " + max);
    }
    return value;
  }

  @Override
  public String text(Long value) {
    return Long.toString(value);
  }

  @Override
  public String expected() {
    return "a power of two up to " + max;
  }
}
