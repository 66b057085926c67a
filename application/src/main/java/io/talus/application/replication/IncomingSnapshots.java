package io.talus.application.replication;

import io.talus.application.background.Errands;
import io.talus.application.background.FailureLog;
import io.talus.application.log.FormatException;
import io.talus.application.peer.PeerMessage.SnapshotPiece;
import io.talus.application.peer.PeerMessage.SnapshotProgress;
import io.talus.application.peer.PeerMessage.SnapshotProgress.State;
import io.talus.application.port.EventLoop;
import io.talus.application.port.PeerNetwork;
import io.talus.application.port.SlotStore;
import io.talus.domain.replication.replica.Event;
import io.talus.domain.slot.SlotId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots that come to replicas of this node, until they are whole. The store's writer takes the
 * pieces; the sender is told of each. Belongs to the shard's thread.
 */
final class IncomingSnapshots {
  /**
   * At once, from all nodes: each has a few pieces in memory, and the slot twice on the disk. And
   * who takes this many cannot be overrun, however many others send as fast as each may.
   */
  static final int AT_ONCE_MAX = 2;

  /** A sender that lives sends again what is not acknowledged, much more often. */
  private static final long OVERDUE_MILLIS = 60_000;

  private final SlotStore store;
  private final EventLoop loop;
  private final PeerNetwork network;
  private final Errands writer;
  private final FailureLog failures;
  private final Map<SlotId, IncomingSnapshot> bySlot = new HashMap<>();
  private long bytesReceived;

  IncomingSnapshots(Replicas.Parts parts, Errands writer, FailureLog failures) {
    this.store = parts.store();
    this.loop = parts.loop();
    this.network = parts.network();
    this.writer = writer;
    this.failures = failures;
  }

  private long nowMillis() {
    return TimeUnit.NANOSECONDS.toMillis(loop.nanoTime());
  }

  /** The one that is coming to the slot; null if none is. */
  @Nullable IncomingSnapshot of(SlotId slot) {
    return bySlot.get(slot);
  }

  /** How many are on their way, or being installed. */
  int underWay() {
    return bySlot.size();
  }

  /** What has come since the process began. */
  long bytesReceived() {
    return bytesReceived;
  }

  /** A piece has come. */
  void received(HostedReplica replica, SnapshotPiece piece) {
    bytesReceived += piece.bytes().length;
    IncomingSnapshot known = bySlot.get(piece.slot());
    if (known != null && known.transfer() == piece.transfer()) {
      goOn(known, piece);
    } else if (known != null && known.isInstalling()) {
      refuse(piece);
    } else if (piece.number() > 0) {
      refuse(piece); // of one that this process has not seen the beginning of
    } else {
      begin(replica, piece);
    }
  }

  private void begin(HostedReplica replica, SnapshotPiece piece) {
    IncomingSnapshot before = bySlot.get(piece.slot());
    if (before != null) {
      abandon(before);
    }
    if (bySlot.size() >= AT_ONCE_MAX) {
      refuse(piece);
      return;
    }
    try {
      IncomingSnapshot begun = new IncomingSnapshot(replica, piece, nowMillis());
      bySlot.put(piece.slot(), begun);
      answer(begun, State.RECEIVING);
    } catch (FormatException unknown) {
      failures.add(unknown);
      refuse(piece);
    }
  }

  private void goOn(IncomingSnapshot incoming, SnapshotPiece piece) {
    if (!incoming.expects(piece)) {
      incoming.heard(nowMillis());
      answer(incoming, State.RECEIVING);
      return;
    }
    incoming.came(nowMillis());
    writer.send(
        () -> incoming.take(store, piece.bytes()),
        whole -> taken(incoming, whole),
        failed -> {
          failures.add(failed);
          if (isCurrent(incoming)) {
            abandon(incoming);
            answer(incoming, State.REFUSED);
          }
        });
  }

  private boolean isCurrent(IncomingSnapshot incoming) {
    return bySlot.get(incoming.replica().slot()) == incoming;
  }

  private void taken(IncomingSnapshot incoming, boolean whole) {
    if (!isCurrent(incoming)) {
      return;
    }
    incoming.taken(whole);
    answer(incoming, State.RECEIVING);
    if (whole) {
      incoming.replica().step(new Event.Received(incoming.message()));
      if (isCurrent(incoming) && !incoming.isInstalling()) {
        // The machine has no need of it: it has come so far otherwise, or follows another.
        abandon(incoming);
        answer(incoming, State.INSTALLED);
      }
    }
  }

  /** The replica has what it brings. */
  void installed(IncomingSnapshot incoming) {
    bySlot.remove(incoming.replica().slot(), incoming);
    answer(incoming, State.INSTALLED);
  }

  /** Gives it up; nothing of it remains. */
  void abandon(IncomingSnapshot incoming) {
    bySlot.remove(incoming.replica().slot(), incoming);
    writer.send(
        () -> {
          incoming.abandon();
          return true;
        },
        _ -> {},
        failures::add);
  }

  private void answer(IncomingSnapshot incoming, State state) {
    SnapshotProgress progress = incoming.progress(state);
    network.send(progress.to().node(), progress);
  }

  /** A snapshot does not find its replica. */
  void refuse(SnapshotPiece piece) {
    network.send(
        piece.from().node(),
        new SnapshotProgress(
            piece.slot(), piece.to(), piece.from(), piece.transfer(), 0, State.REFUSED));
  }

  /** Whether the machine of some replica has taken one that is not in its place yet. */
  boolean areInstalling() {
    return bySlot.values().stream().anyMatch(IncomingSnapshot::isInstalling);
  }

  /** Time has passed. */
  void tick() {
    if (bySlot.isEmpty()) {
      return;
    }
    long now = nowMillis();
    for (IncomingSnapshot each : List.copyOf(bySlot.values())) {
      if (!each.isInstalling() && (each.replica().hasEnded() || isGone(each, now))) {
        abandon(each);
      }
    }
  }

  /** Its sender has died, or has forgotten it: what comes from others needs the place. */
  private boolean isGone(IncomingSnapshot incoming, long now) {
    if (network.isConnected(incoming.sender())) {
      incoming.connectedAt = now;
    }
    return now - incoming.connectedAt >= OutgoingSnapshots.AWAY_MILLIS
        || now - incoming.heardAt() >= OVERDUE_MILLIS;
  }
}
