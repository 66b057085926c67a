package io.talus.adapters.memory.metadata;

import io.talus.application.metadata.CommitOutcome;
import io.talus.application.metadata.LeaseOutcome;
import io.talus.application.metadata.MetadataChange;
import io.talus.application.metadata.MetadataRead;
import io.talus.application.port.EventLoop;
import io.talus.application.port.MetadataStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node's way to a {@link MemoryMetadata}. Belongs to the node's loop, and so do {@link #reach}
 * and {@link #loseNews}, with which tests take it away.
 */
public final class MemoryMetadataStore implements MetadataStore {
  private static final Logger LOG = LoggerFactory.getLogger(MemoryMetadataStore.class);

  /** A node must not take longer to notice that nobody answers. */
  public static final long CALL_MILLIS = 2000;

  /** A watch that has gone silent is found out by then. */
  public static final long REREAD_MILLIS = 30_000;

  /** How often it looks whether leases of all nodes have run out. */
  private static final long LOOK_MILLIS = 50;

  /** What is on its way and will arrive late; more than that is lost for good. */
  private static final int LATE_MAX = 128;

  private static final String AWAY = "the metadata is away";

  private final MemoryMetadata metadata;
  private final EventLoop loop;
  private final List<MemoryWatch> watches = new ArrayList<>();
  private final List<Runnable> late = new ArrayList<>();
  private Reach reach = Reach.THERE;
  private EventLoop.Timer look;
  private boolean closed;

  public MemoryMetadataStore(MemoryMetadata metadata, EventLoop loop) {
    this.metadata = metadata;
    this.loop = loop;
    this.look = loop.schedule(LOOK_MILLIS, this::look);
  }

  private void look() {
    if (!closed) {
      look = loop.schedule(LOOK_MILLIS, this::look);
      metadata.expire();
      watches.forEach(MemoryWatch::look);
    }
  }

  /** From now on they reach each other in this way only. */
  public void reach(Reach newReach) {
    reach = newReach;
    watches.forEach(watch -> watch.connected(newReach == Reach.THERE));
    if (newReach == Reach.THERE) {
      List<Runnable> arrived = List.copyOf(late);
      late.clear();
      arrived.forEach(Runnable::run);
    }
  }

  /** Watches miss what happens until they look for themselves, and nobody notices. */
  public void loseNews() {
    watches.forEach(MemoryWatch::silence);
  }

  @Override
  public void read(String prefix, Consumer<MetadataRead> then) {
    ask(
        () -> new MetadataRead.Found(metadata.image(prefix)),
        new MetadataRead.Failed(AWAY),
        new MetadataRead.Failed(AWAY),
        then);
  }

  @Override
  public void commit(MetadataChange change, Consumer<CommitOutcome> then) {
    ask(
        () -> metadata.commit(change),
        new CommitOutcome.Failed(AWAY),
        new CommitOutcome.Unknown(AWAY),
        then);
  }

  @Override
  public Watch watch(String prefix, Watcher watcher) {
    requireOpen();
    MemoryWatch watch = new MemoryWatch(metadata, loop, prefix, watcher, reach == Reach.THERE);
    watches.add(watch);
    return () -> {
      watch.cancel();
      watches.remove(watch);
    };
  }

  @Override
  public void grantLease(long millis, Consumer<LeaseOutcome> then) {
    long sentNanos = loop.nanoTime();
    ask(
        () -> new LeaseOutcome.Held(metadata.grant(millis), sentNanos, millis),
        new LeaseOutcome.Failed(AWAY),
        new LeaseOutcome.Failed(AWAY),
        then);
  }

  @Override
  public void keepAlive(long lease, Consumer<LeaseOutcome> then) {
    long sentNanos = loop.nanoTime();
    ask(
        () -> {
          long millis = metadata.keepAlive(lease);
          return millis == 0
              ? new LeaseOutcome.Expired()
              : new LeaseOutcome.Held(lease, sentNanos, millis);
        },
        new LeaseOutcome.Failed(AWAY),
        new LeaseOutcome.Failed(AWAY),
        then);
  }

  @Override
  public void revoke(long lease) {
    if (reach == Reach.THERE || reach == Reach.ANSWERS_LOST) {
      metadata.revoke(lease);
    }
  }

  /** The request is carried out at once, if at all: what takes time is the way of the answer. */
  private <T> void ask(Supplier<T> request, T refused, T unanswered, Consumer<T> then) {
    requireOpen();
    switch (reach) {
      case THERE -> answer(request.get(), then);
      case REFUSED -> answer(refused, then);
      case REQUESTS_LOST -> giveUpLater(unanswered, then);
      case ANSWERS_LOST -> {
        tooLate(request.get());
        giveUpLater(unanswered, then);
      }
      case REQUESTS_LATE -> {
        if (late.size() < LATE_MAX) {
          late.add(() -> tooLate(request.get()));
        }
        giveUpLater(unanswered, then);
      }
    }
  }

  private static void tooLate(Object answer) {
    LOG.debug("nobody waits for {} any more", answer);
  }

  private <T> void answer(T answer, Consumer<T> then) {
    loop.post(() -> tell(answer, then));
  }

  private <T> void giveUpLater(T unanswered, Consumer<T> then) {
    loop.schedule(CALL_MILLIS, () -> tell(unanswered, then));
  }

  private <T> void tell(T outcome, Consumer<T> then) {
    if (!closed) {
      then.accept(outcome);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the store is closed");
    }
  }

  @Override
  public void close() {
    closed = true;
    look.cancel();
    watches.forEach(MemoryWatch::cancel);
    watches.clear();
  }
}
