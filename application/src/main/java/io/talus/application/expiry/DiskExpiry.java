package io.talus.application.expiry;

import io.talus.application.background.Errands;
import io.talus.application.background.FailureLog;
import io.talus.application.background.Periodically;
import io.talus.application.cold.Fetches;
import io.talus.application.port.EventLoop;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotStore;
import io.talus.application.slot.ShardSlot;
import io.talus.application.view.TableView;
import io.talus.application.view.TableViews;
import io.talus.domain.bytes.Bytes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rounds over keys that are due on the disk: a reader asks the store's expiry index, and then
 * the keys are looked at, as many at a time as may be read. The next round begins when the last has
 * come to its end. On the shard's thread, but for the reading.
 */
final class DiskExpiry {
  private static final long ROUND_MILLIS = 1000;

  /** How long a disk that could not be read is left alone: nobody waits for what is due on it. */
  private static final long RETRY_MILLIS = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(DiskExpiry.class);

  /** A key that the store's expiry index names. */
  private record ColdDue(SlotAddress address, Bytes key) {}

  private final TableViews views;
  private final DueDrops drops;
  private final SlotStore store;
  private final Errands readers;
  private final EventLoop loop;
  private final Fetches fetches;
  private final BooleanSupplier active;
  private final FailureLog unreadable;

  /** What the round under way has still to look at: no more than the index gave at once. */
  private final Queue<ColdDue> left = new ArrayDeque<>();

  /** Whether the index is being asked. */
  private boolean asking;

  private boolean resting;
  private long restUntilNanos;

  DiskExpiry(
      TableViews views,
      DueDrops drops,
      SlotStore store,
      Executor readers,
      EventLoop loop,
      Fetches fetches,
      BooleanSupplier active) {
    this.views = views;
    this.drops = drops;
    this.store = store;
    this.readers = new Errands(readers, loop);
    this.loop = loop;
    this.fetches = fetches;
    this.active = active;
    this.unreadable = new FailureLog(LOG, "what is due cannot be read", loop::nanoTime);
  }

  void start() {
    drops.onAllRead(this::goOn);
    Periodically.run(loop, ROUND_MILLIS, "the drop of what is due on the disk", this::round);
  }

  private void round() {
    resting &= loop.nanoTime() - restUntilNanos < 0;
    if (asking || drops.isReading()) {
      return;
    }
    if (!left.isEmpty()) {
      goOn(); // it was not to be active for a while
    } else if (!resting && active.getAsBoolean()) {
      asking = true;
      fetches.whenIdle(this::ask);
    }
  }

  private void ask() {
    long now = loop.nowMillis();
    readers.send(() -> due(store, now), this::found, this::failed);
  }

  /** On a reader's thread. */
  private static List<ColdDue> due(SlotStore store, long nowMillis) {
    List<ColdDue> due = new ArrayList<>();
    store.due(
        nowMillis, ActiveExpiry.KEYS_A_ROUND, (address, key) -> due.add(new ColdDue(address, key)));
    return due;
  }

  private void failed(RuntimeException failure) {
    asking = false;
    resting = true;
    restUntilNanos = loop.nanoTime() + TimeUnit.MILLISECONDS.toNanos(RETRY_MILLIS);
    unreadable.add(failure);
  }

  private void found(List<ColdDue> due) {
    asking = false;
    left.addAll(due);
    goOn();
  }

  private void goOn() {
    while (!left.isEmpty() && drops.mayRead() && active.getAsBoolean()) {
      drop(left.remove());
    }
  }

  private void drop(ColdDue due) {
    TableView view = views.find(due.address().table());
    if (view == null) {
      return;
    }
    ShardSlot slot = view.table().slot(due.address().slot());
    if (slot.incarnation() == due.address().incarnation()) {
      drops.look(view, due.key());
    }
  }
}
