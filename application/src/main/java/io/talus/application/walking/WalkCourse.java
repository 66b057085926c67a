package io.talus.application.walking;

import io.talus.application.cold.ColdRead;
import io.talus.application.cold.DrainWaits;
import io.talus.application.cold.Fetches;
import io.talus.application.command.Blocked;
import io.talus.application.command.Change;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.Flush;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.application.command.Touched;
import io.talus.application.execution.Execution;
import io.talus.application.following.Durability;
import io.talus.application.gate.Tick;
import io.talus.application.port.EventLoop;
import io.talus.application.port.SlotStore;
import io.talus.application.port.Ticket;
import io.talus.application.shard.CommandLedger;
import io.talus.application.shard.CommandRunner;
import io.talus.application.shard.Shard;
import io.talus.application.shard.WalkEnds;
import io.talus.application.slot.ShardSlot;
import io.talus.application.slot.SlotPlaces;
import io.talus.application.walk.Pull;
import io.talus.application.walk.ReplyPieces;
import io.talus.application.walk.Step;
import io.talus.application.walk.WalkOutdated;
import io.talus.application.walk.Walker;
import io.talus.domain.mutation.Mutation.AbandonBuilt;
import io.talus.domain.mutation.Mutation.BuildPart;
import io.talus.domain.mutation.Mutation.OfCollection;
import io.talus.domain.mutation.MutationSize;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The course of walks, each from its beginning to its end: the store has to have what was executed;
 * then a reader makes one step after the other, and each is carried out here. Belongs to the
 * shard's thread.
 */
final class WalkCourse {
  /** Of the readers so many are busy with walks; the others are for those who ask for little. */
  private static final int STEPPING_MAX = 2;

  /**
   * So much of a collection that is being built is given to the store at a time, and never more
   * than twice as much waits for it: so that a large one does not take it far behind, and who
   * writes little beside it is not held.
   */
  private static final long UNAPPLIED_BYTES_MAX = 2 << 20;

  /** Keys would have to expire this often while a walk goes over them. */
  private static final int RESTARTS_MAX = 100;

  private static final Reply.Error CHANGES_TOO_FAST =
      new Reply.Error("TRYAGAIN The key expires bit by bit, and faster than it can be read");

  private static final Reply.Error NOT_LOGGED =
      new Reply.Error("MISCONF Errors writing to the binlog: the command was not executed");

  private static final Logger LOG = LoggerFactory.getLogger(WalkCourse.class);

  private final Shard shard;
  private final Execution execution;
  private final WalkStarts starts;
  private final SlotStore store;
  private final Executor readers;
  private final EventLoop loop;
  private final DrainWaits drains;
  private final Fetches fetches;
  private final Tick tick;
  private final CommandLedger ledger;
  private final Runnable requireRoom;
  private final WalkReplies replies;
  private final Queue<WalkUnderWay> ready = new ArrayDeque<>();
  private int stepping;
  private Consumer<WalkUnderWay> onEnd = walk -> {};
  private WalkEnds ends = WalkEnds.NONE;

  WalkCourse(
      Shard shard,
      WalkStarts starts,
      Durability durability,
      EventLoop loop,
      DrainWaits drains,
      Fetches fetches,
      Tick tick,
      CommandLedger ledger,
      Runnable requireRoom) {
    this.shard = shard;
    this.execution = shard.execution();
    this.starts = starts;
    this.store = durability.store();
    this.readers = durability.readers();
    this.loop = loop;
    this.drains = drains;
    this.fetches = fetches;
    this.tick = tick;
    this.ledger = ledger;
    this.requireRoom = requireRoom;
    this.replies = new WalkReplies(tick, loop, this::guarded, this::cancel);
  }

  void onEnd(Consumer<WalkUnderWay> task) {
    onEnd = task;
  }

  /** What happens to sessions when their commands have come to an end. */
  void ends(WalkEnds served) {
    ends = served;
  }

  void begin(WalkUnderWay walk) {
    tick.endSoon();
    drained(walk, starts.places(walk), () -> set(walk));
  }

  private void set(WalkUnderWay walk) {
    walk.walker = new Walker(store, starts.site(walk), walk.command, walk.args);
    step(walk);
  }

  /** Runs the task when the store has come to the places, if anybody waits for the walk then. */
  private void drained(WalkUnderWay walk, SlotPlaces places, Runnable then) {
    if (places.areApplied()) {
      then.run();
      return;
    }
    afterTick(
        walk,
        () -> {
          if (places.areApplied()) {
            guarded(walk, then);
          } else {
            drains.await(places::areApplied, () -> woken(walk, places, then));
          }
        });
  }

  private void woken(WalkUnderWay walk, SlotPlaces places, Runnable then) {
    if (!walk.isOver) {
      guarded(walk, () -> goOnIfDrained(walk, places, then));
    }
  }

  /** Who is in a hurry before the tick is in the log hurries in vain. */
  private void afterTick(WalkUnderWay walk, Runnable task) {
    tick.endSoon();
    loop.post(
        () -> {
          if (!walk.isOver) {
            task.run();
          }
        });
  }

  /** All who wait are woken when the log or the disk fails. */
  private void goOnIfDrained(WalkUnderWay walk, SlotPlaces places, Runnable then) {
    if (places.areApplied()) {
      then.run();
    } else {
      fail(walk, CommandRunner.UNREADABLE);
    }
  }

  private void step(WalkUnderWay walk) {
    ready.add(walk);
    stepNext();
  }

  private void stepNext() {
    while (stepping < STEPPING_MAX && !ready.isEmpty()) {
      WalkUnderWay walk = ready.remove();
      if (!walk.isOver) {
        stepping++;
        walk.isStepping = true;
        readers.execute(() -> stepOnReader(walk));
      }
    }
  }

  private void stepOnReader(WalkUnderWay walk) {
    long begun = loop.nanoTime();
    Step step = walk.walker().step();
    long nanos = loop.nanoTime() - begun;
    loop.post(() -> arrived(walk, step, nanos));
  }

  private void arrived(WalkUnderWay walk, Step step, long nanos) {
    stepping--;
    walk.isStepping = false;
    walk.nanos += nanos;
    if (walk.isOver) {
      close(walk);
    } else {
      guarded(walk, () -> carryOut(walk, step));
    }
    stepNext();
  }

  /** Something is wrong with this program: the walk ends, and its client is closed. */
  private void guarded(WalkUnderWay walk, Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | StackOverflowError failed) {
      LOG.error("{} failed on its walk; its client is closed", walk.spec.name(), failed);
      execution.abandon();
      walk.session.channel().abort();
      cancel(walk);
    }
  }

  private void carryOut(WalkUnderWay walk, Step step) {
    switch (step) {
      case Step.GoOn _ -> step(walk);
      case Step.Send send -> {
        send.pieces().forEach(piece -> replies.send(walk, piece));
        if (send.isLast()) {
          finish(walk);
        } else {
          replies.whenTaken(walk, () -> step(walk));
        }
      }
      case Step.Build build -> build(walk, build);
      case Step.Finish finish ->
          drained(walk, walk.lastPart(), () -> complete(walk, finish.command()));
      case Step.Failed(String message) -> fail(walk, new Reply.Error(message));
    }
  }

  private void build(WalkUnderWay walk, Step.Build build) {
    try {
      requireRoom.run();
    } catch (CommandError refused) {
      fail(walk, refused.reply());
      return;
    }
    for (OfCollection part : build.parts()) {
      if (!put(walk, build.table(), part)) {
        fail(walk, NOT_LOGGED);
        return;
      }
    }
    tick.endSoon();
    if (walk.unappliedBytes < UNAPPLIED_BYTES_MAX) {
      step(walk);
    } else {
      // The store works on these while the next are made.
      SlotPlaces before = walk.awaited;
      SlotPlaces last = walk.lastPart();
      walk.awaited = last;
      walk.unappliedBytes = 0;
      afterTick(walk, () -> drains.await(last::areApplied, () -> {}));
      drained(walk, before, () -> step(walk));
    }
  }

  /** Each part is a unit; false if those before it were given up. */
  private boolean put(WalkUnderWay walk, int table, OfCollection part) {
    if (!walk.isSound()) {
      return false;
    }
    if (walk.built == null) {
      ShardSlot slot = shard.table(table < 0 ? walk.table : table).slotOf(part.key());
      walk.built = new WalkUnderWay.Built(slot, part.header().type(), part.header().id());
    }
    execution.advanceTime(loop.nowMillis());
    execution.begin();
    execution.apply(walk.built.slot(), new BuildPart(part));
    execution.commit();
    walk.lastIndex = walk.built.slot().lastIndex();
    walk.unappliedBytes += MutationSize.bytes(part);
    tick.appendIfFull();
    return true;
  }

  /** Runs the end of the command; again, if it has to wait for what its keys hold now. */
  private void complete(WalkUnderWay walk, Function<KeyspaceView, CommandOutcome> command) {
    if (!walk.isSound()) {
      fail(walk, NOT_LOGGED);
      return;
    }
    execution.advanceTime(loop.nowMillis());
    execution.begin();
    execution.reading(false);
    boolean[] publishes = {false};
    CommandOutcome outcome;
    try {
      outcome =
          shard.run(
              (args, view) -> noted(walk, command.apply(view), publishes), walk.args, walk.table);
      execution.commit(walk.session);
    } catch (ColdRead cold) {
      execution.commit();
      tick.endSoon();
      fetches.fetch(
          cold.requests(),
          () -> {
            if (!walk.isOver) {
              guarded(walk, () -> complete(walk, command));
            }
          });
      return;
    } catch (WalkOutdated _) {
      execution.commit();
      beginAgain(walk);
      return;
    } catch (CommandError error) {
      execution.commit();
      outcome = error.reply();
    }
    if (publishes[0]) {
      walk.built = null;
    }
    ends.changed();
    tick.appendIfFull();
    answer(walk, outcome);
  }

  /** Something has expired of what the walk has seen; nobody else can have changed it. */
  private void beginAgain(WalkUnderWay walk) {
    if (++walk.restarts > RESTARTS_MAX) {
      fail(walk, CHANGES_TOO_FAST);
    } else {
      close(walk);
      begin(walk);
    }
  }

  private static CommandOutcome noted(
      WalkUnderWay walk, CommandOutcome outcome, boolean[] publishes) {
    publishes[0] = walk.built != null && Walker.publishes(outcome, walk.built.id());
    return outcome;
  }

  private void answer(WalkUnderWay walk, CommandOutcome outcome) {
    switch (outcome) {
      case Reply reply when ReplyPieces.isShort(reply) -> {
        Ticket gate = execution.gate();
        ledger.ran(walk.session, walk.spec, walk.args, reply, walk.nanos);
        end(walk);
        tick.send(walk.session, reply, gate);
        ends.goOn(walk.session);
      }
      // Its pieces leave one by one, so nothing must happen any more to what they say.
      case Reply reply -> {
        Pull<Reply> pieces = ReplyPieces.of(reply);
        released(walk, execution.gate(), () -> replies.sendAll(walk, pieces, () -> finish(walk)));
      }
      case Blocked blocked -> {
        end(walk);
        tick.send(walk.session, blocked.insteadOfWaiting(), Ticket.NONE);
        ends.goOn(walk.session);
      }
      case Change _, Touched _, Flush _ ->
          throw new IllegalStateException("not executed: " + walk.spec.name());
    }
  }

  /** Runs the task when the ticket is released. */
  private void released(WalkUnderWay walk, Ticket ticket, Runnable then) {
    tick.endSoon();
    Ticket.Waiter waiter =
        () ->
            afterTick(
                walk,
                () -> {
                  Reply.Error refused = ticket.error();
                  guarded(walk, refused == null ? then : () -> fail(walk, refused));
                });
    if (ticket.isPending()) {
      ticket.await(waiter);
    } else {
      waiter.settled();
    }
  }

  /** The whole reply has been sent. */
  private void finish(WalkUnderWay walk) {
    ledger.ran(walk.session, walk.spec, walk.args, Reply.OK, walk.nanos);
    end(walk);
    ends.goOn(walk.session);
  }

  private void fail(WalkUnderWay walk, Reply.Error error) {
    if (walk.isAnswering) {
      LOG.warn("closing {} in the midst of a reply: {}", walk.spec.name(), error.text());
      walk.session.channel().abort();
      cancel(walk);
      return;
    }
    ledger.ran(walk.session, walk.spec, walk.args, error, walk.nanos);
    end(walk);
    tick.send(walk.session, error, Ticket.NONE);
    ends.goOn(walk.session);
  }

  /** The session does not wait any more. */
  private void end(WalkUnderWay walk) {
    walk.session.waiting(null);
    cancel(walk);
  }

  /** Nobody waits for the walk any more. */
  void cancel(WalkUnderWay walk) {
    if (walk.isOver) {
      return;
    }
    walk.isOver = true;
    replies.forget(walk);
    abandon(walk);
    Walker walker = walk.walker;
    if (walker != null) {
      walker.cancel();
      if (!walk.isStepping) {
        close(walk);
      }
    }
    onEnd.accept(walk);
  }

  private void abandon(WalkUnderWay walk) {
    WalkUnderWay.Built built = walk.built;
    if (built != null && walk.isSound()) {
      execution.begin();
      execution.apply(built.slot(), new AbandonBuilt(built.type(), built.id()));
      execution.commit();
      tick.endSoon();
    }
  }

  /** To close a snapshot may take RocksDB a while. */
  private void close(WalkUnderWay walk) {
    readers.execute(walk.walker()::close);
  }
}
