package io.talus.application.execution;

import io.talus.application.command.CommandError;
import io.talus.application.gate.PendingUnit;
import io.talus.application.gate.TickLog;
import io.talus.application.inplace.ElementReads;
import io.talus.application.inplace.InPlaceCollection;
import io.talus.application.port.InPlace;
import io.talus.application.port.Ticket;
import io.talus.application.session.Session;
import io.talus.application.slot.ShardSlot;
import io.talus.domain.mutation.DropReason;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.DropKey;
import io.talus.domain.mutation.Mutation.PublishBuilt;
import io.talus.domain.mutation.MutationSize;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The run in progress: its time, the unit it builds, and what its reply has to wait for. One for a
 * shard, used again for every command.
 */
public final class Execution {
  /** A unit is encoded in one array, and in the memory of whoever reads the log. */
  private static final long UNIT_BYTES_MAX = 512L << 20;

  /** A transaction may change somewhat more than the largest command. */
  private static final int UNIT_COMMANDS = 2;

  private static final int EVERY_COMMAND = 1 << 16;

  /** The last sixty-four commands or so count. */
  private static final int STORE_SHARE_SHIFT = 6;

  private final TickLog log;
  private final RandomGenerator seeds;
  private final KeyInterests interests;
  private final PendingUnit unit = new PendingUnit();
  private @Nullable ElementReads elements;
  private final ShardCounters counters = new ShardCounters();
  private final long commandBytesMax;
  private final long unitBytesMax;
  private long nowMillis;
  private int nowSeconds;
  private Ticket gate = Ticket.NONE;
  private long unitBytes;
  private long reservedBytes;
  private long fetchedBytes;
  private long seed;
  private boolean someSlotsWait;
  private boolean uninterrupted;
  private boolean pipelined;
  private boolean storeAsked;
  private int storeShare;
  private boolean reading;
  private boolean touching = true;
  private @Nullable BitSet scope;
  private @Nullable RandomGenerator random;

  /**
   * Begins with nothing under way.
   *
   * @param commandBytesMax see {@code ViewSettings.commandBytesMax}
   */
  public Execution(
      TickLog log, RandomGenerator seeds, KeyInterests interests, long commandBytesMax) {
    this.log = log;
    this.seeds = seeds;
    this.interests = interests;
    this.commandBytesMax = commandBytesMax;
    this.unitBytesMax = Math.min(UNIT_BYTES_MAX, UNIT_COMMANDS * commandBytesMax);
  }

  /** How collections in place are read that come into being. */
  public void elements(ElementReads reads) {
    elements = reads;
  }

  private InPlace inPlace(ShardSlot slot, PublishBuilt publish) {
    if (elements == null) {
      throw new IllegalStateException("there is no store to build in: " + publish);
    }
    return InPlaceCollection.of(slot.address(), publish.header(), elements);
  }

  /** The time of the commands from here on; a clock that goes back is not followed. */
  public void advanceTime(long wallMillis) {
    if (wallMillis > nowMillis) {
      nowMillis = wallMillis;
      nowSeconds = (int) (wallMillis / 1000);
    }
  }

  /** A command runs for the first time. */
  public void begin() {
    storeShare += ((storeAsked ? EVERY_COMMAND : 0) - storeShare) >> STORE_SHARE_SHIFT;
    storeAsked = false;
    beginAgain(0);
  }

  /**
   * A command runs again: with the seed of the run before it draws the same, so that what was
   * fetched for it is what it asks for.
   */
  public void beginAgain(long lastSeed) {
    unitBytes = 0;
    reservedBytes = 0;
    fetchedBytes = 0;
    gate = Ticket.NONE;
    scope = null;
    seed = lastSeed;
    random = null;
  }

  /** What this run drew from; 0 if it drew nothing. */
  public long seed() {
    return seed;
  }

  public long nowMillis() {
    return nowMillis;
  }

  public int nowSeconds() {
    return nowSeconds;
  }

  public RandomGenerator random() {
    if (random == null) {
      seed = seed == 0 ? seeds.nextLong() : seed;
      random = new SplittableRandom(seed);
    }
    return random;
  }

  /** Whether what is not in memory is read at once: half of a transaction cannot wait. */
  public boolean isUninterrupted() {
    return uninterrupted;
  }

  public void uninterrupted(boolean yes) {
    uninterrupted = yes;
  }

  /** Whether the client has sent several commands behind this one. */
  public void pipelined(boolean yes) {
    pipelined = yes;
  }

  /** The command needs what is not resident. */
  public void storeAsked() {
    storeAsked = true;
  }

  /**
   * Whether to leave single keys and elements to the readers, even if the store may have them in
   * memory. That takes longer than to ask on this thread, but with commands behind that are about
   * to ask, too, this thread is the one that has no time. (Ranges move: what was read beside is
   * soon the wrong one.)
   */
  public boolean prefersReaders() {
    return pipelined && storeShare >= EVERY_COMMAND / 4;
  }

  public ShardCounters counters() {
    return counters;
  }

  /** Whether the command only reads: then its lookups count as hits and misses. */
  public void reading(boolean yes) {
    reading = yes;
  }

  public boolean isReading() {
    return reading;
  }

  /** Whether looking at a key counts as a use of it. */
  public boolean isTouching() {
    return touching;
  }

  public void touching(boolean yes) {
    touching = yes;
  }

  /** The slots of its table to which a command on the whole table keeps; null for all. */
  public @Nullable BitSet scope() {
    return scope;
  }

  public void scope(@Nullable BitSet slots) {
    scope = slots;
  }

  public void lookedUp(boolean found) {
    if (reading) {
      counters.lookedUp(found);
    }
  }

  PendingUnit unit() {
    return unit;
  }

  /** What the reply waits for. */
  public Ticket gate() {
    return gate;
  }

  /** The reply depends on what this unit did to the slot; 0 for none. */
  public void dependOn(ShardSlot slot, long index) {
    gate = gate.and(slot.ticketOf(index));
  }

  /** Executes a mutation: everything that runs after it sees it. */
  public void apply(ShardSlot slot, Mutation mutation) {
    if (unit.add(slot, mutation)) {
      log.beforeChange(slot);
    }
    slot.resident().timeIs(nowSeconds);
    if (mutation instanceof PublishBuilt publish) {
      slot.publish(publish, inPlace(slot, publish));
    } else {
      slot.apply(mutation);
    }
    dependOn(slot, slot.nextIndex());
    if (mutation instanceof DropKey drop && drop.reason() == DropReason.EXPIRED) {
      counters.expired();
    }
    if (!interests.isEmpty()) {
      interests.changed(slot.table(), mutation);
    }
  }

  /**
   * Sees to it that what a command is about to do finds room in the unit; nothing of it is done
   * yet.
   *
   * @throws CommandError if the unit would become too large to be logged
   */
  public void requireRoom(List<? extends Mutation> mutations) {
    for (int i = 0; i < mutations.size(); i++) {
      unitBytes += MutationSize.bytes(mutations.get(i));
    }
    if (unitBytes > unitBytesMax) {
      throw CommandError.ofShare(
          "ERR a command or transaction may change at most " + unitBytesMax + " bytes at once");
    }
  }

  /** There are slots that wait for other nodes. */
  public void someSlotsWait() {
    someSlotsWait = true;
  }

  /** Whether it has to be asked of slots if they take more ({@code SlotLog.takesNoMore}). */
  public boolean doSomeSlotsWait() {
    return someSlotsWait;
  }

  /** See {@link io.talus.application.command.KeyspaceView#reserve}. */
  public void reserve(long bytes) {
    reservedBytes = withinShare(reservedBytes, bytes);
  }

  /**
   * The command was given so much from the store. It counts apart from what it reserves, so that a
   * value may be as long on disk as in memory.
   */
  public void fetched(long bytes) {
    fetchedBytes = withinShare(fetchedBytes, bytes);
  }

  /** What was read from the disk for the command until now must not be more than it may have. */
  public void requireShare(long bytes) {
    withinShare(0, bytes);
  }

  private long withinShare(long before, long bytes) {
    if (bytes > commandBytesMax - before) {
      throw CommandError.ofShare(
          "ERR the command needs more memory at once than the "
              + commandBytesMax
              + " bytes of the heap that one may have");
    }
    return before + bytes;
  }

  /**
   * Whether nothing was done but to drop what has expired: then the command may end with an error,
   * or be run again.
   */
  public boolean isUndone() {
    return unit.isExpiryOnly();
  }

  /** Takes back what the unit did, and forgets it. */
  public void abandon() {
    log.takeBack(unit);
    unit.clear();
  }

  /** Ends the unit, which a client has asked for; what it wrote is what WAIT is about. */
  public void commit(Session session) {
    if (someSlotsWait) {
      unit.noteIn(session);
    }
    commit();
  }

  /** Ends the unit: from here on it is logged as a whole. */
  public void commit() {
    if (!unit.isEmpty()) {
      counters.changed();
      log.add(unit, nowMillis);
      unit.clear();
    }
  }
}
