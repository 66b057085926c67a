package io.talus.application.cluster;

import io.talus.application.background.Periodically;
import io.talus.application.port.EventLoop;
import io.talus.application.topology.ClusterImage;
import io.talus.application.topology.NodeLiveness;
import io.talus.application.topology.TopologyRepository;
import io.talus.domain.replication.support.NodeLease;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the replicas of this node until when they may lead where they are appointed. Belongs to the
 * shard's thread.
 *
 * <p>For maintainers. A lease that was lost and is back is worth nothing by itself: meanwhile
 * another may have been appointed. The manager appoints only if the key is gone that shows that
 * this node lives; so the lease counts when this node has seen its key, written with that lease, in
 * its own image of the metadata, and with it all that was decided before.
 */
public final class LeaderLease {
  private static final Logger LOG = LoggerFactory.getLogger(LeaderLease.class);

  /** A prolongation is known so soon; it lasts many times longer. */
  private static final long PAUSE_MILLIS = 100;

  private final int self;
  private final NodeLiveness liveness;
  private final TopologyRepository topology;
  private final NodeLease lease;
  private final EventLoop loop;
  private Runnable returned = () -> {};
  private boolean held;

  /**
   * Begins to look.
   *
   * @param self the number of this node
   * @param lease as the replicas know it, on the loop's monotonic clock
   */
  public LeaderLease(
      int self,
      NodeLiveness liveness,
      TopologyRepository topology,
      NodeLease lease,
      EventLoop loop) {
    this.self = self;
    this.liveness = liveness;
    this.topology = topology;
    this.lease = lease;
    this.loop = loop;
    Periodically.run(loop, PAUSE_MILLIS, "the lease of leaders", this::look);
  }

  /** What to do when the lease is back. */
  void onReturn(Runnable task) {
    returned = task;
  }

  /** Looks whether the lease has been prolonged, or is lost. */
  void look() {
    if (isSeen()) {
      lease.renewed(TimeUnit.NANOSECONDS.toMillis(liveness.prolongedNanos()));
    } else {
      lease.lost();
    }
    boolean holds = isHeld();
    if (holds != held) {
      held = holds;
      tell();
    }
  }

  /** Whether the node surely has it at this moment; so it has heard of the metadata lately. */
  public boolean isHeld() {
    return TimeUnit.NANOSECONDS.toMillis(loop.nanoTime()) < lease.untilMillis();
  }

  private boolean isSeen() {
    long shown = liveness.shownRevision();
    Optional<ClusterImage> image = topology.current();
    return shown != 0
        && image.isPresent()
        && image.get().revision() >= shown
        && image.get().alive().contains(self);
  }

  private void tell() {
    if (held) {
      LOG.info("this node may lead where it is appointed");
      returned.run();
    } else {
      LOG.warn("this node's lease is over: it serves nothing where it was appointed to lead");
    }
  }
}
