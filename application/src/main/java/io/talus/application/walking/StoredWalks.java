package io.talus.application.walking;

import io.talus.application.cold.ColdRead;
import io.talus.application.cold.ColdReads;
import io.talus.application.cold.ColdRequest;
import io.talus.application.cold.DrainWaits;
import io.talus.application.cold.Findings;
import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandFlag;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.DataCommand;
import io.talus.application.following.Durability;
import io.talus.application.gate.Tick;
import io.talus.application.port.ElementQuery;
import io.talus.application.port.EventLoop;
import io.talus.application.session.Session;
import io.talus.application.session.Waiting;
import io.talus.application.shard.CommandLedger;
import io.talus.application.shard.Shard;
import io.talus.application.shard.WalkEnds;
import io.talus.application.shard.Walks;
import io.talus.application.view.ViewSettings;
import io.talus.application.walk.WalkingCommand;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The walks of a shard with a store: decides who walks, and how many at a time. What becomes of
 * each is {@link WalkCourse}'s. Belongs to the shard's thread.
 */
public final class StoredWalks implements Walks {
  /** Each has a snapshot open, for which the store keeps what is overwritten. */
  private static final int OPEN_MAX = 8;

  /** Smaller collections are read at once: that is quicker than to wait for the store. */
  private static final int SMALL_ELEMENTS = 1024;

  /** A stretch of a list or sorted set that is read at once. */
  private static final int STRETCH_MAX = 4096;

  /** So many single elements are fetched side by side at the most. */
  private static final int NAMED_MAX = 2000;

  /** A command that was run again so often for a large collection will need more of it. */
  private static final int ROUNDS_MAX = 8;

  /** The same for what it needs of many small ones. */
  private static final int ROUNDS_OF_ANY_MAX = 64;

  /**
   * Of the walks that collect in memory there is one at a time: it may have more than a command.
   */
  private static final long WALK_SHARES = 8;

  private final Shard shard;
  private final WalkLocks locks = new WalkLocks();
  private final WalkCourse course;
  private final ColdReads coldReads;
  private final Map<Session, WalkUnderWay> bySession = new HashMap<>();
  private final Queue<WalkUnderWay> notBegun = new ArrayDeque<>();
  private int open;
  private boolean isHeavyOpen;
  private Consumer<Session> goOn = session -> {};

  private StoredWalks(Shard shard, WalkCourse course, ColdReads coldReads) {
    this.shard = shard;
    this.course = course;
    this.coldReads = coldReads;
    course.onEnd(this::ended);
  }

  /**
   * Puts the walks of a shard together.
   *
   * @param requireRoom throws if nothing may be written
   */
  public static StoredWalks of(
      Shard shard,
      ViewSettings settings,
      Durability durability,
      EventLoop loop,
      DrainWaits drains,
      ColdReads coldReads,
      Tick tick,
      CommandLedger ledger,
      Runnable requireRoom) {
    WalkStarts starts = new WalkStarts(shard, settings, WALK_SHARES * settings.commandBytesMax());
    WalkCourse course =
        new WalkCourse(
            shard, starts, durability, loop, drains, coldReads, tick, ledger, requireRoom);
    return new StoredWalks(shard, course, coldReads);
  }

  /**
   * From here on walks may end.
   *
   * @param task how a session goes on that waited for one
   * @param served what happens to those whose commands have come to an end
   */
  public void begin(Consumer<Session> task, WalkEnds served) {
    goOn = task;
    course.ends(served);
  }

  @Override
  public boolean suits(CommandSpec spec, ColdRead cold) {
    if (!mayWalk(spec)) {
      return false;
    }
    int parts = 0;
    boolean isLarge = false;
    boolean isWhole = false;
    for (ColdRequest request : cold.requests()) {
      switch (request) {
        case ColdRequest.Part part -> {
          isLarge |= isLarge(part);
          isWhole |= isWhole(part);
          parts++;
        }
        case ColdRequest.Key _ -> {
          // It may turn out to be whatever it is.
        }
        case ColdRequest.Page _, ColdRequest.Hashes _, ColdRequest.Applied _ -> {
          return false;
        }
      }
    }
    Findings findings = coldReads.current();
    int rounds = findings == null ? 0 : findings.rounds();
    boolean isOften = rounds >= (isLarge ? ROUNDS_MAX : ROUNDS_OF_ANY_MAX);
    return isWhole || isOften || parts > NAMED_MAX;
  }

  private static boolean isLarge(ColdRequest.Part part) {
    return part.of().header().size() > SMALL_ELEMENTS;
  }

  private static boolean isWhole(ColdRequest.Part part) {
    return isLarge(part)
        && switch (part.query()) {
          case ElementQuery.ByHash byHash -> byHash.count() > SMALL_ELEMENTS;
          case ElementQuery.Positions(long from, long to) -> to - from > STRETCH_MAX;
          case ElementQuery.Ranks(long from, long to) -> to - from > STRETCH_MAX;
          case ElementQuery.Named _,
              ElementQuery.CountBelow _,
              ElementQuery.Due _,
              ElementQuery.Content _ ->
              false;
        };
  }

  @Override
  public boolean suits(CommandSpec spec, CommandError tooMuch) {
    return tooMuch.isOfShare() && mayWalk(spec) && !shard.execution().isUninterrupted();
  }

  private static boolean mayWalk(CommandSpec spec) {
    return spec.command() instanceof DataCommand && !spec.keys().isEmpty();
  }

  @Override
  public void begin(Session session, CommandSpec spec, Arguments args, long seed) {
    DataCommand command = (DataCommand) spec.command();
    if (command == null) {
      throw new IllegalStateException("not a command on data: " + spec.name());
    }
    boolean isHeavy = !(command instanceof WalkingCommand walking) || walking.gathers();
    WalkUnderWay walk = new WalkUnderWay(session, spec, command, args, seed, isHeavy);
    session.waiting(new Waiting(Waiting.Reason.WALK, spec, args, null, seed));
    if (spec.has(CommandFlag.WRITE)) {
      locks.acquire(session, spec, args);
    }
    bySession.put(session, walk);
    notBegun.add(walk);
    beginNext();
  }

  private void beginNext() {
    for (Iterator<WalkUnderWay> each = notBegun.iterator(); each.hasNext() && open < OPEN_MAX; ) {
      WalkUnderWay walk = each.next();
      if (!walk.isHeavy || !isHeavyOpen) {
        each.remove();
        open++;
        isHeavyOpen |= walk.isHeavy;
        course.begin(walk);
      }
    }
  }

  @Override
  public boolean holds(Session session, CommandSpec spec, Arguments args) {
    if (!locks.holds(session, spec, args)) {
      return false;
    }
    session.waiting(
        new Waiting(Waiting.Reason.KEYS_WALKED, spec, args, null, shard.execution().seed()));
    return true;
  }

  @Override
  public void forget(Session session) {
    @Nullable WalkUnderWay walk = bySession.get(session);
    if (walk == null) {
      return;
    }
    if (notBegun.remove(walk)) {
      walk.isOver = true;
      release(walk);
    } else {
      course.cancel(walk);
    }
  }

  private void ended(WalkUnderWay walk) {
    open--;
    isHeavyOpen &= !walk.isHeavy;
    release(walk);
    beginNext();
  }

  private void release(WalkUnderWay walk) {
    bySession.remove(walk.session, walk);
    locks.release(walk.session).forEach(goOn);
  }
}
