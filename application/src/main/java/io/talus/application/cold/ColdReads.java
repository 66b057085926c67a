package io.talus.application.cold;

import io.talus.application.background.Periodically;
import io.talus.application.port.ElementQuery;
import io.talus.application.port.EventLoop;
import io.talus.application.port.Loaded;
import io.talus.application.port.ReadTier;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotStore;
import io.talus.application.slot.OwnedSlots;
import io.talus.application.slot.PinnedSlots;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SequencedMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
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
 * place) and stays so, because the slot is pinned as the store had it until the command has ended
 * ({@code SlotProgress.settled}). So a command looks at what is resident first.
 */
public final class ColdReads implements Fetches {
  /** Of the requests of one command so many are read at a time. */
  static final int AT_ONCE = 16;

  /**
   * A read that takes longer is given up: it keeps its slot pinned, and memory from being freed.
   */
  private static final long READ_MILLIS_MAX = 30_000;

  private static final long LOOK_MILLIS = 1000;
  private static final long NANOS = 1_000_000;
  private static final Logger LOG = LoggerFactory.getLogger(ColdReads.class);

  private static final ColdResult NO_ANSWER =
      new ColdResult.Failed("no answer from the disk for " + READ_MILLIS_MAX / 1000 + " seconds");

  /** Somebody who is to be given what was read. */
  interface Recipient {
    /** Is told which slots are pinned by the read, which may have begun for somebody else. */
    void reads(PinnedSlots pinned);

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
    public void reads(PinnedSlots pinned) {
      findings.pins().addAll(pinned);
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
  private record Reading(PinnedSlots pins, long begunMillis, List<Recipient> recipients) {}

  private final SlotStore store;
  private final ReaderTasks readers;
  private final EventLoop loop;
  private final OwnedSlots slots;
  private final DrainWaits drains;
  private final int largeElements;
  private final long bytesMax;
  private final FindingsInUse inUse;

  /** The oldest first. */
  private final SequencedMap<ColdRequest, Reading> underWay = new LinkedHashMap<>();

  /** Those of the command that runs, if anything was read for it before; else null. */
  private @Nullable Findings current;

  /**
   * Begins with nothing asked for.
   *
   * @param bytesMax what findings of all commands may take of the heap; beyond, others wait. One
   *     command may have as much, and is not given more
   */
  public ColdReads(
      SlotStore store,
      Executor readers,
      EventLoop loop,
      OwnedSlots slots,
      DrainWaits drains,
      int largeElements,
      long bytesMax) {
    this.store = store;
    this.slots = slots;
    this.readers = new ReaderTasks(readers, loop);
    this.loop = loop;
    this.drains = drains;
    this.largeElements = largeElements;
    this.bytesMax = bytesMax;
    this.inUse = new FindingsInUse(bytesMax);
  }

  /** What was read for the command that runs; null if nothing was. */
  public @Nullable Findings current() {
    return current;
  }

  /** Begins to look, again and again, whether reads take too long. */
  public void start() {
    Periodically.run(loop, LOOK_MILLIS, "the look for reads that take too long", this::giveUpOld);
  }

  private void giveUpOld() {
    long since = loop.nanoTime() / NANOS - READ_MILLIS_MAX;
    while (!underWay.isEmpty() && underWay.firstEntry().getValue().begunMillis <= since) {
      Map.Entry<ColdRequest, Reading> oldest = underWay.firstEntry();
      LOG.error("a read is given up after {} ms: {}", READ_MILLIS_MAX, oldest.getKey());
      arrive(oldest.getKey(), oldest.getValue(), NO_ANSWER);
    }
  }

  /** The slots that an answer to the request tells of are pinned as the store has them now. */
  void pin(ColdRequest request, PinnedSlots pins) {
    switch (request) {
      case ColdRequest.Key key -> pins.add(key.slot());
      case ColdRequest.Part part -> pins.add(slots.at(part.of().stored().address()));
      case ColdRequest.Page page ->
          page.slots().forEach(slot -> pins.add(slots.at(slot.address())));
      case ColdRequest.Hashes hashes -> pins.add(slots.at(hashes.slot().address()));
      case ColdRequest.Applied _ -> {
        // Nothing is read.
      }
    }
  }

  /** Runs the task with these findings at hand. */
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

  @Override
  public void fetch(List<ColdRequest> requests, Runnable then) {
    Findings findings = open(current);
    findings.begin();
    Waiter waiter = new Waiter(findings, then, requests);
    inUse.run(findings, () -> begin(waiter));
  }

  @Override
  public void whenIdle(Runnable task) {
    readers.whenIdle(task);
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
    Findings findings = sofar == null ? new Findings() : sofar;
    findings.open();
    inUse.add(findings);
    return findings;
  }

  private void fetch(ColdRequest request, Waiter waiter) {
    if (request instanceof ColdRequest.Applied applied) {
      Runnable arrived = () -> waiter.arrived(request, ColdResult.DONE);
      if (applied.index() <= applied.slot().progress().applied()) {
        loop.post(arrived);
      } else {
        drains.await(applied.slot(), applied.index(), arrived);
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
      recipient.reads(reading.pins);
      return;
    }
    Reading begun =
        new Reading(
            new PinnedSlots(), loop.nanoTime() / NANOS, new ArrayList<>(List.of(recipient)));
    pin(request, begun.pins);
    recipient.reads(begun.pins);
    underWay.put(request, begun);
    Consumer<ColdResult> then = result -> arrive(request, begun, result);
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

  /** The answer of a read that was given up comes too late. */
  private void arrive(ColdRequest request, Reading reading, ColdResult result) {
    if (!underWay.remove(request, reading)) {
      return;
    }
    try {
      Tasks.forEach(reading.recipients, recipient -> recipient.arrived(request, result));
    } finally {
      reading.pins.unpin();
    }
  }

  private void runAgain(Waiter waiter) {
    Findings findings = waiter.findings;
    findings.end();
    try {
      with(findings, waiter.then);
    } finally {
      if (findings.isIdle()) {
        findings.pins().unpin();
        inUse.remove(findings);
      }
    }
  }
}
