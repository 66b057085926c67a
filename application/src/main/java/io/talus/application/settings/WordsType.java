package io.talus.application.settings;

import java.util.List;

/** A bounded number of words; a single empty one stands for none. */
record WordsType(int countMax, String what, String complaint) implements SettingType<List<String>> {
  @Override
  public List<String> parse(List<String> words, List<String> current) throws RefusedValue {
    if (words.size() > countMax) {
      throw new RefusedValue(complaint);
    }
    return words.equals(List.of("")) ? List.of() : List.copyOf(words);
  }

  @Override
  public String text(List<String> value) {
    return String.join(" ", value);
  }

  @Override
  public String expected() {
    return "up to " + countMax + " " + what;
  }

  @Override
  public boolean takesSeveralWords() {
    return true;
  }

  @Override
  public List<String> lines(List<String> value) {
    return List.of(value.isEmpty() ? "\"\"" : text(value));
  }
}
