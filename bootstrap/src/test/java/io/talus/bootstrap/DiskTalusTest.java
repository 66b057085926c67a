package io.talus.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.command.Reply;
import io.talus.application.embed.Talus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiskTalusTest {
  @TempDir private Path folder;

  /** The example of the README. */
  @Test
  void whatWasWrittenIsThereWhenTheFolderIsOpenedAgain() {
    try (Talus talus = DiskTalus.open(folder, "--memory-budget", "256mb")) {
      talus.execute("HSET", "user:1", "name", "Ada");
    }

    try (Talus talus = DiskTalus.open(folder, "--memory-budget", "256mb")) {
      assertEquals(Reply.bulk("Ada"), talus.execute("HGET", "user:1", "name"));
    }
  }

  @Test
  void aFolderServesOneAtATime() {
    try (Talus first = DiskTalus.open(folder)) {
      first.execute("SET", "k", "v");

      assertThrows(IllegalStateException.class, () -> DiskTalus.open(folder));
      assertEquals(Reply.bulk("v"), first.execute("GET", "k"));
    }
  }

  @Test
  void aBadSettingIsNamed() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> DiskTalus.open(folder, "--databases", "none"));

    assertTrue(refused.getMessage().contains("databases"), refused.getMessage());
  }

  @Test
  void aLogOfAnotherFormatIsNamedAndTheFolderLetGo() throws IOException {
    DiskTalus.open(folder).close();
    Path segment = folder.resolve("binlog").resolve("00000000000000000001.log");
    Files.writeString(segment, "TALUSLOG\u0009\0\0\0" + "\0".repeat(12));

    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> DiskTalus.open(folder));
    Files.delete(segment);

    assertTrue(refused.getMessage().contains(segment.toString()), refused.getMessage());
    DiskTalus.open(folder).close();
  }
}
