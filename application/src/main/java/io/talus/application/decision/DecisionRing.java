package io.talus.application.decision;

import io.talus.application.metadata.CommitOutcome;
import io.talus.application.metadata.MetadataChange;
import io.talus.application.metadata.MetadataChange.Condition;
import io.talus.application.metadata.MetadataEntry;
import io.talus.application.metadata.MetadataImage;
import io.talus.application.metadata.MetadataRead;
import io.talus.application.port.EventLoop;
import io.talus.application.port.MetadataStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the manager's decisions into the metadata, the last {@link #KEPT_MAX} of them. Belongs to
 * the manager's loop.
 *
 * <pre>
 *   what                              next
 *   the first decision of a term      the ring is read: its largest number is where this manager goes on
 *   some wait, nothing is under way   up to BATCH_MAX are written at once, and the next ones after a pause
 *   they are written                  their keys have a new revision
 *   they are not, or nobody can tell  the ring is read again; what it has is not written a second time
 *   tried too often, or not elected   they are lost, and the log says so
 * </pre>
 *
 * <p>Everything is written on condition that this manager is still the one that has read the ring,
 * and that each key is as it was then. So one that was replaced writes nothing, and what arrives
 * late takes no newer decision's place.
 */
public final class DecisionRing {
  private static final Logger LOG = LoggerFactory.getLogger(DecisionRing.class);

  /** Enough for months of a quiet cluster, and a day with failovers: about a megabyte at most. */
  public static final int KEPT_MAX = 1000;

  /** What the keys begin with. */
  public static final String PREFIX = "decisions/";

  /** With their conditions and the manager's own below what the metadata takes at once. */
  static final int BATCH_MAX = 50;

  /** A failover of many slots is a handful; there is no use in more lines about one trouble. */
  static final int WAITING_MAX = 200;

  /** A storm of decisions is ten changes a second for the metadata. */
  static final long PAUSE_MILLIS = 100;

  static final long RETRY_MILLIS = 1000;

  /** As long as an outage that a manager survives. */
  static final int TRIES_MAX = 5;

  private final MetadataStore store;
  private final EventLoop loop;
  private final Supplier<Optional<Condition>> manager;
  private final Deque<Decision> waiting = new ArrayDeque<>();
  private final Map<String, Long> revisions = new HashMap<>();
  private Optional<Condition> term = Optional.empty();
  private long next;
  private int failures;
  private int lost;
  private boolean busy;

  /**
   * Nothing is to be written yet.
   *
   * @param manager what has to be true for everything that this manager writes; empty while it is
   *     none
   */
  public DecisionRing(MetadataStore store, EventLoop loop, Supplier<Optional<Condition>> manager) {
    this.store = store;
    this.loop = loop;
    this.manager = manager;
  }

  /** Keeps it, as soon as can be. */
  void add(Decision decision) {
    waiting.addLast(decision);
    bound();
    write();
  }

  private void bound() {
    while (waiting.size() > WAITING_MAX) {
      waiting.removeFirst();
      lost++;
    }
  }

  private void write() {
    if (busy || waiting.isEmpty()) {
      return;
    }
    Optional<Condition> elected = manager.get();
    if (elected.isEmpty()) {
      lose("this is not the manager any more");
    } else if (elected.equals(term)) {
      commit(elected.get());
    } else {
      busy = true;
      store.read(PREFIX, read -> read(elected, read));
    }
  }

  private void read(Optional<Condition> elected, MetadataRead outcome) {
    switch (outcome) {
      case MetadataRead.Found found -> {
        goOn(found.image());
        term = elected;
        busy = false;
        write();
      }
      case MetadataRead.Failed failed -> failed(failed.reason());
    }
  }

  private void goOn(MetadataImage image) {
    revisions.clear();
    next = 1;
    Set<Decision> there = new HashSet<>();
    for (MetadataEntry entry : image.entries()) {
      revisions.put(entry.key(), entry.revision());
      Optional<Decision> decision = DecisionText.read(entry);
      decision.ifPresent(
          found -> {
            next = Math.max(next, found.number() + 1);
            there.add(found.numbered(0));
          });
    }
    waiting.removeIf(there::contains);
  }

  private void commit(Condition elected) {
    List<Decision> batch = new ArrayList<>();
    MetadataChange change = MetadataChange.nothing().provided(elected.key(), elected.revision());
    while (batch.size() < BATCH_MAX && !waiting.isEmpty()) {
      Decision decision = waiting.removeFirst();
      Decision numbered = decision.numbered(next + batch.size());
      String key = key(numbered);
      change =
          change
              .provided(key, revisions.getOrDefault(key, 0L))
              .put(key, DecisionText.write(numbered));
      batch.add(decision);
    }
    busy = true;
    store.commit(change, outcome -> committed(batch, outcome));
  }

  private static String key(Decision numbered) {
    return PREFIX + numbered.number() % KEPT_MAX;
  }

  private void committed(List<Decision> batch, CommitOutcome outcome) {
    switch (outcome) {
      case CommitOutcome.Committed committed -> {
        batch.forEach(
            decision -> revisions.put(key(decision.numbered(next++)), committed.revision()));
        failures = 0;
        tellLost("more came than could be written");
        loop.schedule(PAUSE_MILLIS, this::afterPause);
      }
      case CommitOutcome.Conflict conflict -> failed(batch, "somebody else has written");
      case CommitOutcome.Unknown unknown -> failed(batch, unknown.reason());
      case CommitOutcome.Failed failed -> failed(batch, failed.reason());
    }
  }

  private void failed(List<Decision> batch, String reason) {
    batch.reversed().forEach(waiting::addFirst);
    bound();
    failed(reason);
  }

  private void failed(String reason) {
    term = Optional.empty();
    failures++;
    if (failures == TRIES_MAX) {
      lose(reason);
    }
    loop.schedule(RETRY_MILLIS, this::afterPause);
  }

  private void afterPause() {
    busy = false;
    write();
  }

  private void lose(String reason) {
    lost += waiting.size();
    waiting.clear();
    failures = 0;
    tellLost(reason);
  }

  private void tellLost(String reason) {
    if (lost > 0) {
      LOG.warn("{} decisions stand in this log alone: {}", lost, reason);
      lost = 0;
    }
  }
}
