package io.talus.adapters.rocksdb.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.port.MetadataException;
import io.talus.application.port.TablesRepository;
import io.talus.testkit.tables.TablesRepositoryContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileTablesRepositoryTest extends TablesRepositoryContract {
  @TempDir private Path folder;

  @Override
  protected TablesRepository create() {
    return new FileTablesRepository(folder);
  }

  @Override
  protected TablesRepository reopen(TablesRepository repository) {
    return new FileTablesRepository(folder);
  }

  @Test
  void halfOfANewFileDoesNotCount() throws IOException {
    create().store(FIRST);
    Files.writeString(folder.resolve("talus.tables.new"), "format=1\nrevi");

    assertEquals(Optional.of(FIRST), create().load());
    create().store(SECOND);
    assertEquals(Optional.of(SECOND), create().load());
  }

  @Test
  void everyDamageIsFoundAndNamesTheFile() throws IOException {
    create().store(SECOND);
    Path file = folder.resolve("talus.tables");
    byte[] sound = Files.readAllBytes(file);

    for (int at = 0; at < sound.length; at++) {
      byte[] flipped = sound.clone();
      flipped[at] ^= 4;
      requireRefused(file, flipped);
      requireRefused(file, Arrays.copyOf(sound, at));
    }
  }

  private void requireRefused(Path file, byte[] damaged) throws IOException {
    Files.write(file, damaged);
    MetadataException refused =
        assertThrows(MetadataException.class, () -> create().load(), () -> shown(damaged));
    assertTrue(String.valueOf(refused.getMessage()).startsWith(file.toString()));
  }

  private static String shown(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  @Test
  void folderThatIsGoneIsAFault() throws IOException {
    TablesRepository repository = create();
    Files.delete(folder);

    assertThrows(MetadataException.class, () -> repository.store(FIRST));
    Files.createDirectory(folder);
  }
}
