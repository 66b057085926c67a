package io.talus.application.shard;

import io.talus.application.command.CommandError;
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
  private static final int ROUNDS_A_DISK_SCAN = 10;

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
  }

  /** Begins the rounds over resident keys. */
  void start() {
    schedule(RESIDENT_MILLIS);
  }

  private void schedule(long delayMillis) {
    loop.schedule(
        delayMillis,
        () -> {
          int dropped = 0;
          try {
            dropped = active.getAsBoolean() ? dropResident() : 0;
          } finally {
            schedule(dropped >= KEYS_A_ROUND ? BUSY_MILLIS : RESIDENT_MILLIS);
          }
        });
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
    loop.schedule(
        RESIDENT_MILLIS * ROUNDS_A_DISK_SCAN,
        () -> {
          if (active.getAsBoolean()) {
            long now = loop.nowMillis();
            readers.execute(() -> scan(store, readers, now));
          } else {
            startOnDisk(store, readers);
          }
        });
  }

  private void scan(SlotStore store, Executor readers, long nowMillis) {
    List<ColdDue> due = new ArrayList<>();
    try {
      store.due(nowMillis, KEYS_A_ROUND, (address, key) -> due.add(new ColdDue(address, key)));
    } finally {
      loop.post(
          () -> {
            try {
              due.forEach(this::dropOnDisk);
            } finally {
              startOnDisk(store, readers);
            }
          });
    }
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
    } catch (CommandError unreadable) {
      LOG.warn("a key that is due cannot be read: {}", unreadable.getMessage());
    } finally {
      execution.commit();
      tick.endSoon();
    }
  }
}
