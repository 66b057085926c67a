package io.talus.application.replication;

import io.talus.application.background.Errands;
import io.talus.application.peer.PeerMessage.SnapshotPiece;
import io.talus.application.port.EventLoop;
import io.talus.application.port.PeerNetwork;
import io.talus.application.snapshot.SlotExport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Sends the pieces of the snapshots that are on their way, a piece of each in turn, as fast as the
 * throttle and the network let them. Belongs to the shard's thread.
 */
final class SnapshotPieces {
  private final EventLoop loop;
  private final PeerNetwork network;
  private final Errands readers;
  private final Throttle throttle;
  private final Predicate<OutgoingSnapshot> goesOn;
  private final BiConsumer<OutgoingSnapshot, RuntimeException> unreadable;

  /** By the number of the transfer; who has sent something stands behind the others. */
  private final Map<Long, OutgoingSnapshot> underWay = new LinkedHashMap<>();

  private long bytesSent;

  /**
   * @param bytesPerSecond what all together may take; 0 for as fast as it goes
   * @param goesOn is asked before anything is done for one; if it does not, it is removed
   * @param unreadable is told of one that the store does not give
   */
  SnapshotPieces(
      Replicas.Parts parts,
      Errands readers,
      LongSupplier bytesPerSecond,
      Predicate<OutgoingSnapshot> goesOn,
      BiConsumer<OutgoingSnapshot, RuntimeException> unreadable) {
    this.loop = parts.loop();
    this.network = parts.network();
    this.readers = readers;
    this.throttle = new Throttle(bytesPerSecond, nowMillis());
    this.goesOn = goesOn;
    this.unreadable = unreadable;
  }

  private long nowMillis() {
    return TimeUnit.NANOSECONDS.toMillis(loop.nanoTime());
  }

  void add(OutgoingSnapshot snapshot) {
    underWay.put(snapshot.transfer(), snapshot);
  }

  void remove(OutgoingSnapshot snapshot) {
    underWay.remove(snapshot.transfer());
  }

  @Nullable OutgoingSnapshot of(long transfer) {
    return underWay.get(transfer);
  }

  List<OutgoingSnapshot> underWay() {
    return List.copyOf(underWay.values());
  }

  boolean isOneUnderWayTo(int node) {
    return underWay.values().stream().anyMatch(each -> each.to().node() == node);
  }

  /** What has left since the process began. */
  long bytesSent() {
    return bytesSent;
  }

  /** Sends what may be sent, and reads what comes next. */
  void pump() {
    boolean anySent = true;
    while (anySent) {
      anySent = false;
      for (OutgoingSnapshot each : underWay()) {
        anySent |= goesOn.test(each) && sendOne(each);
      }
    }
    underWay().forEach(this::readOn);
  }

  private boolean sendOne(OutgoingSnapshot snapshot) {
    SnapshotPiece piece = snapshot.unsent();
    if (piece == null || !mayLeave(snapshot, piece)) {
      return false;
    }
    snapshot.sent(nowMillis());
    throttle.spent(piece.bytes().length);
    bytesSent += piece.bytes().length;
    remove(snapshot);
    add(snapshot);
    return true;
  }

  private boolean mayLeave(OutgoingSnapshot snapshot, SnapshotPiece piece) {
    int node = snapshot.to().node();
    // Who waits for room where there is no connection is told at once to try again.
    if (snapshot.waitsForRoom || !network.isConnected(node) || !throttle.allows(nowMillis())) {
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
          pump();
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
          if (goesOn.test(snapshot) && piece.isPresent()) {
            snapshot.read(piece.get(), export.hasEnded());
            pump();
          }
        },
        failed -> unreadable.accept(snapshot, failed));
  }
}
