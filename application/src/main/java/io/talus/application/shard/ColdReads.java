package io.talus.application.shard;

import io.talus.application.port.EventLoop;
import io.talus.application.port.Loaded;
import io.talus.application.port.ReadTier;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads from the disk on behalf of commands that wait. Reader threads read; everything else happens
 * on the shard's thread, to which this belongs. What several commands ask for is read once.
 *
 * <p>An answer is of the store at some time between the request and its arrival, and the command
 * uses it later still. It stays true all the same, together with what is resident: whatever was
 * changed since the request began is resident (a key, a tombstone, the changes of a collection in
 * place) and stays so, because the block after which the store was read is pinned until the command
 * has ended ({@link #settledBlock}). So a command looks at what is resident first.
 */
final class ColdReads implements Fetches {
  private static final Logger LOG = LoggerFactory.getLogger(ColdReads.class);

  /** Of the requests of one command so many are read at a time. */
  private static final int AT_ONCE = 8;

  /** A command that waits for some requests. */
  private static final class Waiter {
    private final Findings findings;
    private final Runnable then;
    private final Queue<ColdRequest> notBegun;
    private int underWay;

    Waiter(Findings findings, Runnable then, List<ColdRequest> requests) {
      this.findings = findings;
      this.then = then;
      this.notBegun = new ArrayDeque<>(requests);
    }
  }

  /** A read under way, with those who wait for it. */
  private record Reading(long block, List<Waiter> waiters) {}

  private final SlotStore store;
  private final Executor readers;
  private final EventLoop loop;
  private final DrainWaits drains;
  private final int largeElements;
  private final long bytesMax;
  private final FindingsInUse inUse;
  private final Map<ColdRequest, Reading> underWay = new HashMap<>();
  private final Pins pins = new Pins();

  /** Those of the command that runs again; null while another runs. */
  private @Nullable Findings current;

  /**
   * @param bytesMax what findings of all commands may take of the heap; beyond, others wait. One
   *     command may have as much, and is not given more
   */
  ColdReads(
      SlotStore store,
      Executor readers,
      EventLoop loop,
      DrainWaits drains,
      int largeElements,
      long bytesMax) {
    this.store = store;
    this.readers = readers;
    this.loop = loop;
    this.drains = drains;
    this.largeElements = largeElements;
    this.bytesMax = bytesMax;
    this.inUse = new FindingsInUse(bytesMax);
  }

  /**
   * What was fetched for the command that runs again; null for one that runs for the first time.
   */
  @Nullable Findings current() {
    return current;
  }

  /** The block up to which everything may be forgotten that the store has. */
  long settledBlock() {
    return pins.oldest(store.appliedBlock());
  }

  @Override
  public void fetch(List<ColdRequest> requests, Runnable then) {
    Findings findings = current == null ? open() : current;
    findings.begin();
    Waiter waiter = new Waiter(findings, then, requests);
    inUse.run(findings, () -> begin(waiter));
  }

  private void begin(Waiter waiter) {
    List<ColdRequest> first = new ArrayList<>(AT_ONCE);
    while (first.size() < AT_ONCE && !waiter.notBegun.isEmpty()) {
      first.add(waiter.notBegun.remove());
    }
    waiter.underWay = first.size();
    first.forEach(request -> fetch(request, waiter));
  }

  private Findings open() {
    Findings opened = new Findings(store.appliedBlock());
    pins.add(opened.block());
    inUse.add(opened);
    return opened;
  }

  private void fetch(ColdRequest request, Waiter waiter) {
    if (request instanceof ColdRequest.Applied applied) {
      Runnable arrived = () -> arrived(request, ColdResult.DONE, waiter);
      if (applied.block() <= store.appliedBlock()) {
        loop.post(arrived); // it may have been told of already
      } else {
        drains.await(applied.block(), arrived);
      }
      return;
    }
    Reading reading = underWay.get(request);
    if (reading != null) {
      reading.waiters.add(waiter);
      pinFrom(reading.block, waiter.findings);
      return;
    }
    reading = new Reading(store.appliedBlock(), new ArrayList<>(List.of(waiter)));
    pins.add(reading.block());
    underWay.put(request, reading);
    Supplier<ColdResult> read = read(request);
    readers.execute(() -> deliver(request, read));
  }

  private void pinFrom(long block, Findings findings) {
    if (block < findings.block()) {
      pins.add(block);
      pins.remove(findings.block());
      findings.block(block);
    }
  }

  /** On a reader's thread. */
  private void deliver(ColdRequest request, Supplier<ColdResult> read) {
    ColdResult result;
    try {
      result = read.get();
    } catch (RuntimeException failed) {
      LOG.error("cannot read {}", request, failed);
      result = new ColdResult.Failed(String.valueOf(failed.getMessage()));
    }
    ColdResult delivered = result;
    loop.post(() -> arrive(request, delivered));
  }

  /** What a reader's thread is to do: it must not look at what belongs to the shard. */
  private Supplier<ColdResult> read(ColdRequest request) {
    return switch (request) {
      case ColdRequest.Key key -> {
        SlotAddress address = key.slot().address();
        yield () -> new ColdResult.OfKey(loadKey(address, key));
      }
      case ColdRequest.Part part -> {
        var stored = part.of().stored();
        yield () -> new ColdResult.Found(store.read(stored, part.query(), ReadTier.DISK));
      }
      case ColdRequest.Page page -> () -> KeyPages.read(store, page);
      case ColdRequest.Applied _ ->
          throw new IllegalArgumentException("not to be read: " + request);
    };
  }

  private Loaded loadKey(SlotAddress address, ColdRequest.Key request) {
    return store.load(address, request.key(), ReadTier.DISK, largeElements);
  }

  private void arrive(ColdRequest request, ColdResult result) {
    Reading reading = underWay.remove(request);
    if (reading == null) {
      return;
    }
    try {
      Tasks.runAll(
          reading.waiters.stream()
              .map(waiter -> (Runnable) () -> arrived(request, result, waiter))
              .iterator());
    } finally {
      pins.remove(reading.block());
    }
  }

  private void arrived(ColdRequest request, ColdResult result, Waiter waiter) {
    long before = waiter.findings.bytes();
    waiter.findings.put(request, result);
    inUse.grew(waiter.findings.bytes() - before);
    if (waiter.findings.bytes() > bytesMax) {
      // More than a command may have: it runs again now, and is refused.
      waiter.notBegun.clear();
    }
    ColdRequest next = waiter.notBegun.poll();
    if (next != null) {
      fetch(next, waiter);
    } else if (--waiter.underWay == 0) {
      runAgain(waiter);
    }
  }

  private void runAgain(Waiter waiter) {
    Findings findings = waiter.findings;
    findings.end();
    current = findings;
    try {
      waiter.then.run();
    } finally {
      current = null;
      if (findings.isIdle()) {
        pins.remove(findings.block());
        inUse.remove(findings);
      }
    }
  }
}
