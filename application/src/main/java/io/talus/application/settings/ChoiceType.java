package io.talus.application.settings;

import java.util.List;
import java.util.Locale;

/** One of a few words, in any case. */
record ChoiceType(List<String> choices) implements SettingType<String> {
  static String lowerCase(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  @Override
  public String parse(List<String> words, String current) throws RefusedValue {
    String word = lowerCase(words.getFirst());
    if (!choices.contains(word)) {
      throw new RefusedValue(
          "argument(s) must be one of the following: " + String.join(", ", choices));
    }
    return word;
  }

  @Override
  public String text(String value) {
    return value;
  }

  @Override
  public String expected() {
    return String.join(", ", choices);
  }
}
