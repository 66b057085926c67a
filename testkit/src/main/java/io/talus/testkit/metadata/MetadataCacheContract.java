package io.talus.testkit.metadata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.metadata.CachedMetadata;
import io.talus.application.metadata.MetadataEntry;
import io.talus.application.metadata.MetadataImage;
import io.talus.application.port.MetadataCache;
import io.talus.application.port.MetadataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The contract of {@link MetadataCache}: an adapter's test extends this class and says how one is
 * opened.
 */
public abstract class MetadataCacheContract {
  private static final int LARGEST_TABLE = 16_384;

  /** One that nothing was stored in. */
  protected abstract MetadataCache create();

  /** The same, as another process sees it after the one before was killed. */
  protected abstract MetadataCache reopen(MetadataCache cache);

  @Test
  void nothingIsThereBeforeSomethingWasStored() {
    assertEquals(Optional.empty(), create().load());
  }

  @Test
  void whatWasStoredLastIsThere() {
    MetadataCache cache = create();

    for (long revision : new long[] {3, 3, 8}) {
      cache.store(metadata("mine", revision, 0));

      CachedMetadata found = reopen(cache).load().orElseThrow();
      assertEquals("mine", found.cluster());
      assertEquals(revision, found.image().revision());
      MetadataEntry entry = found.image().entries().getFirst();
      assertEquals("nodes/1", entry.key());
      assertEquals(2, entry.revision());
      assertArrayEquals(new byte[] {0, 10, -1}, entry.value());
    }
  }

  @Test
  void whatGoesAwayWithALeaseIsNotKept() {
    MetadataCache cache = create();

    cache.store(metadata("mine", 3, 77));

    assertEquals(List.of(), reopen(cache).load().orElseThrow().image().entries());
  }

  @Test
  void nodeDoesNotGoBack() {
    MetadataCache cache = create();
    cache.store(metadata("mine", 8, 0));

    MetadataException older =
        assertThrows(MetadataException.class, () -> cache.store(metadata("mine", 7, 0)));
    MetadataException other =
        assertThrows(MetadataException.class, () -> cache.store(metadata("other", 9, 0)));

    requireSaid("7 (expected: from 8", older);
    requireSaid("other (expected: mine", other);
    assertEquals(8, reopen(cache).load().orElseThrow().image().revision());
  }

  @Test
  void largestTableIsKept() {
    MetadataCache cache = create();
    List<MetadataEntry> entries = new ArrayList<>();
    for (int slot = 0; slot < LARGEST_TABLE; slot++) {
      entries.add(new MetadataEntry("groups/0/" + slot, new byte[100], slot, 0));
    }

    cache.store(new CachedMetadata("mine", new MetadataImage(LARGEST_TABLE, entries)));

    assertEquals(LARGEST_TABLE, reopen(cache).load().orElseThrow().image().entries().size());
  }

  private static void requireSaid(String words, MetadataException refused) {
    String said = String.valueOf(refused.getMessage());
    assertTrue(said.contains(words), said);
  }

  private static CachedMetadata metadata(String cluster, long revision, long lease) {
    MetadataEntry entry = new MetadataEntry("nodes/1", new byte[] {0, 10, -1}, 2, lease);
    return new CachedMetadata(cluster, new MetadataImage(revision, List.of(entry)));
  }
}
