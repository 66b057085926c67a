package io.talus.application.settings;

import io.talus.application.settings.SettingCatalog.Chapter;

/** The chapters of docs/CONFIGURATION.md, as they follow from the catalog. */
final class ConfigurationDocument {
  /** What follows this line of the document is written by a machine. */
  static final String MARK =
      "<!-- From here on written from SettingCatalog; ConfigurationDocumentTest compares. -->\n";

  private ConfigurationDocument() {}

  static String chapters() {
    StringBuilder text = new StringBuilder();
    for (Chapter chapter : SettingCatalog.chapters()) {
      text.append("\n## ").append(chapter.title()).append("\n\n");
      text.append("| setting | takes | default | CONFIG SET | what it does |\n");
      text.append("|---|---|---|---|---|\n");
      chapter.settings().forEach(setting -> text.append(row(setting)));
    }
    return text.toString();
  }

  private static <T> String row(Setting<T> setting) {
    String names = "`" + setting.name() + "`";
    if (!setting.aliases().isEmpty()) {
      names += " (also `" + String.join("`, `", setting.aliases()) + "`)";
    }
    String initial = setting.type().text(setting.initial());
    return "| %s | %s | %s | %s | %s |\n"
        .formatted(
            names,
            escaped(setting.type().expected()),
            initial.isEmpty() ? "empty" : "`" + escaped(initial) + "`",
            changeable(setting.change()),
            escaped(setting.description()));
  }

  private static String changeable(Setting.Change change) {
    return switch (change) {
      case ANY_TIME -> "yes";
      case AT_START -> "no";
      case PROTECTED -> "if `enable-protected-configs`";
    };
  }

  private static String escaped(String text) {
    return text.replace("|", "\\|");
  }
}
