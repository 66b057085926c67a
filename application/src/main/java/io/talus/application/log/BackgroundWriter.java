package io.talus.application.log;

import io.talus.application.port.Binlog;
import io.talus.application.port.Binlog.BlockReader;
import io.talus.application.port.SlotRecord;
import io.talus.application.port.SlotStore;
import io.talus.application.port.StoreBatch;
import io.talus.domain.slot.SlotId;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Feeds the store from the log: the store is one more follower of it, a little behind. It takes
 * only units that are synced and committed, in log order, in batches of whole units; the same code
 * recovers a store after a crash. Records of a slot whose commit is out are set aside, and the
 * other slots go on; the log is kept from the oldest of them.
 *
 * <p>Being behind is a virtue: what is overwritten within a batch never reaches the store. One
 * batch at a time, by any thread.
 */
public final class BackgroundWriter implements AutoCloseable {
  private final Binlog binlog;
  private final SlotStore store;
  private final WriterLimits limits;
  private final Commits commits;
  private final Consumer<? super CutTail> rollback;
  private final SlotTails tails;
  private final BlockReader reader;

  /** Read, and applied or set aside: what comes after it is the lag. */
  private volatile long handled;

  private volatile long commitsSeen;
  private long read;
  private long flushed;
  private Consumer<List<SlotApplied>> listener = applied -> {};
  private volatile LogRetention retention = LogRetention.none();

  /** Read from the log, and not applied for want of room on the disk. */
  private @Nullable Unapplied unapplied;

  private record Unapplied(StoreBatch batch, List<SlotApplied> reached) {}

  /** Begins where the store stands; what is cut from slots' logs is forgotten. */
  public BackgroundWriter(Binlog binlog, SlotStore store, WriterLimits limits, Commits commits) {
    this(binlog, store, limits, commits, forgotten -> {});
  }

  /**
   * Begins where the store stands.
   *
   * @param rollback makes durable what is cut from slots' logs, before the log gives it up; throws
   *     {@link io.talus.application.port.StoreException} when there is no room, and is then given
   *     the same again
   */
  public BackgroundWriter(
      Binlog binlog,
      SlotStore store,
      WriterLimits limits,
      Commits commits,
      Consumer<? super CutTail> rollback) {
    this.binlog = binlog;
    this.store = store;
    this.limits = limits;
    this.commits = commits;
    this.rollback = rollback;
    this.tails = new SlotTails(store, commits, rollback);
    this.handled = store.mark();
    this.read = handled;
    this.flushed = handled;
    store.forgetBeyond(binlog.lastBlock());
    findCuts();
    this.reader = binlog.read(handled + 1);
  }

  /** What was cut off must not be applied, and the log says so farther back than it stands. */
  private void findCuts() {
    long last = binlog.lastBlock();
    try (BlockReader found = binlog.read(handled + 1)) {
      UnitReader.Visitor visitor =
          new UnitReader.Visitor() {
            @Override
            public void record(byte[] array, int from, int to) {
              // It is applied later, unless a cut says that it is not.
            }

            @Override
            public void note(LogNote note) {
              if (note instanceof TailCut cut && found.block() > store.beginsAfter(cut.slot())) {
                commits.cut(found.block(), cut);
              }
            }
          };
      while (found.next(last)) {
        UnitReader.read(found.units(), found.from(), found.from() + found.length(), visitor);
      }
    }
  }

  /** Tells the listener what each batch has applied; on the thread that applies it. */
  public void onApplied(Consumer<List<SlotApplied>> told) {
    listener = told;
  }

  /** Who decides what becomes of the log that the store does not need. */
  public void retention(LogRetention decides) {
    retention = decides;
  }

  /** How far the slots are committed. */
  public Commits commits() {
    return commits;
  }

  /**
   * Applies the next batch of synced and committed units, and flushes if so much is unflushed that
   * recovery would take too long.
   *
   * @param urgent see {@link StoreBatch#isUrgent}
   * @return whether there was anything to do
   * @throws io.talus.application.port.StoreException if the store could not; when it was out of
   *     space, the next call tries the same again
   */
  public synchronized boolean applyNext(boolean urgent) {
    Unapplied next = unapplied == null ? next(urgent) : unapplied;
    boolean moves = read > handled || !next.reached.isEmpty();
    if (moves) {
      unapplied = next;
      tails.keepCutOff();
      store.apply(next.batch);
      handled = read;
      listener.accept(next.reached);
    }
    unapplied = null;
    flushIfDue();
    return moves;
  }

  private Unapplied next(boolean urgent) {
    LogBatch batch = new LogBatch();
    commitsSeen = commits.changes();
    tails.giveCommitted(batch);
    long synced = binlog.syncedBlock();
    long before = tails.asideBytes();
    while (batch.bytes() + Math.max(0, tails.asideBytes() - before) < limits.batchBytes()
        && reader.next(synced)) {
      read = reader.block();
      tails.read(read, reader.units(), reader.from(), reader.from() + reader.length(), batch);
    }
    long mark = Math.max(store.mark(), tails.oldestBlock(read + 1) - 1);
    return new Unapplied(batch.toStoreBatch(mark, urgent), batch.reached());
  }

  /**
   * Takes in a slot that has come as a whole: from here on the store has that, durably, and its log
   * goes on behind its position. What the log says of the slot up to {@code logEnd} is not for the
   * store any more, also after a crash. How far it is committed is the caller's to say ({@link
   * Commits}), before anything is appended to it.
   *
   * @param logEnd where the log ended when nothing more was appended to the slot as it was
   * @throws IllegalArgumentException if that is not synced: blocks that a crash takes would have
   *     successors with their numbers
   * @throws io.talus.application.port.StoreException if the store could not. When it was out of
   *     space, call it again; if the installation is over by then, {@link #flush}
   */
  public synchronized void install(SlotStore.Installation installation, long logEnd) {
    requireSynced(logEnd);
    readThrough(logEnd);
    applyUnapplied();
    installation.finish(logEnd);
    tails.beginAgain(installation.state().slot(), logEnd);
    flush();
  }

  /**
   * Keeps, durably, what an {@link #install} will take the place of.
   *
   * @throws io.talus.application.port.StoreException if there is no room for it
   */
  public synchronized void keep(CutTail tail) {
    rollback.accept(tail);
  }

  /**
   * Removes slots from the store, durably. As with {@link #install}, what the log says of them up
   * to {@code logEnd} is not for the store any more, and what stands behind that begins with the
   * first index, or with an install.
   *
   * @param ended the slots, with the ends of their logs: whoever waits for the store to come so far
   *     is told that it has
   */
  public synchronized void drop(List<SlotApplied> ended, long logEnd) {
    requireSynced(logEnd);
    applyUnapplied();
    for (SlotApplied each : ended) {
      store.dropSlot(each.slot(), logEnd);
      tails.beginAgain(each.slot(), logEnd);
    }
    flush();
    listener.accept(ended);
  }

  /**
   * What was cut from the slot's log is kept, too, although the writer has not come to that yet.
   */
  private void readThrough(long logEnd) {
    boolean further = true;
    while (further && handled < logEnd) {
      further = applyNext(true);
    }
  }

  private void requireSynced(long logEnd) {
    if (logEnd > binlog.syncedBlock()) {
      throw new IllegalArgumentException(
          "end of the log: %d (expected: synced, at most %d)"
              .formatted(logEnd, binlog.syncedBlock()));
    }
  }

  /** What is about to come may name the slot, and must not come later. */
  private void applyUnapplied() {
    if (unapplied != null) {
      applyNext(true);
    }
  }

  private void flushIfDue() {
    if (binlog.bytesAfter(flushed) - binlog.bytesAfter(handled) > limits.unflushedBytes()) {
      flush();
    }
  }

  /** Makes durable what has been applied, and gives up the log that is not needed any more. */
  public synchronized void flush() {
    store.flush();
    flushed = handled;
    retention.storeHas(new LogRetention.Needless(binlog, store.durableMark()));
  }

  /** See {@link SlotStore#rest}. */
  public synchronized void rest() {
    store.rest();
  }

  /**
   * Applies everything that is in the log, synced and committed when this begins. What comes
   * meanwhile is not waited for: it may never come to an end.
   */
  public synchronized void applyAll() {
    long target = binlog.syncedBlock();
    boolean further = true;
    while (further && (handled < target || commitsSeen != commits.changes())) {
      further = applyNext(true);
    }
  }

  /** What is in the slot's log, read so far, and not committed: in order. */
  public synchronized List<SlotRecord> setAside(SlotId slot) {
    return tails.setAside(slot);
  }

  /** Whether there is something to apply: synced, or committed of what was set aside. */
  public boolean isBehind() {
    return handled < binlog.syncedBlock() || commitsSeen != commits.changes();
  }

  /** Whether the store lacks anything of the log that it may take, synced or not. */
  public boolean isBehindLog() {
    return handled < binlog.lastBlock() || commitsSeen != commits.changes();
  }

  /** How much of the log has not been applied, what is set aside not counted. */
  public long lagBytes() {
    return binlog.bytesAfter(handled);
  }

  /** The end of the log: another number whenever something was appended. */
  public long logEnd() {
    return binlog.lastBlock();
  }

  /** Whether all up to this end of the log has been applied, or set aside. */
  public boolean hasHandled(long end) {
    return handled >= end;
  }

  @Override
  public void close() {
    reader.close();
  }
}
