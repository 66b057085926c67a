package io.talus.application.replication;

import io.talus.application.background.Errands;
import io.talus.application.background.FailureLog;
import io.talus.application.peer.PeerMessage.SnapshotProgress;
import io.talus.application.port.EventLoop;
import io.talus.application.port.PeerNetwork;
import io.talus.application.port.SlotStore;
import io.talus.application.snapshot.SlotExport;
import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.replica.Effect;
import io.talus.domain.replication.replica.Event;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Snapshots that leaders of this node send. Belongs to the shard's thread.
 *
 * <p>To each node goes one after the other, and nodes take turns ({@link Turns}); what leaves
 * shares one throttle. Nobody is told of a broken connection: when the receiver says nothing for a
 * while, what it has not acknowledged is sent again, and it answers with the piece that it wants.
 * When that is not held any more, or nothing helps, or the receiver is gone, the snapshot ends, and
 * its place is free; the machine asks the member what it has, and begins another. What waits for a
 * node that is away costs nothing until it is back.
 */
final class OutgoingSnapshots {
  /** At once, to all nodes: each keeps a version of the store, and some pieces in memory. */
  static final int AT_ONCE_MAX = 2;

  /**
   * A connection that breaks is mostly made again within this time; who stays away for longer is
   * not waited for. Receivers give up their senders after the same time.
   */
  static final long AWAY_MILLIS = 1000;

  /** Longer than a piece takes on a slow network and disk. */
  private static final long RESEND_MILLIS = 1000;

  /** A receiver that lives says something at least after each time that pieces are sent again. */
  private static final long OVERDUE_MILLIS = 30 * RESEND_MILLIS;

  /** Who failed, or has no place free, is not asked again at once. */
  private static final long RETRY_MILLIS = 200;

  /** Those whose leaders have lost their slots are forgotten within this time. */
  private static final long SWEEP_MILLIS = 1000;

  private final SlotStore store;
  private final EventLoop loop;
  private final PeerNetwork network;
  private final RandomGenerator random;
  private final Errands readers;
  private final FailureLog failures;
  private final SnapshotPieces pieces;
  private final CatchingUp catchingUp;
  private final Turns<OutgoingSnapshot> waiting = new Turns<>();
  private final Map<Integer, Long> notBefore = new HashMap<>();
  private long sweptAt;
  private long sent;

  OutgoingSnapshots(
      Replicas.Parts parts, Errands readers, FailureLog failures, LongSupplier bytesPerSecond) {
    this.store = parts.store();
    this.loop = parts.loop();
    this.network = parts.network();
    this.random = parts.random();
    this.readers = readers;
    this.failures = failures;
    this.pieces =
        new SnapshotPieces(parts, readers, bytesPerSecond, this::goesOn, this::readFailed);
    this.catchingUp = new CatchingUp(network);
    this.sweptAt = nowMillis();
  }

  private long nowMillis() {
    return TimeUnit.NANOSECONDS.toMillis(loop.nanoTime());
  }

  /** Whether the log has to stay for who receives one, or has just received one. */
  boolean needTheLog() {
    return underWay() > 0 || catchingUp.isAny();
  }

  /** How many are on their way. */
  int underWay() {
    return pieces.underWay().size();
  }

  /** How many wait for their turn, those for nodes that are away included. */
  int waiting() {
    return waiting.size();
  }

  /** How many have been installed by those who got them. */
  long sent() {
    return sent;
  }

  /** What has left since the process began. */
  long bytesSent() {
    return pieces.bytesSent();
  }

  // -----------------------------------------------------------------------------------------
  // the beginning

  /** A member is to get a snapshot; in place of one that was on its way to it. */
  void send(HostedReplica leader, Effect.StreamSnapshot wanted) {
    MemberId to = wanted.to();
    waiting.removeIf(each -> each.isFor(leader.slot(), to));
    for (OutgoingSnapshot each : pieces.underWay()) {
      if (each.isFor(leader.slot(), to)) {
        remove(each);
      }
    }
    waiting.add(to.node(), new OutgoingSnapshot(leader, wanted, random.nextLong() >>> 1));
    beginSome();
  }

  private void beginSome() {
    while (underWay() < AT_ONCE_MAX) {
      OutgoingSnapshot next = waiting.next(this::mayReceive, this::isReady);
      if (next == null) {
        return;
      }
      begin(next);
    }
  }

  private boolean mayReceive(int node) {
    return network.isConnected(node)
        && !pieces.isOneUnderWayTo(node)
        && nowMillis() >= notBefore.getOrDefault(node, Long.MIN_VALUE);
  }

  /** Whether the store has at least what the log has given up: the log goes on behind it. */
  private boolean isReady(OutgoingSnapshot snapshot) {
    HostedReplica leader = snapshot.leader();
    return snapshot.isLed() && store.applied(leader.slot()).index() >= leader.logStart().index();
  }

  private void begin(OutgoingSnapshot snapshot) {
    snapshot.begins(nowMillis());
    pieces.add(snapshot);
    snapshot.reading = true;
    readers.send(
        () -> SlotExport.open(store, snapshot.leader().slot(), snapshot.transfer()),
        export -> opened(snapshot, export),
        failed -> readFailed(snapshot, failed));
  }

  private void opened(OutgoingSnapshot snapshot, SlotExport export) {
    snapshot.reading = false;
    snapshot.opened(export);
    if (!goesOn(snapshot)) {
      return;
    }
    HostedReplica leader = snapshot.leader();
    LogPosition position = export.state().status().position();
    if (position.index() < leader.logStart().index()) {
      failed(snapshot);
      return;
    }
    snapshot.read(snapshot.head(position).encode(), false);
    pieces.pump();
  }

  /** Whether it has not ended meanwhile; if it has, what is open is closed. */
  private boolean goesOn(OutgoingSnapshot snapshot) {
    if (!snapshot.ended && !snapshot.isLed()) {
      remove(snapshot);
    } else if (snapshot.ended) {
      close(snapshot);
    }
    return !snapshot.ended;
  }

  private void readFailed(OutgoingSnapshot snapshot, RuntimeException failure) {
    snapshot.reading = false;
    failures.add(failure);
    if (goesOn(snapshot)) {
      failed(snapshot);
    }
  }

  // -----------------------------------------------------------------------------------------
  // the end

  /** The receiver says how far it has come. */
  void progress(SnapshotProgress progress) {
    OutgoingSnapshot snapshot = pieces.of(progress.transfer());
    if (snapshot == null
        || !snapshot.to().equals(progress.from())
        || !snapshot.leader().member().equals(progress.to())) {
      return;
    }
    snapshot.heardAt = nowMillis();
    switch (progress.state()) {
      case RECEIVING -> acknowledged(snapshot, progress.next());
      case INSTALLED -> installed(snapshot);
      case REFUSED -> failed(snapshot);
    }
  }

  private void acknowledged(OutgoingSnapshot snapshot, long next) {
    if (snapshot.acknowledged(next)) {
      snapshot.movedAt = nowMillis();
      pieces.pump();
    } else {
      failed(snapshot);
    }
  }

  private void installed(OutgoingSnapshot snapshot) {
    sent++;
    remove(snapshot);
    if (snapshot.isLed()) {
      catchingUp.add(snapshot);
    }
    tell(snapshot);
    beginSome();
  }

  private void failed(OutgoingSnapshot snapshot) {
    remove(snapshot);
    notBefore.put(snapshot.to().node(), nowMillis() + RETRY_MILLIS);
    loop.schedule(RETRY_MILLIS, () -> tell(snapshot));
  }

  private void tell(OutgoingSnapshot snapshot) {
    if (snapshot.isLed()) {
      snapshot.leader().step(new Event.SnapshotEnded(snapshot.to()));
    }
  }

  private void remove(OutgoingSnapshot snapshot) {
    snapshot.ended = true;
    pieces.remove(snapshot);
    close(snapshot);
  }

  private void close(OutgoingSnapshot snapshot) {
    SlotExport export = snapshot.reading ? null : snapshot.takeExport();
    if (export != null) {
      readers.send(
          () -> {
            export.close();
            return true;
          },
          _ -> {},
          failures::add);
    }
  }

  // -----------------------------------------------------------------------------------------
  // time

  /** Time has passed. */
  void tick() {
    long now = nowMillis();
    for (OutgoingSnapshot each : pieces.underWay()) {
      if (!each.isLed()) {
        remove(each);
      } else if (isGone(each, now) || each.isUnheard(now, OVERDUE_MILLIS)) {
        failed(each);
      } else if (each.isStuck(now, RESEND_MILLIS)) {
        each.movedAt = now;
        each.sendAgain();
      }
    }
    pieces.pump();
    catchingUp.tick();
    if (now - sweptAt >= SWEEP_MILLIS) {
      sweptAt = now;
      waiting.removeIf(each -> !each.isLed());
    }
    beginSome();
  }

  private boolean isGone(OutgoingSnapshot snapshot, long now) {
    if (network.isConnected(snapshot.to().node())) {
      snapshot.connectedAt = now;
    }
    return now - snapshot.connectedAt >= AWAY_MILLIS;
  }
}
