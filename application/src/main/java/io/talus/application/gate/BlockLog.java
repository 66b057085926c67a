package io.talus.application.gate;

import io.talus.application.command.Reply;
import io.talus.application.log.ByteSink;
import io.talus.application.log.Commits;
import io.talus.application.log.LogNote;
import io.talus.application.log.LogSync;
import io.talus.application.log.NoteCodec;
import io.talus.application.log.RecordCodec;
import io.talus.application.log.TailCut;
import io.talus.application.port.Binlog;
import io.talus.application.port.BinlogException;
import io.talus.application.port.SlotRecord;
import io.talus.application.port.Ticket;
import io.talus.application.slot.ShardSlot;
import io.talus.application.slot.SlotPart;
import io.talus.domain.mutation.Mutation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * The units of a tick, encoded into one block of the binlog. Above this class nobody knows of
 * blocks: who waits for one holds the tick's {@link Ticket}.
 */
public final class BlockLog implements TickLog {
  /** A block is appended before it is larger, unless a single unit is. */
  private static final int BLOCK_BYTES_MAX = 4 * 1024 * 1024;

  private static final List<Mutation> NOTHING = List.of();

  private static final Reply.Error NOT_LOGGED =
      new Reply.Error("MISCONF Errors writing to the binlog: the command was not executed");

  /** A block that was appended and waits to be synced. */
  private record Unsynced(long block, Ticket ticket) {}

  /** What is to be done when a block has been synced. */
  private record WhenDurable(long block, Runnable task) {}

  private final Binlog binlog;
  private final LogSync sync;
  private final Commits commits;
  private final Consumer<RuntimeException> fatal;
  private final RecordCodec codec = new RecordCodec();
  private final int blockBytes;
  private final ByteSink sink;
  private final List<ShardSlot> changed = new ArrayList<>();

  /** Bounded by how many ticks a sync takes. */
  private final Queue<Unsynced> unsynced = new ArrayDeque<>();

  /** Of blocks that were appended: at most one for each tick that a sync takes. */
  private final Queue<WhenDurable> whenDurable = new ArrayDeque<>();

  private Replicator replicator = Replicator.none();
  private Ticket ticket = new Ticket();
  private boolean broken;

  /**
   * Begins at the end of the log.
   *
   * @param batchBytes of the log the store takes at once: a block is not larger
   * @param fatal ends the process
   */
  public BlockLog(
      Binlog binlog,
      LogSync sync,
      Commits commits,
      long batchBytes,
      Consumer<RuntimeException> fatal) {
    this.commits = commits;
    this.blockBytes = (int) Math.min(BLOCK_BYTES_MAX, batchBytes);
    this.sink = new ByteSink(blockBytes / 16);
    this.binlog = binlog;
    this.sync = sync;
    this.fatal = fatal;
  }

  /** From now on it is told what is logged. */
  public void replicator(Replicator told) {
    replicator = told;
  }

  /**
   * @throws IllegalStateException if the slot is another node's to change
   */
  @Override
  public void beforeChange(ShardSlot slot) {
    if (!slot.log().isLed()) {
      throw new IllegalStateException("this node does not lead " + slot.address());
    }
    enter(slot);
  }

  private void enter(ShardSlot slot) {
    if (slot.log().enter(ticket)) {
      changed.add(slot);
    }
  }

  @Override
  public void add(PendingUnit unit, long nowMillis) {
    requireSound();
    try {
      encode(unit, nowMillis);
    } catch (RuntimeException unforeseen) {
      throw broken(unforeseen);
    }
  }

  private void encode(PendingUnit unit, long nowMillis) {
    int begin = codec.beginUnit(sink);
    List<ShardSlot> slots = unit.slots();
    for (int i = 0; i < slots.size(); i++) {
      ShardSlot slot = slots.get(i);
      SlotPart part = unit.part(slot);
      int from = sink.length();
      codec.write(
          slot.table(),
          slot.number(),
          part.incarnation(),
          slot.log().advance(nowMillis),
          part.mutations(),
          sink);
      if (slot.log().hasReplicas()) {
        replicator.executed(slot, sink.array(), from, sink.length());
      }
    }
    codec.endUnit(sink, begin);
    for (int i = 0; i < slots.size(); i++) {
      slots.get(i).log().logged(sink.length() - begin);
    }
  }

  /** Adds a note; it is in the log, and durable, with the units of this tick. */
  public void add(LogNote note) {
    requireSound();
    NoteCodec.write(note, sink);
  }

  /** Adds an empty unit, the first of an epoch. */
  void openEpoch(ShardSlot slot, long epoch, long nowMillis) {
    slot.log().epoch(epoch);
    addEmpty(slot, nowMillis);
  }

  /** Adds an empty unit: what it is for, a note or its place says. */
  void addEmpty(ShardSlot slot, long nowMillis) {
    requireSound();
    beforeChange(slot);
    int begin = codec.beginUnit(sink);
    int from = sink.length();
    codec.write(
        slot.table(),
        slot.number(),
        slot.incarnation(),
        slot.log().advance(nowMillis),
        NOTHING,
        sink);
    if (slot.log().hasReplicas()) {
      replicator.executed(slot, sink.array(), from, sink.length());
    }
    codec.endUnit(sink, begin);
    slot.log().logged(sink.length() - begin);
  }

  /** Adds a unit that another node has executed, with the bytes of its one record. */
  void append(ShardSlot slot, SlotRecord parsed, byte[] record) {
    requireSound();
    slot.log().requireNext(parsed);
    enter(slot);
    slot.follow(parsed);
    int begin = codec.beginUnit(sink);
    sink.bytes(record, record.length);
    codec.endUnit(sink, begin);
    slot.log().logged(record.length);
  }

  /**
   * Appends a cut, at once.
   *
   * @throws BinlogException if it is not in the log
   */
  void append(TailCut cut) {
    requireSound();
    NoteCodec.write(cut, sink);
    append();
    commits.cut(binlog.lastBlock(), cut);
  }

  @Override
  public void takeBack(PendingUnit unit) {
    unit.slots().forEach(slot -> slot.takeBack(unit.part(slot)));
  }

  @Override
  public boolean isFull() {
    return sink.length() >= blockBytes;
  }

  @Override
  public void append() {
    requireSound();
    try {
      replicator.appending();
    } catch (RuntimeException unforeseen) {
      throw broken(unforeseen);
    }
    if (sink.length() == 0) {
      return;
    }
    try {
      binlog.append(sink.array(), sink.length());
      appended();
    } catch (BinlogException failed) {
      discard();
      sync.appendFailed();
      throw failed;
    } catch (RuntimeException unforeseen) {
      throw broken(unforeseen);
    }
  }

  private void appended() {
    long block = binlog.lastBlock();
    Ticket appended = beginTick();
    if (sync.isAlways() || !unsynced.isEmpty()) {
      unsynced.add(new Unsynced(block, appended));
    } else {
      appended.release();
    }
    sync.appended(block);
    replicator.appended();
    synced();
  }

  /** Whether everything that has been appended is synced. */
  public boolean isDurable() {
    return binlog.syncedBlock() >= binlog.lastBlock();
  }

  /** Runs the task when everything that has been appended is synced, and sees to it that it is. */
  public void whenDurable(Runnable task) {
    whenDurable.add(new WhenDurable(binlog.lastBlock(), task));
    sync.request();
  }

  /** The log has been synced, or need not be any more. */
  public void synced() {
    long released = sync.isAlways() ? binlog.syncedBlock() : Long.MAX_VALUE;
    while (!unsynced.isEmpty() && unsynced.element().block <= released) {
      unsynced.remove().ticket.release();
    }
    while (!whenDurable.isEmpty() && whenDurable.element().block <= binlog.syncedBlock()) {
      whenDurable.remove().task.run();
    }
    if (!whenDurable.isEmpty()) {
      sync.request();
    }
  }

  private void discard() {
    for (ShardSlot slot : changed) {
      slot.discardTick(NOT_LOGGED);
    }
    beginTick().refuse(NOT_LOGGED);
    replicator.discarded();
  }

  /** Returns the ticket of the tick that has ended. */
  private Ticket beginTick() {
    Ticket ended = ticket;
    ticket = new Ticket();
    changed.clear();
    sink.clear(2 * blockBytes);
    return ended;
  }

  /** What has been logged is not known any more: nothing leaves this node again. */
  private RuntimeException broken(RuntimeException unforeseen) {
    broken = true;
    fatal.accept(unforeseen);
    return unforeseen;
  }

  private void requireSound() {
    if (broken) {
      throw new IllegalStateException("the log was given up after an unforeseen fault");
    }
  }
}
