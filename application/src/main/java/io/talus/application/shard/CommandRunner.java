package io.talus.application.shard;

import io.talus.application.cold.ColdRead;
import io.talus.application.cold.ColdRequest;
import io.talus.application.cold.Fetches;
import io.talus.application.command.Arguments;
import io.talus.application.command.Blocked;
import io.talus.application.command.Change;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandFlag;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.CommandTrait;
import io.talus.application.command.DataCommand;
import io.talus.application.command.Errors;
import io.talus.application.command.Flush;
import io.talus.application.command.Reply;
import io.talus.application.command.Touched;
import io.talus.application.execution.Execution;
import io.talus.application.gate.Tick;
import io.talus.application.port.EventLoop;
import io.talus.application.port.Ticket;
import io.talus.application.route.Route;
import io.talus.application.route.Router;
import io.talus.application.session.Postponed;
import io.talus.application.session.Promises;
import io.talus.application.session.Session;
import io.talus.application.session.SessionCommand;
import io.talus.application.session.Waiting;
import io.talus.application.session.Waiting.Reason;
import io.talus.application.session.Watches.WatchedKey;
import io.talus.domain.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs admitted commands where the {@link Router} says that they run here: each is one unit, and
 * its reply waits for the unit's ticket. A command that cannot go on (data on disk, nothing to take
 * yet) makes its session wait and is run again. Belongs to the shard's thread.
 */
public final class CommandRunner {
  /** After a failure of the log the store may be behind what a transaction needs to read. */
  public static final Reply.Error UNREADABLE =
      new Reply.Error("MISCONF The store is behind the log: the command was not executed");

  private static final Logger LOG = LoggerFactory.getLogger(CommandRunner.class);

  private final Shard shard;
  private final Execution execution;
  private final Router router;
  private final BlockedClients blockedClients;
  private final Fetches coldReads;
  private final EventLoop loop;
  private final Tick tick;
  private final CommandLedger ledger;
  private final Walks walks;
  private final BlockingTimes times;

  public CommandRunner(
      Shard shard,
      Router router,
      BlockedClients blockedClients,
      Fetches coldReads,
      EventLoop loop,
      Tick tick,
      CommandLedger ledger,
      Walks walks) {
    this.shard = shard;
    this.execution = shard.execution();
    this.router = router;
    this.blockedClients = blockedClients;
    this.coldReads = coldReads;
    this.loop = loop;
    this.tick = tick;
    this.ledger = ledger;
    this.walks = walks;
    this.times = new BlockingTimes(loop);
  }

  /** Runs a command of the session to its end, or makes the session wait. */
  public void run(Session session, CommandSpec spec, Arguments args) {
    execution.begin();
    finish(session, spec, args);
  }

  private void finish(Session session, CommandSpec spec, Arguments args) {
    Route route = router.route(session, spec, args);
    if (!(route instanceof Route.Here)) {
      leave(route, session, spec, args);
      return;
    }
    attempt(session, spec, args);
    serveReadyKeys();
    tick.appendIfFull();
  }

  /** What the router says happens instead of running. */
  private void leave(Route route, Session session, CommandSpec spec, Arguments args) {
    switch (route) {
      case Route.Here _ -> throw new IllegalStateException("to run here: " + spec.name());
      case Route.Elsewhere(Route.Course course) -> take(course, session, spec, args);
      case Route.SeveralSlots(Route.Course course) -> take(course, session, spec, args);
      case Route.NotNow(Consumer<Session> hold) -> hold(session, Reason.ROUTE, spec, args, hold);
    }
  }

  private static void hold(
      Session session, Reason why, CommandSpec spec, Arguments args, Consumer<Session> hold) {
    session.waiting(new Waiting(why, spec, args, null, 0));
    hold.accept(session);
  }

  /**
   * Answers a command that was {@link Postponed}, or for which nobody was found to run it; nothing
   * if its client is gone. Not called within a command.
   */
  public void answer(Session session, Reply reply) {
    Waiting waiting = session.waiting();
    if (waiting == null
        || (waiting.reason() != Reason.METADATA && waiting.reason() != Reason.ROUTE)) {
      return;
    }
    session.waiting(null);
    ledger.ran(session, waiting.spec(), waiting.args(), reply, 0);
    tick.send(session, reply, Ticket.NONE);
    goOn(session);
  }

  private void take(Route.Course course, Session session, CommandSpec spec, Arguments args) {
    course.take(
        session,
        spec,
        args,
        new PromisedAnswer(session, spec, args, tick, ledger, () -> goOn(session)));
  }

  /** Whether the command would run here: then it needs what it needs of this node. */
  boolean runsHere(Session session, CommandSpec spec, Arguments args) {
    return router.route(session, spec, args) instanceof Route.Here;
  }

  /** See {@link Router#requireQueueable}. */
  void requireQueueable(Session session, CommandSpec spec, Arguments args) {
    router.requireQueueable(session, spec, args);
  }

  private void attempt(Session session, CommandSpec spec, Arguments args) {
    if (walks.holds(session, spec, args)) {
      return;
    }
    try {
      CommandOutcome outcome = outcome(session, spec, args);
      execution.commit(session);
      settle(session, spec, args, outcome);
    } catch (ColdRead cold) {
      waitForData(session, spec, args, cold);
    } catch (Postponed postponed) {
      hold(session, Reason.METADATA, spec, args, postponed.hold());
    } catch (HasToWalk _) {
      walk(session, spec, args);
    } catch (RuntimeException | StackOverflowError failed) {
      giveUp(session, spec, failed);
    }
  }

  /** The command cannot be done at once. Without a stack trace: it is a way on, not a fault. */
  private static final class HasToWalk extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private HasToWalk() {
      super("the command has to walk", null, false, false);
    }
  }

  /** What the command did was to notice what has expired. */
  private void walk(Session session, CommandSpec spec, Arguments args) {
    if (session.promises() != null) {
      execution.commit();
      hold(session, Reason.ROUTE, spec, args, router::holdUntilAnswered); // its pieces go unkept
      return;
    }
    execution.random();
    long seed = execution.seed();
    execution.commit();
    tick.endSoon();
    walks.begin(session, spec, args, seed);
  }

  private void waitForData(Session session, CommandSpec spec, Arguments args, ColdRead cold) {
    try {
      requireUndone(cold);
      if (walks.suits(spec, cold)) {
        walk(session, spec, args);
        return;
      }
      List<ColdRequest> missing = shard.missing(cold, spec, args, session.table());
      execution.commit();
      tick.endSoon(); // what has expired is to be logged, and may be waited for
      session.waiting(new Waiting(reason(missing), spec, args, null, execution.seed()));
      coldReads.fetch(missing, () -> again(session));
    } catch (RuntimeException failed) {
      giveUp(session, spec, failed);
    }
  }

  private static Reason reason(List<ColdRequest> missing) {
    for (ColdRequest request : missing) {
      if (request instanceof ColdRequest.Applied) {
        return Reason.STORE_BEHIND;
      }
    }
    return Reason.COLD_DATA;
  }

  /** A command that does not come to its end must not have done anything yet. */
  private void requireUndone(RuntimeException end) {
    if (!execution.isUninterrupted() && !execution.isUndone()) {
      throw new IllegalStateException("ended when half of it was done", end);
    }
  }

  /** Something is wrong with this program: the command is taken back, its client is closed. */
  private void giveUp(Session session, CommandSpec spec, Throwable failed) {
    LOG.error("{} failed; its client is closed", spec.name(), failed);
    execution.abandon();
    session.channel().abort();
  }

  private CommandOutcome outcome(Session session, CommandSpec spec, Arguments args) {
    execution.reading(spec.has(CommandFlag.READONLY));
    execution.scope(session.scope());
    execution.touching(!session.is(Session.Mode.NO_TOUCH) || spec.has(CommandTrait.ALWAYS_TOUCHES));
    long begun = loop.nanoTime();
    CommandOutcome outcome;
    try {
      outcome = runOnce(session, spec, args);
    } catch (CommandError error) {
      requireUndone(error);
      if (session.waiting() == null && walks.suits(spec, error)) {
        throw new HasToWalk();
      }
      outcome = error.reply();
    }
    ledger.ran(session, spec, args, outcome, loop.nanoTime() - begun);
    return outcome;
  }

  /**
   * Runs a command as a part of a transaction or script, within the unit in progress. Such a
   * command never waits: what it needs from the disk it reads at once. An error is its reply.
   */
  public Reply runWithin(Session session, CommandSpec spec, Arguments args) {
    execution.uninterrupted(true);
    try {
      return switch (outcome(session, spec, args)) {
        case Reply reply -> reply;
        case Blocked blocked -> blocked.insteadOfWaiting();
        case Change _, Touched _, Flush _ ->
            throw new IllegalStateException("not executed: " + spec.name());
      };
    } catch (ColdRead cold) {
      return UNREADABLE;
    } finally {
      execution.uninterrupted(false);
    }
  }

  private CommandOutcome runOnce(Session session, CommandSpec spec, Arguments args) {
    return switch (spec.command()) {
      case DataCommand data -> shard.run(data, args, session.table());
      case SessionCommand onSession -> onSession.run(args, session);
      case null, default -> throw new IllegalStateException("not runnable: " + args.text(0));
    };
  }

  private void settle(Session session, CommandSpec spec, Arguments args, CommandOutcome outcome) {
    switch (outcome) {
      case Reply reply -> tick.send(session, reply, execution.gate());
      case Blocked blocked -> block(session, spec, args, blocked);
      default -> throw new IllegalStateException("not settled: " + outcome);
    }
  }

  private void block(Session session, CommandSpec spec, Arguments args, Blocked blocked) {
    try {
      blockedClients.add(session, session.table(), blocked.keys());
    } catch (CommandError tooMany) {
      tick.send(session, tooMany.reply(), execution.gate());
      return;
    }
    session.waiting(new Waiting(Reason.BLOCKED, spec, args, blocked, 0));
    times.begin(session, blocked, () -> unblock(session, blocked.onTimeout()));
  }

  /**
   * Ends the waiting of a blocked session with this reply; nothing if it does not wait any more.
   */
  public void unblock(Session session, Reply reply) {
    if (stopBlocking(session)) {
      session.takeTimeLeft();
      execution.begin();
      tick.send(session, reply, Ticket.NONE);
      goOn(session);
    }
  }

  /** See {@link Router#unblock}; whether the session waits for a command that blocks elsewhere. */
  public boolean unblockElsewhere(Session session, Reply.@Nullable Error error) {
    Waiting waiting = session.waiting();
    if (waiting == null
        || waiting.reason() != Reason.ELSEWHERE
        || !waiting.spec().has(CommandFlag.BLOCKING)) {
      return false;
    }
    router.unblock(session, error);
    return true;
  }

  /** Who waits for keys of a table that is gone waits in vain. Not called within a command. */
  public void tableDropped(int table) {
    Reply error = Errors.tableDropped(table).reply();
    blockedClients.waitingIn(table).forEach(session -> unblock(session, error));
  }

  private boolean stopBlocking(Session session) {
    Waiting waiting = session.waiting();
    if (waiting == null || waiting.blocked() == null) {
      return false;
    }
    session.waiting(null);
    blockedClients.remove(session, session.table(), waiting.blocked().keys());
    times.end(session);
    return true;
  }

  /** The sessions that wait for keys of the table. */
  public Set<Session> blockedIn(int table) {
    return blockedClients.waitingIn(table);
  }

  /**
   * Has a session that waits for keys ask the router again: it may be elsewhere that they change.
   * Not called within a command.
   */
  public void routeAgain(Session session) {
    Waiting waiting = session.waiting();
    if (stopBlocking(session) && waiting != null) {
      runAgain(session, waiting);
    }
  }

  /** Sends what the session did not ask for now: a line of MONITOR. */
  public void tell(Session session, Reply line) {
    Waiting waiting = session.waiting();
    Promises owed = session.promises();
    if ((waiting != null && waiting.reason() == Reason.WALK)
        || (owed != null && owed.isHalfSent())) {
      return; // it is in the midst of a reply
    }
    tick.sendAside(session, line);
    tick.endSoon();
  }

  /** The session's MULTI ends without having done anything. */
  public void abandonTransaction(Session session) {
    session.transaction(null);
    shard.watches().unwatch(session);
  }

  /** The session is gone: whatever it waits for, it waits no more. */
  public void forget(Session session) {
    walks.forget(session);
    router.forget(session);
    session.promises(null);
    if (!stopBlocking(session)) {
      session.waiting(null);
    }
  }

  public WalkEnds walkEnds() {
    return new WalkEnds() {
      @Override
      public void changed() {
        serveReadyKeys();
      }

      @Override
      public void goOn(Session session) {
        CommandRunner.this.goOn(session);
      }
    };
  }

  /** Runs the command for which the session waits (data on disk, a pause) again. */
  public void again(Session session) {
    Waiting waiting = session.waiting();
    if (waiting == null
        || waiting.blocked() != null
        || waiting.reason() == Reason.WALK
        || waiting.reason() == Reason.ELSEWHERE) {
      return;
    }
    runAgain(session, waiting);
  }

  private void runAgain(Session session, Waiting waiting) {
    session.waiting(null);
    execution.advanceTime(loop.nowMillis());
    execution.beginAgain(waiting.seed());
    finish(session, waiting.spec(), waiting.args());
    Waiting next = session.waiting();
    if (next == null) {
      session.takeTimeLeft();
      goOn(session);
    } else if (next.blocked() != null) {
      session.release(); // the replies before it were kept back for it
    }
  }

  /**
   * What the client has sent behind the command that waited comes next, but not inside this
   * command.
   */
  void goOn(Session session) {
    tick.endSoon();
    loop.post(() -> session.channel().resume());
  }

  /**
   * Clients that wait for keys which have just changed are served, first come first, each a unit.
   */
  void serveReadyKeys() {
    if (blockedClients.isEmpty()) {
      return;
    }
    for (WatchedKey key = blockedClients.pollReady();
        key != null;
        key = blockedClients.pollReady()) {
      List<Session> waiters = new ArrayList<>(blockedClients.waitersOf(key));
      for (Session session : waiters) {
        serve(session, key);
      }
    }
  }

  private void serve(Session session, WatchedKey key) {
    Waiting waiting = session.waiting();
    if (waiting == null || waiting.blocked() == null) {
      return;
    }
    execution.begin();
    try {
      Value value = shard.view(key.table()).find(key.key());
      if (value == null || value.type() != waiting.blocked().awaited()) {
        execution.commit();
        return;
      }
      CommandOutcome outcome = outcome(session, waiting.spec(), waiting.args());
      execution.commit(session);
      if (outcome instanceof Reply reply && stopBlocking(session)) {
        session.takeTimeLeft();
        tick.send(session, reply, execution.gate());
        goOn(session);
      }
    } catch (ColdRead cold) {
      fetchAndServe(session, waiting.spec(), key, cold);
    } catch (CommandError unreadable) {
      LOG.warn("a client goes on waiting for a key: {}", unreadable.getMessage());
      execution.commit();
    } catch (RuntimeException | StackOverflowError failed) {
      giveUp(session, waiting.spec(), failed);
    }
  }

  private void fetchAndServe(Session session, CommandSpec spec, WatchedKey key, ColdRead cold) {
    try {
      requireUndone(cold);
      execution.commit();
      coldReads.fetch(cold.requests(), () -> serveAgain(session, key));
    } catch (RuntimeException failed) {
      giveUp(session, spec, failed);
    }
  }

  private void serveAgain(Session session, WatchedKey key) {
    execution.advanceTime(loop.nowMillis());
    serve(session, key);
    serveReadyKeys();
  }
}
