package io.talus.application.expiry;

import io.talus.application.background.Periodically;
import io.talus.application.cold.Fetches;
import io.talus.application.execution.Execution;
import io.talus.application.gate.Tick;
import io.talus.application.port.EventLoop;
import io.talus.application.port.SlotStore;
import io.talus.application.slot.ShardSlot;
import io.talus.application.view.TableView;
import io.talus.application.view.TableViews;
import io.talus.domain.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * Drops keys and fields that are due although nobody looks at them ({@link DueDrops}). Resident
 * ones every tenth of a second, those on disk every second by way of the store's expiry index
 * ({@link DiskExpiry}). On the shard's thread.
 */
public final class ActiveExpiry {
  private static final long RESIDENT_MILLIS = 100;

  /**
   * In one round so many keys are looked at, a few milliseconds; what is left comes in the next.
   */
  static final int KEYS_A_ROUND = 2000;

  /** If a round was full the next begins soon, but lets clients in between. */
  private static final long BUSY_MILLIS = 5;

  private final TableViews views;
  private final Execution execution;
  private final Tick tick;
  private final EventLoop loop;
  private final Fetches fetches;
  private final BooleanSupplier active;
  private final DueDrops drops;

  public ActiveExpiry(
      TableViews views,
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
    this.drops = new DueDrops(execution, tick, loop, fetches);
  }

  /** Begins the rounds over resident keys. */
  public void start() {
    Periodically.pausing(loop, RESIDENT_MILLIS, "the drop of what is due", this::residentRound);
  }

  /** Begins the rounds over keys on disk. */
  public void startOnDisk(SlotStore store, Executor readers) {
    DueDrops onDisk = new DueDrops(execution, tick, loop, fetches);
    new DiskExpiry(views, onDisk, store, readers, loop, fetches, active).start();
  }

  private long residentRound() {
    int dropped = active.getAsBoolean() ? dropResident() : 0;
    return dropped >= KEYS_A_ROUND ? BUSY_MILLIS : RESIDENT_MILLIS;
  }

  private int dropResident() {
    execution.advanceTime(loop.nowMillis());
    int seen = 0;
    int dropped = 0;
    for (TableView view : views.all()) {
      for (int i = 0; i < view.table().slotCount() && seen < KEYS_A_ROUND; i++) {
        ShardSlot slot = view.table().usedSlot(i);
        if (slot != null
            && slot.log().isLed()
            && slot.resident().nextDue() <= execution.nowMillis()) {
          List<Bytes> due = due(slot, KEYS_A_ROUND - seen);
          seen += due.size();
          dropped += drop(view, due);
        }
      }
    }
    if (seen > 0) {
      tick.endSoon();
    }
    return dropped;
  }

  private List<Bytes> due(ShardSlot slot, int limit) {
    List<Bytes> due = new ArrayList<>();
    slot.resident().due(execution.nowMillis(), limit, due::add);
    return due;
  }

  /**
   * Returns how many are done: others are large collections, read from the disk a few at a time.
   */
  private int drop(TableView view, List<Bytes> due) {
    int dropped = 0;
    for (Bytes key : due) {
      dropped += drops.look(view, key) ? 1 : 0;
    }
    tick.appendIfFull();
    return dropped;
  }
}
