package io.talus.application.decision;

import io.talus.application.metadata.MetadataEntry;
import io.talus.application.metadata.MetadataImage;
import io.talus.application.port.MetadataStore;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The manager's latest decisions, as this node was told of them: whoever asks is answered at once,
 * and the metadata is not asked. Empty on a node that is alone. Belongs to the loop.
 */
public final class DecisionHistory implements MetadataStore.Watcher {
  private final Map<String, Decision> kept = new HashMap<>();

  /** Begins to follow. */
  public static DecisionHistory of(MetadataStore store) {
    DecisionHistory history = new DecisionHistory();
    store.watch(DecisionRing.PREFIX, history);
    return history;
  }

  @Override
  public void image(MetadataImage image) {
    kept.clear();
    image.entries().forEach(this::put);
  }

  @Override
  public void changed(long revision, List<MetadataEntry> written, List<String> deleted) {
    written.forEach(this::put);
    deleted.forEach(kept::remove);
  }

  private void put(MetadataEntry entry) {
    DecisionText.read(entry)
        .ifPresentOrElse(
            decision -> kept.put(entry.key(), decision), () -> kept.remove(entry.key()));
  }

  /** How many decisions the cluster's managers have made and kept, since it was founded. */
  public long count() {
    return last().map(Decision::number).orElse(0L);
  }

  /** The last one. */
  public Optional<Decision> last() {
    return kept.values().stream().max(Comparator.comparingLong(Decision::number));
  }

  /** The newest first. */
  public List<Decision> latest(long count) {
    return latest(count, decision -> true);
  }

  /** Those that concern a table, the newest first. */
  public List<Decision> latest(long count, int table) {
    return latest(count, decision -> decision.concerns(table));
  }

  private List<Decision> latest(long count, Predicate<Decision> wanted) {
    return kept.values().stream()
        .filter(wanted)
        .sorted(Comparator.comparingLong(Decision::number).reversed())
        .limit(count)
        .toList();
  }
}
