package io.talus.application.topology;

import io.talus.application.metadata.LeaseOutcome;
import io.talus.application.port.EventLoop;
import io.talus.application.port.MetadataStore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lease that is kept alive, and asked for again when it is over. Belongs to the loop.
 *
 * <p>Others see it end no earlier than its length after a prolongation was asked for, so its holder
 * counts from the sending, on the monotonic clock, and stops some time before.
 */
public final class KeptLease implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KeptLease.class);

  /** Clocks that run at different speeds, and what is begun at the last moment and lasts. */
  public static final long MARGIN_MILLIS = 500;

  /** Two prolongations in a row may get lost. */
  private static final int ROUNDS_A_LEASE = 4;

  private final MetadataStore store;
  private final EventLoop loop;
  private final long millis;
  private final LongConsumer granted;
  private EventLoop.Timer round;
  private boolean closed;
  private boolean asking;
  private long lease;
  private long sentNanos;
  private long heldMillis;

  /**
   * Asks for the first one.
   *
   * @param granted is given each new lease; what was written with the one before is gone, or goes
   */
  public KeptLease(MetadataStore store, EventLoop loop, long millis, LongConsumer granted) {
    this.store = store;
    this.loop = loop;
    this.millis = millis;
    this.granted = granted;
    this.round = loop.schedule(0, this::round);
  }

  private void round() {
    round = loop.schedule(millis / ROUNDS_A_LEASE, this::round);
    long kept = lease;
    if (kept != 0) {
      store.keepAlive(kept, outcome -> told(kept, outcome));
    } else if (!asking) {
      asking = true;
      store.grantLease(millis, this::granted);
    }
  }

  private void granted(LeaseOutcome outcome) {
    asking = false;
    if (closed) {
      return;
    }
    switch (outcome) {
      case LeaseOutcome.Held held -> {
        lease = held.lease();
        hold(held);
        granted.accept(held.lease());
      }
      case LeaseOutcome.Expired expired -> LOG.info("a lease was over as it began");
      case LeaseOutcome.Failed failed -> LOG.debug("no lease: {}", failed.reason());
    }
  }

  private void told(long kept, LeaseOutcome outcome) {
    if (closed || kept != lease) {
      return;
    }
    switch (outcome) {
      case LeaseOutcome.Held held when held.sentNanos() - sentNanos > 0 -> hold(held);
      case LeaseOutcome.Held older -> LOG.debug("a prolongation came late");
      case LeaseOutcome.Expired expired -> {
        LOG.warn("lease {} is over: nobody kept it alive in time", kept);
        lease = 0;
        asking = true;
        store.grantLease(millis, this::granted);
      }
      case LeaseOutcome.Failed failed ->
          LOG.debug("lease {} may not have been prolonged: {}", kept, failed.reason());
    }
  }

  private void hold(LeaseOutcome.Held held) {
    sentNanos = held.sentNanos();
    heldMillis = held.millis();
  }

  /** The one that was granted last; 0 if there is none. */
  public long lease() {
    return lease;
  }

  /** When the last prolongation that succeeded was asked for, by the loop's monotonic clock. */
  long sentNanos() {
    return sentNanos;
  }

  /** Whether nobody can have seen it end. */
  public boolean isSurelyHeld() {
    long passedNanos = loop.nanoTime() - sentNanos;
    return lease != 0 && passedNanos < TimeUnit.MILLISECONDS.toNanos(heldMillis - MARGIN_MILLIS);
  }

  /** Gives it up. */
  @Override
  public void close() {
    closed = true;
    round.cancel();
    if (lease != 0) {
      store.revoke(lease);
      lease = 0;
    }
  }
}
