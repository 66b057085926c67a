package io.talus.application.replication;

import io.talus.application.log.KnownReplica;
import io.talus.application.log.LogNote;
import io.talus.application.log.TailCut;
import io.talus.application.peer.SlotMessage;
import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.log.MembershipEntry;
import io.talus.domain.replication.log.Stretch;
import io.talus.domain.replication.message.Message;
import io.talus.domain.replication.replica.Write;
import io.talus.domain.slot.SlotId;
import java.util.List;
import java.util.Optional;

/**
 * One slot's entries on this node: puts what the replica's machine wants written into the log with
 * this tick, and gives messages the records that they speak of. Belongs to the shard's thread.
 */
final class SlotEntries {
  private final SlotId slot;
  private final KnownReplica known;
  private final TickWrites writes;
  private final Surroundings node;

  SlotEntries(KnownReplica known, TickWrites writes, Surroundings node) {
    this.slot = known.slot();
    this.known = known;
    this.writes = writes;
    this.node = node;
  }

  void note(LogNote note) {
    node.slots().add(note);
    writes.add(note);
  }

  /** The unit that opens an epoch, or one that changes the membership: what a leader adds. */
  void addOwn(Stretch entries, long epoch) {
    if (entries.changes().isEmpty()) {
      node.slots().lead(slot, epoch);
    } else {
      LogNote.Members members = members(entries.last(), entries.changes().getFirst());
      node.slots().addEmpty(members);
      writes.add(members);
    }
  }

  private LogNote.Members members(LogPosition position, MembershipEntry change) {
    return new LogNote.Members(slot, position, change.membership());
  }

  /**
   * Takes what the leader has sent in place of what conflicts with it.
   *
   * @param records of the entries that were sent, from {@code firstRecord} on
   * @throws io.talus.application.port.BinlogException if a cut cannot be logged
   */
  void follow(Stretch entries, List<byte[]> records, long firstRecord) {
    if (entries.firstIndex() <= node.slots().last(slot).index()) {
      cut(entries.previous());
    }
    for (long index = entries.firstIndex(); index <= entries.lastIndex(); index++) {
      for (MembershipEntry change : entries.changes()) {
        if (change.index() == index) {
          note(members(new LogPosition(entries.epochAt(index), index), change));
        }
      }
      byte[] record = records.get((int) (index - firstRecord));
      node.slots().append(record);
      node.recent().add(slot, index, record);
    }
  }

  /**
   * Cuts the slot's log behind the position. What the tick has brought so far is appended before.
   *
   * @throws io.talus.application.port.BinlogException if it cannot be logged: nothing is cut
   */
  void cut(LogPosition kept) {
    node.slots().cut(slot, kept);
    known.take(new TailCut(slot, kept), false);
    node.recent().cutBehind(slot, kept.index());
    node.index().cutBehind(slot, kept.index());
  }

  /**
   * What a snapshot that is about to be installed takes the place of and may not cover, as far as
   * the log has it; the watch is told of the rest.
   */
  Stretch givenUp(Write.Reset reset) {
    Stretch found = known.behind(reset.kept());
    if (found.previous().index() > reset.kept().index()) {
      node.watch().unkept(slot, reset.kept(), found.previous());
    }
    return found;
  }

  /** Sends the message, when the records that it speaks of are at hand. */
  void send(Message message) {
    if (message instanceof Message.Append append && !append.entries().isEmpty()) {
      Stretch entries = append.entries();
      Optional<List<byte[]>> records =
          node.recent().find(slot, entries.firstIndex(), entries.lastIndex());
      records.ifPresentOrElse(
          found -> node.mail().add(new SlotMessage(slot, message, found)),
          () -> node.old().fetch(slot, append, node.mail()::add));
    } else {
      node.mail().add(new SlotMessage(slot, message));
    }
  }
}
