package io.talus.application.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code table-password <table> <password>}: lines add up. */
record TablePasswordsType() implements SettingType<Map<String, String>> {
  @Override
  public Map<String, String> parse(List<String> words, Map<String, String> current)
      throws RefusedValue {
    if (words.size() != 2 || words.get(0).isEmpty() || words.get(1).isEmpty()) {
      throw new RefusedValue("wrong number of arguments");
    }
    Map<String, String> passwords = new LinkedHashMap<>(current);
    passwords.put(words.get(0), words.get(1));
    return passwords;
  }

  @Override
  public String text(Map<String, String> value) {
    return String.join(" ", value.keySet());
  }

  @Override
  public String expected() {
    return "a table's number or name, and its password";
  }

  @Override
  public boolean takesSeveralWords() {
    return true;
  }

  @Override
  public List<String> lines(Map<String, String> value) {
    return value.entrySet().stream()
        .map(entry -> ConfigWords.quote(entry.getKey()) + " " + ConfigWords.quote(entry.getValue()))
        .toList();
  }
}
