package io.talus.application.manager;

import io.talus.application.metadata.MetadataEntry;
import io.talus.application.metadata.MetadataImage;
import io.talus.application.port.MetadataStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who the cluster's manager is, as a node knows it, whether it competes or not. On the loop. */
public final class KnownManager implements MetadataStore.Watcher {
  private @Nullable String name;

  /** Begins to follow. */
  public static KnownManager of(MetadataStore store) {
    KnownManager known = new KnownManager();
    store.watch(ManagerElection.KEY, known);
    return known;
  }

  @Override
  public void image(MetadataImage image) {
    name = null;
    show(image.entries());
  }

  @Override
  public void changed(long revision, List<MetadataEntry> written, List<String> deleted) {
    if (deleted.contains(ManagerElection.KEY)) {
      name = null;
    }
    show(written);
  }

  private void show(List<MetadataEntry> entries) {
    for (MetadataEntry entry : entries) {
      if (entry.key().equals(ManagerElection.KEY)) {
        name = new String(entry.value(), StandardCharsets.UTF_8);
      }
    }
  }

  /** Empty while there is none. */
  public Optional<String> name() {
    return Optional.ofNullable(name);
  }
}
