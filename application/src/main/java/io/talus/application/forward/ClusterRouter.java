package io.talus.application.forward;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandFlag;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.CommandTrait;
import io.talus.application.command.DataCommand;
import io.talus.application.command.OtherTables;
import io.talus.application.command.Reply;
import io.talus.application.forward.CallRequest.Mode;
import io.talus.application.forward.Forward.Work;
import io.talus.application.forward.Holds.Until;
import io.talus.application.forward.Leaders.Leader;
import io.talus.application.route.Route;
import io.talus.application.route.Router;
import io.talus.application.session.Promises;
import io.talus.application.session.Session;
import io.talus.application.session.Transaction;
import io.talus.application.table.NodeTables;
import io.talus.domain.table.TableDefinition;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says where commands run in a cluster: on the node that leads the slot of their keys. Belongs to
 * the shard's thread.
 */
final class ClusterRouter implements Router {
  /** What waits behind replies that are to come; then the client's next commands wait as well. */
  static final long KEPT_BYTES_MAX = 1 << 20;

  private static final Route HERE = new Route.Here();
  private static final Route CROSS_SLOT = refusal(Refusals.CROSS_SLOT);
  private static final Set<Mode> NO_MODES = EnumSet.noneOf(Mode.class);
  private static final Set<Mode> NO_TOUCH = EnumSet.of(Mode.NO_TOUCH);

  private final Leaders leaders;
  private final NodeTables tables;
  private final Forwards forwards;
  private final Redirects redirects;
  private final Splitting splitting;
  private final Gathering gathering;
  private final KeySlots keys = new KeySlots();
  private final Route elsewhere = new Route.Elsewhere(this::forward);
  private final Route split = new Route.SeveralSlots(this::split);
  private final Route gather = new Route.SeveralSlots(this::gather);
  private final Route refused =
      new Route.NotNow(session -> hosted(session).client().refuseCurrent());
  private final Route untilLeader = hold(Until.LEADER);
  private final Route untilProgress = hold(Until.PROGRESS);
  private final Route untilAnswered = hold(Until.ANSWERED);
  private @Nullable Parts parts;

  /** What the router can only be told when the shard is there. */
  record Parts(Hosting hosting, Holds holds, Transactions transactions) {}

  ClusterRouter(
      Leaders leaders,
      NodeTables tables,
      Forwards forwards,
      Splitting splitting,
      Gathering gathering) {
    this.leaders = leaders;
    this.tables = tables;
    this.forwards = forwards;
    this.redirects = new Redirects(leaders);
    this.splitting = splitting;
    this.gathering = gathering;
  }

  void open(Parts opened) {
    parts = opened;
  }

  private Parts parts() {
    Parts opened = parts;
    if (opened == null) {
      throw new IllegalStateException("there is no shard yet");
    }
    return opened;
  }

  private static Route refusal(String error) {
    return new Route.SeveralSlots(
        (session, spec, args, answer) -> answer.accept(new Reply.Error(error)));
  }

  private Route hold(Until until) {
    return new Route.NotNow(session -> parts().holds().add(session, until));
  }

  private static HostedChannel hosted(Session session) {
    if (session.channel() instanceof HostedChannel channel) {
      return channel;
    }
    throw new IllegalStateException("not of another node: " + session.id());
  }

  @Override
  public Route route(Session session, CommandSpec spec, Arguments args) {
    if (session.channel() instanceof HostedChannel channel) {
      return ofOtherNode(session, channel, spec, args);
    }
    session.scope(null);
    Promises owed = session.promises();
    if (owed != null && (!mayOvertake(spec) || owed.keptBytes() > KEPT_BYTES_MAX)) {
      return untilAnswered;
    }
    Transaction transaction = session.transaction();
    if (transaction != null && spec.has(CommandTrait.RUNS_THE_QUEUE)) {
      return ofTransaction(session, spec, transaction);
    }
    if (spec.has(CommandTrait.ENDS_WATCHES)) {
      parts().transactions().forgetWatch(session);
    }
    TableDefinition table = tables.current().find(session.table());
    if (table == null || !leaders.covers(table.number())) {
      return HERE;
    }
    return ofTable(session, table, spec, args);
  }

  /** Whether it may run while commands before it are under way elsewhere. */
  private static boolean mayOvertake(CommandSpec spec) {
    return spec.command() instanceof DataCommand
        && !spec.has(CommandFlag.BLOCKING)
        && !spec.has(CommandTrait.GATHERED)
        && !spec.keys().isEmpty();
  }

  private Route ofTable(Session session, TableDefinition table, CommandSpec spec, Arguments args) {
    if (spec.has(CommandTrait.ON_HASH_SLOT)) {
      redirects.ofHashSlot(session, table, args);
      return HERE;
    }
    if (isOnWholeTables(spec)) {
      return session.knowsCluster() && !spec.has(CommandFlag.WRITE)
          ? ofOwnPart(session, table)
          : gather;
    }
    String error = Refusals.ofCommand(spec, args);
    if (error != null) {
      return refusal(error);
    }
    if (reachesOtherTables(table, spec, args)) {
      return CROSS_SLOT;
    }
    return switch (keys.find(table, spec, args)) {
      case NONE -> HERE;
      case SEVERAL -> ofSeveral(session, spec);
      case ONE -> {
        if (session.knowsCluster() && keys.areOfSeveralHashSlots()) {
          yield CROSS_SLOT;
        }
        if (spec.has(CommandTrait.BEGINS_WATCHES)
            && parts().transactions().isWatchingOther(session, table, keys.slot())) {
          yield CROSS_SLOT;
        }
        yield ofSlot(session, spec, table.number(), keys.slot());
      }
    };
  }

  private static boolean isOnWholeTables(CommandSpec spec) {
    return spec.has(CommandTrait.GATHERED)
        || (spec.has(CommandTrait.SPLITS_OVER_SLOTS) && spec.keys().isEmpty());
  }

  /** Slots of two tables are never the same slot. */
  private boolean reachesOtherTables(TableDefinition table, CommandSpec spec, Arguments args) {
    if (spec.nature().otherTables() instanceof OtherTables.None) {
      return false;
    }
    boolean[] reached = new boolean[1];
    spec.nature()
        .otherTables()
        .visit(
            args,
            at -> reached[0] |= !table.equals(tables.current().find(args.get(at))),
            () -> reached[0] = true);
    return reached[0];
  }

  private Route ofSeveral(Session session, CommandSpec spec) {
    if (session.knowsCluster() || !spec.has(CommandTrait.SPLITS_OVER_SLOTS)) {
      return CROSS_SLOT;
    }
    // Its parts and what is under way may be on the same slots: they come after that.
    return session.promises() == null ? split : untilAnswered;
  }

  /** Each node is asked by itself, and answers for what it leads. */
  private Route ofOwnPart(Session session, TableDefinition table) {
    return redirects.findOwn(session, table) ? HERE : untilLeader;
  }

  private Route ofSlot(Session session, CommandSpec spec, int table, int slot) {
    ClientForwards client = session.promises() == null ? null : forwards.find(session);
    if (leaders.isHere(table, slot)) {
      return client == null || !client.isBusyOn(table, slot) ? HERE : untilProgress;
    }
    Leader leader = leaders.of(table, slot);
    if (leader == null || leader.node() == leaders.self()) {
      return untilLeader;
    }
    if (session.knowsCluster()) {
      if (!Redirects.acceptsFollowers(session, spec) || !leaders.isFollower(table, slot)) {
        return redirects.to(leader, keys.hashSlot());
      }
      if (leaders.mayReadFollower(table, slot)) {
        return HERE;
      }
    }
    if (forwards.isFull()
        || (client != null
            && (client.isFull() || !client.isNextsTurn(table, slot, leader.node())))) {
      return untilProgress;
    }
    return elsewhere;
  }

  /**
   * As it is known now: a transaction whose watched keys may have changed comes to nothing here.
   */
  private Route ofTransaction(Session session, CommandSpec spec, Transaction transaction) {
    Transactions transactions = parts().transactions();
    if (transaction.isRefused() || session.isWatchBroken()) {
      transactions.forgetWatch(session);
      return HERE;
    }
    if (!transactions.find(session, transaction, keys)) {
      return HERE;
    }
    Route route = ofSlot(session, spec, session.table(), keys.slot());
    if (route instanceof Route.Elsewhere && session.knowsCluster()) {
      transactions.abandon(session);
      return route;
    }
    boolean isHere = route instanceof Route.Here;
    if ((isHere || elsewhere.equals(route))
        && !transactions.isWatchIntact(session, keys.slot(), isHere)) {
      session.watchBroken(true);
      return HERE;
    }
    return elsewhere.equals(route) ? transactions.elsewhere() : route;
  }

  /** One hop: what another node has sent runs here, or not at all. */
  private Route ofOtherNode(
      Session session, HostedChannel channel, CommandSpec spec, Arguments args) {
    TableDefinition table = tables.current().find(session.table());
    if (table == null) {
      return refused;
    }
    boolean isHere;
    Transaction transaction = session.transaction();
    if (transaction != null && spec.has(CommandTrait.RUNS_THE_QUEUE)) {
      isHere =
          !parts().transactions().find(session, transaction, keys)
              || parts().hosting().isHere(session, keys.slot());
    } else {
      boolean hasSlot = keys.find(table, spec, args) == KeySlots.Found.ONE;
      isHere =
          (hasSlot || session.scope() != null) && parts().hosting().isHere(session, keys.slot());
    }
    if (isHere && spec.has(CommandTrait.BEGINS_WATCHES)) {
      channel.client().watches();
    }
    return isHere ? HERE : refused;
  }

  private Work work(Session session, CommandSpec spec, Arguments args) {
    return new Work(
        spec,
        session.table(),
        keys.slot(),
        null,
        modes(session),
        spec.has(CommandFlag.WRITE),
        0,
        List.of(args.slice(0, args.count())));
  }

  static Set<Mode> modes(Session session) {
    return session.is(Session.Mode.NO_TOUCH) ? NO_TOUCH : NO_MODES;
  }

  /** Called right after {@link #route}: the slot is the one that was found there. */
  private void forward(Session session, CommandSpec spec, Arguments args, Route.Answer answer) {
    Work work = work(session, spec, args);
    if (spec.has(CommandTrait.BEGINS_WATCHES)) {
      parts().transactions().watch(session, work, answer);
      return;
    }
    if (work.blocks()) {
      answer.holdOthers();
    }
    forwards.submit(session, work, session.takeTimeLeft(), answer);
  }

  private void split(Session session, CommandSpec spec, Arguments args, Route.Answer answer) {
    splitting.take(session, table(session), spec, args, modes(session), answer);
  }

  private void gather(Session session, CommandSpec spec, Arguments args, Route.Answer answer) {
    gathering.take(session, table(session), tables.current().all(), spec, args, answer);
  }

  private TableDefinition table(Session session) {
    TableDefinition table = tables.current().find(session.table());
    if (table == null) {
      throw new IllegalStateException("no table " + session.table());
    }
    return table;
  }

  @Override
  public void requireQueueable(Session session, CommandSpec spec, Arguments args) {
    TableDefinition table = tables.current().find(session.table());
    if (table == null
        || !leaders.covers(table.number())
        || session.channel() instanceof HostedChannel) {
      return;
    }
    if (session.knowsCluster() && keys.find(table, spec, args) != KeySlots.Found.NONE) {
      redirects.requireLed(table, keys);
    }
    String error = Refusals.ofCommand(spec, args);
    if (error != null) {
      throw new CommandError(error);
    }
    if (isOnWholeTables(spec)
        || spec.has(CommandTrait.SELECTS_TABLE)
        || reachesOtherTables(table, spec, args)
        || !parts().transactions().fits(session, table, spec, args, keys)) {
      throw new CommandError(Refusals.CROSS_SLOT);
    }
  }

  @Override
  public void holdUntilAnswered(Session session) {
    parts().holds().add(session, Until.ANSWERED);
  }

  @Override
  public void unblock(Session session, Reply.@Nullable Error error) {
    forwards.unblock(session, error);
  }

  @Override
  public void forget(Session session) {
    forwards.forget(session);
    if (parts != null) {
      parts.holds().drop(session);
    }
  }
}
