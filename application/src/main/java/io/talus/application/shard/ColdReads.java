package io.talus.application.shard;

import io.talus.application.port.EventLoop;
import io.talus.application.port.Loaded;
import io.talus.application.port.ReadTier;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotStore;
import io.talus.application.shard.ColdResult.KeyPage;
import io.talus.application.shard.ColdResult.SlotKeys;
import io.talus.application.shard.ColdResult.StoredKey;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.Scan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads from the disk on behalf of commands that wait. Reader threads read; everything else happens
 * on the shard's thread, to which this belongs. What several commands ask for is read once.
 */
final class ColdReads implements Fetches {
  private static final Logger LOG = LoggerFactory.getLogger(ColdReads.class);

  /** A read under way, with what is to run when it ends. */
  private static final class Reading {
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean outdated;
  }

  private final SlotStore store;
  private final Executor readers;
  private final EventLoop loop;
  private final DrainWaits drains;
  private final Map<ColdRequest, Reading> underWay = new HashMap<>();
  private final Map<ColdRequest, ColdResult> results = new HashMap<>();

  ColdReads(SlotStore store, Executor readers, EventLoop loop, DrainWaits drains) {
    this.store = store;
    this.readers = readers;
    this.loop = loop;
    this.drains = drains;
  }

  @Override
  public void fetch(List<ColdRequest> requests, Runnable then) {
    int[] missing = {requests.size()};
    Runnable arrived =
        () -> {
          if (--missing[0] == 0) {
            then.run();
          }
        };
    requests.forEach(request -> fetch(request, arrived));
  }

  private void fetch(ColdRequest request, Runnable arrived) {
    Reading reading = underWay.get(request);
    if (reading != null) {
      reading.waiting.add(arrived);
      return;
    }
    switch (request) {
      case ColdRequest.Applied applied -> drains.await(applied.block(), arrived);
      case ColdRequest.Key key -> {
        SlotAddress address = key.slot().address();
        start(key, arrived, () -> loadKey(key, address));
      }
      case ColdRequest.Page page -> start(page, arrived, () -> deliver(page, readPage(page)));
    }
  }

  private void start(ColdRequest request, Runnable arrived, Runnable read) {
    Reading reading = new Reading();
    reading.waiting.add(arrived);
    underWay.put(request, reading);
    readers.execute(
        () -> {
          try {
            read.run();
          } catch (RuntimeException failed) {
            LOG.error("cannot read {}", request, failed);
            deliver(request, new ColdResult.Failed(String.valueOf(failed.getMessage())));
          }
        });
  }

  private void deliver(ColdRequest request, ColdResult result) {
    loop.post(() -> arrive(request, () -> result));
  }

  private void loadKey(ColdRequest.Key request, SlotAddress address) {
    Loaded loaded = store.load(address, request.key(), ReadTier.DISK, Integer.MAX_VALUE);
    loop.post(() -> arrive(request, () -> install(request, address, loaded)));
  }

  /** Null: the answer is out of date, or the key is resident now; the command finds out itself. */
  private @Nullable ColdResult install(
      ColdRequest.Key request, SlotAddress address, Loaded loaded) {
    ShardSlot slot = request.slot();
    Reading reading = underWay.get(request);
    if (reading == null || reading.outdated || slot.incarnation() != address.incarnation()) {
      return null;
    }
    if (slot.resident().peek(request.key()) != null || slot.resident().isDropped(request.key())) {
      return null;
    }
    if (loaded instanceof Loaded.Whole whole) {
      slot.resident().install(whole.contents(), (int) (loop.nowMillis() / 1000));
      return null;
    }
    return ColdResult.ABSENT;
  }

  private void arrive(ColdRequest request, Supplier<@Nullable ColdResult> settled) {
    ColdResult result = settled.get();
    Reading reading = underWay.remove(request);
    if (result != null) {
      results.put(request, result);
    }
    if (reading != null) {
      reading.waiting.forEach(Runnable::run);
    }
    results.remove(request);
  }

  private KeyPage readPage(ColdRequest.Page request) {
    List<SlotKeys> slots = new ArrayList<>();
    int found = 0;
    long hash = ScanCursor.hash(request.cursor());
    for (SlotAddress address : request.slots()) {
      List<StoredKey> keys = new ArrayList<>();
      long next =
          store.scan(
              address,
              hash,
              request.count() - found,
              (key, type, expireAt) -> keys.add(new StoredKey(key, type, expireAt)));
      slots.add(new SlotKeys(address.slot(), hash, next, keys));
      found += keys.size();
      hash = Scan.START;
      if (next != Scan.END || found >= request.count()) {
        break;
      }
    }
    return new KeyPage(slots);
  }

  /** What came of the request, while the command that made it runs again; null otherwise. */
  @Nullable ColdResult result(ColdRequest request) {
    return results.isEmpty() ? null : results.get(request);
  }

  /** The shard has learnt about the key by itself: what a reader is bringing is out of date. */
  void outdate(ShardSlot slot, Bytes key) {
    if (!underWay.isEmpty()) {
      Reading reading = underWay.get(new ColdRequest.Key(slot, key));
      if (reading != null) {
        reading.outdated = true;
      }
    }
  }

  /** Whether pages of keys are being read: as long, tombstones have to stay. */
  boolean isReadingPages() {
    for (ColdRequest request : underWay.keySet()) {
      if (request instanceof ColdRequest.Page) {
        return true;
      }
    }
    return false;
  }
}
