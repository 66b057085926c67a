package io.talus.application.settings;

import java.util.ArrayList;
import java.util.List;

/** One or more of a few words. */
record ChoicesType(List<String> choices) implements SettingType<String> {
  @Override
  public String parse(List<String> words, String current) throws RefusedValue {
    List<String> chosen = new ArrayList<>();
    for (String word : words) {
      String lower = ChoiceType.lowerCase(word);
      if (!choices.contains(lower)) {
        throw new RefusedValue(
            "argument(s) must be one of the following: " + String.join(", ", choices));
      }
      chosen.add(lower);
    }
    return String.join(" ", chosen);
  }

  @Override
  public String text(String value) {
    return value;
  }

  @Override
  public String expected() {
    return "one or more of " + String.join(", ", choices);
  }

  @Override
  public boolean takesSeveralWords() {
    return true;
  }

  @Override
  public List<String> lines(String value) {
    return List.of(value);
  }
}
