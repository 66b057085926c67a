package io.talus.adapters.memory.metadata;

import io.talus.application.metadata.CommitOutcome;
import io.talus.application.metadata.MetadataChange;
import io.talus.application.metadata.MetadataChange.Condition;
import io.talus.application.metadata.MetadataChange.Write;
import io.talus.application.metadata.MetadataEntry;
import io.talus.application.metadata.MetadataImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What all nodes of a cluster agree about, as long as this object lives: what etcd is to the nodes
 * of a real one. Any thread.
 *
 * <p>Leases run out by the clock that is passed in. Nobody has to look at it: whoever is joined
 * does so now and then.
 */
public final class MemoryMetadata {
  private final LongSupplier nanoTime;
  private final NavigableMap<String, MetadataEntry> entries = new TreeMap<>();
  private final Map<Long, Lease> leases = new TreeMap<>();
  private final List<News> followers = new ArrayList<>();
  private long revision = 1; // as an etcd that is new
  private long lastLease;

  private record Lease(long millis, long endNanos) {}

  /** Is told what each change has done, by the thread that made it. */
  @FunctionalInterface
  interface News {
    void changed(long revision, List<MetadataEntry> written, List<String> deleted);
  }

  /**
   * Metadata without anything in it.
   *
   * @param nanoTime a monotonic clock
   */
  public MemoryMetadata(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  synchronized void follow(News follower) {
    followers.add(follower);
  }

  synchronized void leave(News follower) {
    followers.remove(follower);
  }

  synchronized MetadataImage image(String prefix) {
    expire();
    List<MetadataEntry> found = new ArrayList<>();
    for (MetadataEntry entry : entries.tailMap(prefix, true).values()) {
      if (!entry.key().startsWith(prefix)) {
        break;
      }
      found.add(entry);
    }
    return new MetadataImage(revision, found);
  }

  synchronized CommitOutcome commit(MetadataChange change) {
    expire();
    for (Condition condition : change.conditions()) {
      if (revisionOf(condition.key()) != condition.revision()) {
        return new CommitOutcome.Conflict();
      }
    }
    for (Write write : change.writes()) {
      if (write instanceof Write.Put put && put.lease() != 0 && !leases.containsKey(put.lease())) {
        return new CommitOutcome.Failed("lease " + put.lease() + " is over");
      }
    }
    write(change.writes());
    return new CommitOutcome.Committed(revision);
  }

  private long revisionOf(String key) {
    MetadataEntry entry = entries.get(key);
    return entry == null ? 0 : entry.revision();
  }

  private void write(List<Write> writes) {
    long next = revision + 1;
    List<MetadataEntry> written = new ArrayList<>();
    List<String> deleted = new ArrayList<>();
    for (Write write : writes) {
      switch (write) {
        case Write.Put put -> {
          MetadataEntry entry =
              new MetadataEntry(put.key(), put.value().clone(), next, put.lease());
          entries.put(put.key(), entry);
          written.add(entry);
        }
        case Write.Delete delete -> {
          if (entries.remove(delete.key()) != null) {
            deleted.add(delete.key());
          }
        }
      }
    }
    if (!written.isEmpty() || !deleted.isEmpty()) {
      revision = next;
      List.copyOf(followers).forEach(follower -> follower.changed(next, written, deleted));
    }
  }

  synchronized long grant(long millis) {
    expire();
    leases.put(++lastLease, leaseOf(millis));
    return lastLease;
  }

  private Lease leaseOf(long millis) {
    return new Lease(millis, nanoTime.getAsLong() + TimeUnit.MILLISECONDS.toNanos(millis));
  }

  /** How long it lasts from now on; 0 if it is over. */
  synchronized long keepAlive(long lease) {
    expire();
    @Nullable Lease renewed = leases.computeIfPresent(lease, (id, held) -> leaseOf(held.millis));
    return renewed == null ? 0 : renewed.millis;
  }

  synchronized void revoke(long lease) {
    if (leases.remove(lease) != null) {
      deleteKeysOf(lease);
    }
  }

  /** Ends the leases that nobody has kept alive. */
  synchronized void expire() {
    long now = nanoTime.getAsLong();
    NavigableSet<Long> over = new TreeSet<>();
    leases.forEach(
        (id, lease) -> {
          if (now - lease.endNanos >= 0) {
            over.add(id);
          }
        });
    over.forEach(this::revoke);
  }

  private void deleteKeysOf(long lease) {
    List<Write> writes = new ArrayList<>();
    for (MetadataEntry entry : entries.values()) {
      if (entry.lease() == lease) {
        writes.add(new Write.Delete(entry.key()));
      }
    }
    write(writes);
  }
}
