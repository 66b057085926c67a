package io.talus.adapters.rocksdb.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.metadata.CachedMetadata;
import io.talus.application.metadata.MetadataEntry;
import io.talus.application.metadata.MetadataImage;
import io.talus.application.port.MetadataCache;
import io.talus.application.port.MetadataException;
import io.talus.testkit.metadata.MetadataCacheContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileMetadataCacheTest extends MetadataCacheContract {
  @TempDir private Path folder;

  @Override
  protected MetadataCache create() {
    return new FileMetadataCache(folder);
  }

  @Override
  protected MetadataCache reopen(MetadataCache cache) {
    return new FileMetadataCache(folder);
  }

  @Test
  void fileLooksLikeThis() throws IOException {
    byte[] sound = store();

    assertEquals(
        """
        format=1
        cluster=0f7a-11
        revision=77
        entry=12 nodes/3 Zm9ybWF0PTE=
        crc32c=""",
        new String(sound, StandardCharsets.ISO_8859_1).replaceFirst("(?s)crc32c=.*", "crc32c="));
  }

  @Test
  void everyDamageIsFoundAndNamesTheFile() throws IOException {
    byte[] sound = store();
    Path file = folder.resolve(FileMetadataCache.FILE);

    for (int at = 0; at < sound.length; at++) {
      byte[] flipped = sound.clone();
      flipped[at] ^= 4;
      for (byte[] damaged : List.of(flipped, Arrays.copyOf(sound, at))) {
        Files.write(file, damaged);
        MetadataException refused = assertThrows(MetadataException.class, () -> create().load());
        assertTrue(String.valueOf(refused.getMessage()).startsWith(file.toString()));
      }
    }
  }

  private byte[] store() throws IOException {
    MetadataEntry entry =
        new MetadataEntry("nodes/3", "format=1".getBytes(StandardCharsets.UTF_8), 12, 0);
    create().store(new CachedMetadata("0f7a-11", new MetadataImage(77, List.of(entry))));
    return Files.readAllBytes(folder.resolve(FileMetadataCache.FILE));
  }
}
