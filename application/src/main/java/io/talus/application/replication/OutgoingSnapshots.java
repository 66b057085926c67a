package io.talus.application.replication;

import io.talus.application.background.Errands;
import io.talus.application.background.FailureLog;
import io.talus.application.peer.PeerMessage.SnapshotPiece;
import io.talus.application.peer.PeerMessage.SnapshotProgress;
import io.talus.application.port.EventLoop;
import io.talus.application.port.PeerNetwork;
import io.talus.application.port.SlotStore;
import io.talus.application.snapshot.SlotExport;
import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.replica.Effect;
import io.talus.domain.replication.replica.Event;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Snapshots that leaders of this node send. Belongs to the shard's thread.
 *
 * <p>Nobody is told of a broken connection: when the receiver says nothing for a while, what it has
 * not acknowledged is sent again, and it answers with the piece that it wants. When that is not
 * held any more, or nothing helps, the snapshot ends, the machine asks the member what it has, and
 * begins another.
 */
final class OutgoingSnapshots {
  /** At once: each keeps a version of the store, and some pieces in memory. */
  private static final int TRANSFERS_MAX = 2;

  /** Longer than a piece takes on a slow network and disk. */
  private static final long RESEND_MILLIS = 1000;

  /** A receiver that lives says something at least after each time that pieces are sent again. */
  private static final long OVERDUE_MILLIS = 30 * RESEND_MILLIS;

  /** Who failed is not asked again at once. */
  private static final long RETRY_MILLIS = 200;

  private final SlotStore store;
  private final EventLoop loop;
  private final PeerNetwork network;
  private final RandomGenerator random;
  private final Errands readers;
  private final FailureLog failures;
  private final Throttle throttle;
  private final Map<Long, OutgoingSnapshot> all = new LinkedHashMap<>();

  OutgoingSnapshots(
      Replicas.Parts parts, Errands readers, FailureLog failures, long bytesPerSecond) {
    this.store = parts.store();
    this.loop = parts.loop();
    this.network = parts.network();
    this.random = parts.random();
    this.readers = readers;
    this.failures = failures;
    this.throttle = new Throttle(bytesPerSecond, nowMillis());
  }

  private long nowMillis() {
    return TimeUnit.NANOSECONDS.toMillis(loop.nanoTime());
  }

  /** Whether the log has to stay for who receives one. */
  boolean areUnderWay() {
    return all.values().stream().anyMatch(each -> each.begun);
  }

  /** A member is to get a snapshot; in place of one that was on its way to it. */
  void send(HostedReplica leader, Effect.StreamSnapshot wanted) {
    for (OutgoingSnapshot each : List.copyOf(all.values())) {
      if (each.leader().slot().equals(leader.slot()) && each.to().equals(wanted.to())) {
        remove(each);
      }
    }
    OutgoingSnapshot snapshot = new OutgoingSnapshot(leader, wanted, random.nextLong() >>> 1);
    all.put(snapshot.transfer(), snapshot);
    beginSome();
  }

  private void beginSome() {
    long begun = all.values().stream().filter(each -> each.begun).count();
    for (OutgoingSnapshot each : all.values()) {
      if (begun < TRANSFERS_MAX && !each.begun && isReady(each.leader())) {
        begun++;
        begin(each);
      }
    }
  }

  /** Whether the store has at least what the log has given up: the log goes on behind it. */
  private boolean isReady(HostedReplica leader) {
    return store.applied(leader.slot()).index() >= leader.logStart().index();
  }

  private void begin(OutgoingSnapshot snapshot) {
    snapshot.begun = true;
    snapshot.heardAt = nowMillis();
    snapshot.movedAt = snapshot.heardAt;
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
    pump(snapshot);
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

  // ------------------------------------------------------------------------------------------
  // pieces

  /** Sends what may be sent, and reads what comes next. */
  private void pump(OutgoingSnapshot snapshot) {
    if (!goesOn(snapshot)) {
      return;
    }
    SnapshotPiece piece = snapshot.unsent();
    while (piece != null && mayLeave(snapshot, piece)) {
      snapshot.sent();
      throttle.spent(piece.bytes().length);
      piece = snapshot.unsent();
    }
    readOn(snapshot);
  }

  private boolean mayLeave(OutgoingSnapshot snapshot, SnapshotPiece piece) {
    int node = snapshot.to().node();
    if (snapshot.waitsForRoom || !throttle.allows(nowMillis())) {
      return false;
    }
    if (network.hasRoom(node, piece)) {
      return network.send(node, piece);
    }
    snapshot.waitsForRoom = true;
    network.whenRoom(
        node,
        () -> {
          snapshot.waitsForRoom = false;
          pump(snapshot);
        });
    return false;
  }

  private void readOn(OutgoingSnapshot snapshot) {
    SlotExport export = snapshot.wantsMore();
    if (export == null) {
      return;
    }
    snapshot.reading = true;
    readers.send(
        () -> Optional.ofNullable(export.next()),
        piece -> {
          snapshot.reading = false;
          if (goesOn(snapshot) && piece.isPresent()) {
            snapshot.read(piece.get(), export.hasEnded());
            pump(snapshot);
          }
        },
        failed -> readFailed(snapshot, failed));
  }

  /** The receiver says how far it has come. */
  void progress(SnapshotProgress progress) {
    OutgoingSnapshot snapshot = all.get(progress.transfer());
    if (snapshot == null
        || !snapshot.to().equals(progress.from())
        || !snapshot.leader().member().equals(progress.to())) {
      return;
    }
    snapshot.heardAt = nowMillis();
    switch (progress.state()) {
      case RECEIVING -> acknowledged(snapshot, progress.next());
      case INSTALLED -> {
        remove(snapshot);
        tell(snapshot);
      }
      case REFUSED -> failed(snapshot);
    }
  }

  private void acknowledged(OutgoingSnapshot snapshot, long next) {
    if (snapshot.acknowledged(next)) {
      snapshot.movedAt = nowMillis();
      pump(snapshot);
    } else {
      failed(snapshot);
    }
  }

  // -----------------------------------------------------------------------------------------
  // the end

  private void failed(OutgoingSnapshot snapshot) {
    remove(snapshot);
    loop.schedule(RETRY_MILLIS, () -> tell(snapshot));
  }

  private void tell(OutgoingSnapshot snapshot) {
    if (snapshot.isLed()) {
      snapshot.leader().step(new Event.SnapshotEnded(snapshot.to()));
    }
  }

  private void remove(OutgoingSnapshot snapshot) {
    snapshot.ended = true;
    all.remove(snapshot.transfer());
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

  /** Time has passed. */
  void tick() {
    long now = nowMillis();
    for (OutgoingSnapshot each : List.copyOf(all.values())) {
      if (!each.isLed()) {
        remove(each);
      } else if (each.begun && now - each.heardAt >= OVERDUE_MILLIS) {
        failed(each);
      } else if (each.begun) {
        if (now - each.movedAt >= RESEND_MILLIS) {
          each.movedAt = now;
          each.sendAgain();
        }
        pump(each);
      }
    }
    beginSome();
  }
}
