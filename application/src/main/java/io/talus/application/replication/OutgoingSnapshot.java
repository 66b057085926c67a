package io.talus.application.replication;

import io.talus.application.peer.PeerMessage.SnapshotPiece;
import io.talus.application.snapshot.SlotExport;
import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.replica.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot on its way to one member: the pieces that have been read and not acknowledged. Belongs
 * to the shard's thread; only the export is read on another, one piece at a time.
 */
final class OutgoingSnapshot {
  /** Pieces that are kept until they are acknowledged: enough to fill a fast network, 1 MB. */
  static final int WINDOW = 4;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Held(byte[] bytes, boolean last) {}

  private final HostedReplica leader;
  private final MemberId to;
  private final Optional<LogPosition> diverged;
  private final long epoch;
  private final long transfer;
  private final List<Held> held = new ArrayList<>();

  /** The number of the first piece that is held. */
  private long first;

  /** How many of those have been sent. */
  private int sent;

  private boolean readAll;
  private @Nullable SlotExport export;
  boolean begun;
  boolean reading;
  boolean ended;
  boolean waitsForRoom;
  long heardAt;
  long movedAt;

  OutgoingSnapshot(HostedReplica leader, Effect.StreamSnapshot wanted, long transfer) {
    this.leader = leader;
    this.to = wanted.to();
    this.diverged = wanted.diverged();
    this.epoch = leader.epoch();
    this.transfer = transfer;
  }

  HostedReplica leader() {
    return leader;
  }

  MemberId to() {
    return to;
  }

  /** The first piece, before those of the export. */
  SnapshotHead head(LogPosition position) {
    return leader.head(position, diverged);
  }

  long transfer() {
    return transfer;
  }

  /** Whether the leader still is one, in the epoch in which it began. */
  boolean isLed() {
    return leader.leads() && leader.epoch() == epoch;
  }

  void opened(SlotExport opened) {
    export = opened;
  }

  /** Takes the export away; null if it is not open. */
  @Nullable SlotExport takeExport() {
    SlotExport taken = export;
    export = null;
    return taken;
  }

  /** What the next piece is read from; null if there is no room for it, or no more. */
  @Nullable SlotExport wantsMore() {
    return ended || reading || readAll || held.size() >= WINDOW ? null : export;
  }

  void read(byte[] piece, boolean last) {
    held.add(new Held(piece, last));
    readAll = last;
  }

  /** The next piece to be sent; null if all that is held has been. */
  @Nullable SnapshotPiece unsent() {
    if (sent == held.size()) {
      return null;
    }
    Held next = held.get(sent);
    return new SnapshotPiece(
        leader.slot(), leader.member(), to, transfer, first + sent, next.bytes(), next.last());
  }

  void sent() {
    sent++;
  }

  /** What was sent and not acknowledged may be lost. */
  void sendAgain() {
    sent = 0;
  }

  /**
   * The receiver has all pieces before this number.
   *
   * @return false if it wants one that is not held any more, or was never sent
   */
  boolean acknowledged(long next) {
    if (next < first || next > first + held.size()) {
      return false;
    }
    int count = (int) (next - first);
    held.subList(0, count).clear();
    first = next;
    sent = Math.max(0, sent - count);
    return true;
  }
}
