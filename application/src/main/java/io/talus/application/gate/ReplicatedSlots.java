package io.talus.application.gate;

import io.talus.application.command.Reply;
import io.talus.application.log.Commits;
import io.talus.application.log.LogNote;
import io.talus.application.log.RecordCodec;
import io.talus.application.log.TailCut;
import io.talus.application.port.EventLoop;
import io.talus.application.port.SlotRecord;
import io.talus.application.port.SlotState;
import io.talus.application.slot.OwnedSlots;
import io.talus.application.slot.ShardSlot;
import io.talus.application.slot.UncommittedShare;
import io.talus.domain.log.LogPosition;
import io.talus.domain.slot.SlotId;
import java.util.List;
import java.util.function.Consumer;

/**
 * What replication does to the slots of this shard that are not this node's alone: it says how far
 * they are committed, who leads in which epoch, and what of a log has to go. Belongs to the shard's
 * thread; called between commands.
 */
public final class ReplicatedSlots {
  private static final Reply.Error UNKNOWN =
      new Reply.Error(
          "UNKNOWN The slot has another leader: nobody can tell yet whether the command was"
              + " executed");

  private final OwnedSlots slots;
  private final BlockLog log;
  private final Tick tick;
  private final Commits commits;
  private final EventLoop loop;
  private final UncommittedShare share;
  private final Told told;

  /**
   * What runs when something has happened to a slot.
   *
   * @param replicated it begins to ask others
   * @param committed the store may take more of it
   * @param cut units that somebody may wait for are no part of it any more
   */
  public record Told(Runnable replicated, Runnable committed, Consumer<ShardSlot> cut) {}

  /**
   * Speaks for the slots of a shard.
   *
   * @param share of the memory, for what is not committed of all slots
   */
  public ReplicatedSlots(
      OwnedSlots slots,
      BlockLog log,
      Tick tick,
      Commits commits,
      EventLoop loop,
      UncommittedShare share,
      Told told) {
    this.slots = slots;
    this.log = log;
    this.tick = tick;
    this.commits = commits;
    this.loop = loop;
    this.share = share;
    this.told = told;
  }

  /** The position of the slot's last unit, in the log or about to be. */
  public LogPosition last(SlotId slot) {
    return slots.at(slot).status().position();
  }

  /** Up to where the store was allowed to take the slot's log; 0 if it asks nobody. */
  public long committed(SlotId slot) {
    return commits.known(slot);
  }

  /** Whether what the store has of the slot is all that its log has. */
  public boolean isReadable(SlotId slot) {
    return slots.at(slot).isReadable();
  }

  /**
   * This node leads the slot in a new epoch, which an empty unit opens: units of older epochs are
   * committed only through one of the leader's own.
   *
   * @throws IllegalStateException if the epoch is not newer than the slot's last
   */
  public void lead(SlotId slot, long epoch) {
    log.openEpoch(slots.at(slot), epoch, loop.nowMillis());
    tick.endSoon();
  }

  /** Appends what this tick has brought so far; whether it is in the log, else it is discarded. */
  public boolean append() {
    return tick.append();
  }

  /** Adds a note: it is in the log with the units of this tick, which ends soon. */
  public void add(LogNote note) {
    log.add(note);
    tick.endSoon();
  }

  /** Adds an empty unit to the slot that this node leads, which the note before it explains. */
  public void addEmpty(LogNote.Members note) {
    add(note);
    log.addEmpty(slots.at(note.slot()), loop.nowMillis());
    tick.endSoon();
  }

  /**
   * This node leads the slot no more. Who waits for what is not committed is told that nobody
   * knows.
   */
  public void resigned(SlotId slot) {
    ShardSlot resigned = slots.at(slot);
    resigned.log().resign();
    if (resigned.progress().waitsForOthers()) {
      resigned.log().refuseAll(UNKNOWN);
      tick.endSoon();
    }
  }

  /**
   * The slot asks others from now on. All that is in its log so far is committed.
   *
   * @param releasedByOthers whether replies wait for them
   */
  public void replicate(SlotId slot, boolean releasedByOthers) {
    commits.await(slot, last(slot).index());
    slots.at(slot).awaitCommits(share, releasedByOthers, List.of());
    told.replicated.run();
  }

  /**
   * This node has no replica of the slot any more, since its table is gone: nobody will say what of
   * it is committed, so the store may have all.
   */
  public void end(SlotId slot) {
    resigned(slot);
    commits.all(slot);
    told.committed.run();
  }

  /** Nothing of a slot whose replica has ended waits for its commit any more. */
  public void left(SlotId slot) {
    ShardSlot gone = slots.find(slot);
    if (gone != null) {
      gone.log().leave();
    }
  }

  /**
   * Whether replies about the slot wait for others, as its table wants it; found anew at a start.
   */
  public void releasedByOthers(SlotId slot, boolean yes) {
    slots.at(slot).progress().waitsForOthers(yes);
  }

  /** Whether so much of the slot waits for its commit that it will soon take no more. */
  public boolean takesNoMoreSoon(SlotId slot) {
    return slots.at(slot).log().takesNoMoreSoon();
  }

  /**
   * A majority holds the slot's log up to this unit, which is synced here: replies leave, and the
   * store may have it.
   */
  public void committed(SlotId slot, long index) {
    if (commits.advance(slot, index)) {
      slots.at(slot).log().committed(index);
      told.committed.run();
      tick.endSoon();
    }
  }

  /**
   * The store has the slot as another node had it, in place of what it was; all of that is
   * committed.
   */
  public void installed(SlotState state) {
    commits.await(state.slot(), state.status().position().index());
    ShardSlot slot = slots.at(state.slot());
    slot.install(state, UNKNOWN);
    told.committed.run();
    told.cut.accept(slot);
    tick.endSoon();
  }

  /**
   * Cuts the slot's log behind the position: what comes after it was never committed. Who waits for
   * it is told that nobody knows.
   *
   * @throws io.talus.application.port.BinlogException if the cut cannot be logged: nothing is cut
   * @throws IllegalStateException if the slot's log was never there, or is committed farther
   */
  public void cut(SlotId id, LogPosition kept) {
    ShardSlot slot = slots.at(id);
    tick.append();
    slot.log().requireCuttable(kept);
    log.append(new TailCut(id, kept));
    slot.cutTo(kept, UNKNOWN);
    told.cut.accept(slot);
    tick.endSoon();
  }

  /**
   * Appends a unit that another node has executed, as it came: a record with its length and
   * checksum.
   *
   * @throws io.talus.application.log.FormatException if it is damaged
   * @throws IllegalStateException if it is not the next one of the slot
   */
  public void append(byte[] record) {
    RecordCodec.readRecords(record, 0, record.length, parsed -> append(parsed, record));
    tick.endSoon();
  }

  private void append(SlotRecord parsed, byte[] record) {
    log.append(slots.at(parsed.address()), parsed, record);
  }
}
