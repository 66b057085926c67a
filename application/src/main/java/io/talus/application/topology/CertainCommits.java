package io.talus.application.topology;

import io.talus.application.metadata.CommitOutcome;
import io.talus.application.metadata.MetadataChange;
import io.talus.application.metadata.MetadataChange.Condition;
import io.talus.application.metadata.MetadataChange.Write;
import io.talus.application.metadata.MetadataEntry;
import io.talus.application.metadata.MetadataImage;
import io.talus.application.metadata.MetadataRead;
import io.talus.application.port.EventLoop;
import io.talus.application.port.MetadataStore;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes changes, and when the outcome of one is unknown reads until it is known. Belongs to the
 * loop.
 *
 * <p>Every key that a change writes must be among its conditions. So the same change takes effect
 * once at most, and one that may still be under way is followed by itself: whichever comes first is
 * made, and the other one is not.
 */
final class CertainCommits {
  /** A minute, with the pauses: longer than etcd needs for anything but a real outage. */
  static final int READS_MAX = 20;

  static final long PAUSE_MILLIS = 1000;

  private final MetadataStore store;
  private final EventLoop loop;

  CertainCommits(MetadataStore store, EventLoop loop) {
    this.store = store;
    this.loop = loop;
  }

  void commit(MetadataChange change, Consumer<ChangeOutcome> then) {
    requireConditions(change);
    store.commit(
        change,
        outcome -> {
          switch (outcome) {
            case CommitOutcome.Committed committed ->
                then.accept(new ChangeOutcome.Made(committed.revision()));
            case CommitOutcome.Conflict conflict -> then.accept(new ChangeOutcome.Overtaken());
            case CommitOutcome.Failed failed ->
                then.accept(new ChangeOutcome.Failed(failed.reason()));
            case CommitOutcome.Unknown unknown -> new Doubt(change, unknown.reason(), then).look();
          }
        });
  }

  private static void requireConditions(MetadataChange change) {
    for (Write write : change.writes()) {
      if (change.conditions().stream().noneMatch(c -> c.key().equals(write.key()))) {
        throw new IllegalArgumentException("no condition for key '" + write.key() + "'");
      }
    }
  }

  /** A change that was made, or not, or will be. */
  private final class Doubt {
    private final MetadataChange change;
    private final Consumer<ChangeOutcome> then;
    private String reason;
    private int readsLeft = READS_MAX;

    private Doubt(MetadataChange change, String reason, Consumer<ChangeOutcome> then) {
      this.change = change;
      this.reason = reason;
      this.then = then;
    }

    void look() {
      if (readsLeft-- == 0) {
        then.accept(new ChangeOutcome.Unknown(reason));
        return;
      }
      store.read(
          "",
          read -> {
            switch (read) {
              case MetadataRead.Found found -> settle(found.image());
              case MetadataRead.Failed failed -> lookLater(failed.reason());
            }
          });
    }

    private void lookLater(String why) {
      reason = why;
      loop.schedule(PAUSE_MILLIS, this::look);
    }

    private void settle(MetadataImage image) {
      Map<String, MetadataEntry> entries = new HashMap<>();
      image.entries().forEach(entry -> entries.put(entry.key(), entry));
      if (change.conditions().stream().allMatch(condition -> holds(condition, entries))) {
        again();
      } else if (isMade(entries)) {
        then.accept(new ChangeOutcome.Made(image.revision()));
      } else {
        then.accept(new ChangeOutcome.Overtaken());
      }
    }

    private void again() {
      store.commit(
          change,
          outcome -> {
            switch (outcome) {
              case CommitOutcome.Committed committed ->
                  then.accept(new ChangeOutcome.Made(committed.revision()));
              // Overtaken by itself, perhaps.
              case CommitOutcome.Conflict conflict -> look();
              case CommitOutcome.Failed failed -> lookLater(failed.reason());
              case CommitOutcome.Unknown unknown -> lookLater(unknown.reason());
            }
          });
    }

    private static boolean holds(Condition condition, Map<String, MetadataEntry> entries) {
      MetadataEntry entry = entries.get(condition.key());
      return (entry == null ? 0 : entry.revision()) == condition.revision();
    }

    /** All of it is there, and was written at once. */
    private boolean isMade(Map<String, MetadataEntry> entries) {
      long revision = 0;
      for (Write write : change.writes()) {
        @Nullable MetadataEntry entry = entries.get(write.key());
        boolean asWritten =
            switch (write) {
              case Write.Delete delete -> entry == null;
              case Write.Put put -> entry != null && Arrays.equals(entry.value(), put.value());
            };
        if (!asWritten || (entry != null && revision != 0 && entry.revision() != revision)) {
          return false;
        }
        revision = entry == null ? revision : entry.revision();
      }
      return true;
    }
  }
}
