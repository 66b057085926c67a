package io.talus.application.settings;

import java.util.List;

/** Any text. */
record TextType() implements SettingType<String> {
  @Override
  public String parse(List<String> words, String current) {
    return words.getFirst();
  }

  @Override
  public String text(String value) {
    return value;
  }

  @Override
  public String expected() {
    return "text";
  }
}
