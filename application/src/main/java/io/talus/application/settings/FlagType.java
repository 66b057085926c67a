package io.talus.application.settings;

import java.util.List;

/** {@code yes} or {@code no}. */
record FlagType() implements SettingType<Boolean> {
  @Override
  public Boolean parse(List<String> words, Boolean current) throws RefusedValue {
    return switch (ChoiceType.lowerCase(words.getFirst())) {
      case "yes" -> true;
      case "no" -> false;
      default -> throw new RefusedValue("argument must be 'yes' or 'no'");
    };
  }

  @Override
  public String text(Boolean value) {
    return value ? "yes" : "no";
  }

  @Override
  public String expected() {
    return "yes or no";
  }
}
