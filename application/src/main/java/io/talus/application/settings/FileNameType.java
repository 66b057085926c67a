package io.talus.application.settings;

import java.util.List;

/** The name of a file or folder inside another: no path. */
record FileNameType(String setting, String kind, boolean mayBeEmpty)
    implements SettingType<String> {
  @Override
  public String parse(List<String> words, String current) throws RefusedValue {
    String name = words.getFirst();
    if (name.isEmpty() && !mayBeEmpty) {
      throw new RefusedValue(setting + " can't be empty");
    }
    if (name.indexOf('/') >= 0 || name.indexOf('\\') >= 0) {
      throw new RefusedValue(setting + " can't be a path, just a " + kind);
    }
    return name;
  }

  @Override
  public String text(String value) {
    return value;
  }

  @Override
  public String expected() {
    return "a " + kind + " without a path";
  }
}
