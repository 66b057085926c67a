package io.talus.application.shard;

import io.talus.application.background.Errands;
import io.talus.application.background.FailureLog;
import io.talus.application.background.Periodically;
import io.talus.application.command.KeyspaceView;
import io.talus.application.port.EventLoop;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotStore;
import io.talus.domain.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops keys and fields that are due although nobody looks at them, by looking at them: what a view
 * observes as expired it drops and logs. Resident ones every tenth of a second, those on disk every
 * second by way of the store's expiry index. On the shard's thread.
 */
final class ActiveExpiry {
  private static final long RESIDENT_MILLIS = 100;
  private static final long DISK_MILLIS = 1000;

  /** How long a disk that could not be read is left alone: nobody waits for what is due on it. */
  private static final long RETRY_MILLIS = 10_000;

  /**
   * In one round so many keys are looked at, a few milliseconds; what is left comes in the next.
   */
  private static final int KEYS_A_ROUND = 2000;

  /** If a round was full the next begins soon, but lets clients in between. */
  private static final long BUSY_MILLIS = 5;

  private static final Logger LOG = LoggerFactory.getLogger(ActiveExpiry.class);

  private final List<TableView> views;
  private final Execution execution;
  private final Tick tick;
  private final EventLoop loop;
  private final Fetches fetches;
  private final BooleanSupplier active;
  private final FailureLog unreadable;

  ActiveExpiry(
      List<TableView> views,
      Execution execution,
      Tick tick,
      EventLoop loop,
      Fetches fetches,
      BooleanSupplier active) {
    this.views = views;
    this.execution = execution;
    this.tick = tick;
    this.loop = loop;
    this.fetches = fetches;
    this.active = active;
    this.unreadable = new FailureLog(LOG, "what is due cannot be dropped", loop::nanoTime);
  }

  /** Begins the rounds over resident keys. */
  void start() {
    Periodically.pausing(loop, RESIDENT_MILLIS, "the drop of what is due", this::residentRound);
  }

  private long residentRound() {
    int dropped = active.getAsBoolean() ? dropResident() : 0;
    return dropped >= KEYS_A_ROUND ? BUSY_MILLIS : RESIDENT_MILLIS;
  }

  private int dropResident() {
    execution.advanceTime(loop.nowMillis());
    int seen = 0;
    for (TableView view : views) {
      for (int i = 0; i < view.table().slotCount() && seen < KEYS_A_ROUND; i++) {
        ShardSlot slot = view.table().usedSlot(i);
        if (slot != null && slot.resident().nextDue() <= execution.nowMillis()) {
          seen += dropDue(view, slot, KEYS_A_ROUND - seen);
        }
      }
    }
    if (seen > 0) {
      tick.endSoon();
    }
    return seen;
  }

  private int dropDue(TableView view, ShardSlot slot, int limit) {
    List<Bytes> due = new ArrayList<>();
    slot.resident().due(execution.nowMillis(), limit, due::add);
    due.forEach(key -> look(view, key));
    tick.appendIfFull();
    return due.size();
  }

  /** Begins the rounds over keys on disk. */
  void startOnDisk(SlotStore store, Executor readers) {
    scheduleOnDisk(store, new Errands(readers, loop), DISK_MILLIS);
  }

  private void scheduleOnDisk(SlotStore store, Errands readers, long delayMillis) {
    loop.schedule(delayMillis, () -> roundOnDisk(store, readers));
  }

  private void roundOnDisk(SlotStore store, Errands readers) {
    if (!active.getAsBoolean()) {
      scheduleOnDisk(store, readers, DISK_MILLIS);
      return;
    }
    long now = loop.nowMillis();
    readers.send(
        () -> due(store, now),
        due -> {
          scheduleOnDisk(store, readers, DISK_MILLIS);
          due.forEach(this::dropOnDisk);
        },
        failed -> {
          scheduleOnDisk(store, readers, RETRY_MILLIS);
          unreadable.add(failed);
        });
  }

  /** On a reader's thread. */
  private static List<ColdDue> due(SlotStore store, long nowMillis) {
    List<ColdDue> due = new ArrayList<>();
    store.due(nowMillis, KEYS_A_ROUND, (address, key) -> due.add(new ColdDue(address, key)));
    return due;
  }

  /** A key that the store's expiry index names. */
  private record ColdDue(SlotAddress address, Bytes key) {}

  private void dropOnDisk(ColdDue due) {
    if (due.address().table() >= views.size()) {
      return;
    }
    TableView view = views.get(due.address().table());
    ShardSlot slot = view.table().slot(due.address().slot());
    if (slot.incarnation() == due.address().incarnation()) {
      look(view, due.key());
    }
  }

  private void look(KeyspaceView view, Bytes key) {
    execution.advanceTime(loop.nowMillis());
    execution.begin();
    try {
      view.find(key);
    } catch (ColdRead cold) {
      fetches.fetch(cold.requests(), () -> look(view, key));
    } catch (RuntimeException failed) {
      unreadable.add(failed); // whatever is wrong with it, the others go on
    } finally {
      execution.commit();
      tick.endSoon();
    }
  }
}
