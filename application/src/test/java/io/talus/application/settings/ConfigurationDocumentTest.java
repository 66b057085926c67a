package io.talus.application.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ConfigurationDocumentTest {
  /** Set, the document is written anew instead of compared. */
  private static final String WRITE = "talus.writeDocuments";

  @Test
  void theDocumentAndTheCatalogAgree() throws IOException {
    Path file = document();
    String text = Files.readString(file);
    int end = text.indexOf(ConfigurationDocument.MARK) + ConfigurationDocument.MARK.length();
    String chapters = ConfigurationDocument.chapters();

    if (System.getProperty(WRITE) != null) {
      Files.writeString(file, text.substring(0, end) + chapters);
    }

    assertEquals(
        chapters,
        Files.readString(file).substring(end),
        () -> "-D" + WRITE + "=yes writes " + file + " anew");
  }

  @Test
  void everySettingSaysWhatItDoes() {
    for (Setting<?> setting : SettingCatalog.all()) {
      assertFalse(setting.description().isBlank(), setting.name());
    }
  }

  private static Path document() throws IOException {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path file = folder.resolve("docs/CONFIGURATION.md");
      if (Files.exists(file)) {
        return file;
      }
    }
    throw new IOException("no docs/CONFIGURATION.md around " + Path.of("").toAbsolutePath());
  }
}
