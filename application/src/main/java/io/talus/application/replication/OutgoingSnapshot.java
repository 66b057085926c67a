package io.talus.application.replication;

import io.talus.application.peer.PeerMessage.SnapshotPiece;
import io.talus.application.snapshot.SlotExport;
import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.replica.Effect;
import io.talus.domain.slot.SlotId;
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
  boolean reading;
  boolean ended;
  boolean waitsForRoom;

  /** When the receiver has said something last, or was sent something after it had all. */
  long heardAt;

  /** The same, but for that it has come further. */
  long movedAt;

  /** Whether the receiver has something to acknowledge: a slow rate is not its fault. */
  private boolean asked;

  /** When there was a connection to it last. */
  long connectedAt;

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

  /** Whether it brings the slot to the member. */
  boolean isFor(SlotId slot, MemberId member) {
    return leader.slot().equals(slot) && to.equals(member);
  }

  /** In which its leader led when it began. */
  long epoch() {
    return epoch;
  }

  long transfer() {
    return transfer;
  }

  /** It is this one's turn. */
  void begins(long nowMillis) {
    connectedAt = nowMillis;
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

  void sent(long nowMillis) {
    if (!asked) {
      asked = true;
      heardAt = nowMillis;
      movedAt = nowMillis;
    }
    sent++;
  }

  /** Whether the receiver has said nothing for so long, though it should. */
  boolean isUnheard(long nowMillis, long forMillis) {
    return asked && nowMillis - heardAt >= forMillis;
  }

  /** Whether the receiver has come no further for so long, though it should. */
  boolean isStuck(long nowMillis, long forMillis) {
    return asked && nowMillis - movedAt >= forMillis;
  }

  /** What was sent and not acknowledged may be lost. */
  void sendAgain() {
    sent = 0;
  }

  /**
   * The receiver has all pieces before this number. The last piece is held all the same: whoever
   * does not hear what became of the snapshot asks with it.
   *
   * @return false if it wants one that is not held any more, or was never sent
   */
  boolean acknowledged(long next) {
    if (next < first || next > first + held.size()) {
      return false;
    }
    int acknowledged = (int) (next - first);
    int count = readAll ? Math.min(acknowledged, held.size() - 1) : acknowledged;
    held.subList(0, count).clear();
    first += count;
    sent = Math.max(0, sent - count);
    asked = sent > 0;
    return true;
  }
}
