package io.talus.application.shard;

import io.talus.application.port.ElementQuery;
import io.talus.application.port.EventLoop;
import io.talus.application.port.Loaded;
import io.talus.application.port.ReadTier;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
  /** Of the requests of one command so many are read at a time. */
  private static final int AT_ONCE = 16;

  /** Somebody who is to be given what was read. */
  interface Recipient {
    /** Another one has asked for the same already, when the store had applied this block. */
    void joins(long block);

    void arrived(ColdRequest request, ColdResult result);
  }

  /** A command that waits for some requests. */
  private final class Waiter implements Recipient {
    private final Findings findings;
    private final Runnable then;
    private final Queue<ColdRequest> notBegun;
    private int underWay;

    Waiter(Findings findings, Runnable then, List<ColdRequest> requests) {
      this.findings = findings;
      this.then = then;
      this.notBegun = new ArrayDeque<>(requests);
    }

    @Override
    public void joins(long block) {
      pinFrom(block, findings);
    }

    @Override
    public void arrived(ColdRequest request, ColdResult result) {
      long before = findings.bytes();
      findings.put(request, result);
      inUse.grew(findings.bytes() - before);
      if (findings.bytes() > bytesMax) {
        // More than a command may have: it runs again now, and is refused.
        notBegun.clear();
      }
      ColdRequest next = notBegun.poll();
      if (next != null) {
        fetch(next, this);
      } else if (--underWay == 0) {
        runAgain(this);
      }
    }
  }

  /** A read under way, with those who wait for it. */
  private record Reading(long block, List<Recipient> recipients) {}

  private final SlotStore store;
  private final ReaderTasks readers;
  private final EventLoop loop;
  private final DrainWaits drains;
  private final int largeElements;
  private final long bytesMax;
  private final FindingsInUse inUse;
  private final Map<ColdRequest, Reading> underWay = new HashMap<>();
  private final Pins pins = new Pins();

  /** Those of the command that runs, if anything was read for it before; else null. */
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
    this.readers = new ReaderTasks(readers, loop);
    this.loop = loop;
    this.drains = drains;
    this.largeElements = largeElements;
    this.bytesMax = bytesMax;
    this.inUse = new FindingsInUse(bytesMax);
  }

  /** What was read for the command that runs; null if nothing was. */
  @Nullable Findings current() {
    return current;
  }

  /** The last block that the store has applied. */
  long appliedBlock() {
    return store.appliedBlock();
  }

  Pins pins() {
    return pins;
  }

  /** Findings that are pinned are to have an answer of an earlier block. */
  void pinFrom(long block, Findings findings) {
    if (block < findings.block()) {
      pins.add(block);
      pins.remove(findings.block());
      findings.block(block);
    }
  }

  /** Runs the task with these findings at hand; their block is pinned as long as it runs. */
  void with(@Nullable Findings findings, Runnable task) {
    with(
        findings,
        () -> {
          task.run();
          return List.of();
        });
  }

  /** The same for a task that finds out what it lacks. */
  Collection<ColdRequest> with(
      @Nullable Findings findings, Supplier<Collection<ColdRequest>> task) {
    Findings before = current;
    current = findings;
    try {
      return task.get();
    } finally {
      current = before;
    }
  }

  /** The block up to which everything may be forgotten that the store has. */
  long settledBlock() {
    return pins.oldest(store.appliedBlock());
  }

  @Override
  public void fetch(List<ColdRequest> requests, Runnable then) {
    Findings findings = open(current);
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

  private Findings open(@Nullable Findings sofar) {
    if (sofar != null && sofar.isOpen()) {
      return sofar;
    }
    Findings findings = sofar == null ? new Findings(store.appliedBlock()) : sofar;
    findings.open();
    pins.add(findings.block());
    inUse.add(findings);
    return findings;
  }

  private void fetch(ColdRequest request, Waiter waiter) {
    if (request instanceof ColdRequest.Applied applied) {
      Runnable arrived = () -> waiter.arrived(request, ColdResult.DONE);
      if (applied.block() <= store.appliedBlock()) {
        loop.post(arrived); // it may have been told of already
      } else {
        drains.await(applied.block(), arrived);
      }
    } else {
      read(request, waiter);
    }
  }

  /** Reads from the disk, or joins who does already. */
  void read(ColdRequest request, Recipient recipient) {
    Reading reading = underWay.get(request);
    if (reading != null) {
      reading.recipients.add(recipient);
      recipient.joins(reading.block);
      return;
    }
    reading = new Reading(store.appliedBlock(), new ArrayList<>(List.of(recipient)));
    pins.add(reading.block());
    underWay.put(request, reading);
    Consumer<ColdResult> then = result -> arrive(request, result);
    if (isSmall(request)) {
      readers.addSmall(reading(request), then);
    } else {
      readers.add(reading(request), then);
    }
  }

  private static boolean isSmall(ColdRequest request) {
    return switch (request) {
      case ColdRequest.Key _ -> true;
      case ColdRequest.Part part -> part.query() instanceof ElementQuery.Named;
      case ColdRequest.Page _, ColdRequest.Hashes _, ColdRequest.Applied _ -> false;
    };
  }

  /** What a reader's thread is to do: it must not look at what belongs to the shard. */
  private Supplier<ColdResult> reading(ColdRequest request) {
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
      case ColdRequest.Hashes hashes -> () -> KeyPages.read(store, hashes);
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
      Tasks.forEach(reading.recipients, recipient -> recipient.arrived(request, result));
    } finally {
      pins.remove(reading.block());
    }
  }

  private void runAgain(Waiter waiter) {
    Findings findings = waiter.findings;
    findings.end();
    try {
      with(findings, waiter.then);
    } finally {
      if (findings.isIdle()) {
        pins.remove(findings.block());
        inUse.remove(findings);
      }
    }
  }
}
