package io.talus.application.forward;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandFlag;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.Reply;
import io.talus.application.forward.CallRequest.Mode;
import io.talus.application.forward.ClientForwards.RemoteWatch;
import io.talus.application.forward.Forward.Work;
import io.talus.application.forward.Leaders.Leader;
import io.talus.application.route.Route;
import io.talus.application.session.Session;
import io.talus.application.session.Transaction;
import io.talus.application.session.Transaction.Queued;
import io.talus.application.session.Watches;
import io.talus.application.session.Watches.WatchedKey;
import io.talus.application.table.NodeTables;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.table.TableDefinition;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * MULTI, EXEC and WATCH on one slot: what is queued is kept where the client is, and sent as one
 * call; what is watched is watched where the slot is led. Belongs to the shard's thread.
 */
final class Transactions {
  private final Forwards forwards;
  private final Leaders leaders;
  private final NodeTables tables;
  private final Watches watches;
  private final Route elsewhere = new Route.Elsewhere(this::forward);
  private int slot;

  Transactions(Forwards forwards, Leaders leaders, NodeTables tables, Watches watches) {
    this.forwards = forwards;
    this.leaders = leaders;
    this.tables = tables;
    this.watches = watches;
  }

  /** The way of a transaction whose slot was found last. */
  Route elsewhere() {
    return elsewhere;
  }

  /**
   * Finds the one slot of a transaction, also by what is watched.
   *
   * @return whether it has one
   */
  boolean find(Session session, Transaction transaction, KeySlots keys) {
    TableDefinition table = tables.current().find(session.table());
    if (table == null) {
      return false;
    }
    keys.find(table, NO_KEYS, NO_ARGUMENTS);
    for (Queued queued : transaction.queue()) {
      if (keys.add(table, queued.spec(), queued.args()) != KeySlots.Found.NONE) {
        slot = keys.slot();
        return true;
      }
    }
    Integer watched = watchedSlot(session, table);
    if (watched != null) {
      slot = watched;
      keys.is(table, watched);
    }
    return watched != null;
  }

  private static final CommandSpec NO_KEYS = CommandSpec.of("none", 1, null);
  private static final Arguments NO_ARGUMENTS = new Arguments();

  private @Nullable Integer watchedSlot(Session session, TableDefinition table) {
    ClientForwards client = forwards.find(session);
    RemoteWatch remote = client == null ? null : client.watch();
    if (remote != null) {
      return remote.slot();
    }
    if (watches.isEmpty()) {
      return null;
    }
    List<WatchedKey> keys = watches.of(session);
    return keys.isEmpty() ? null : table.slotOf(keys.getFirst().key());
  }

  /** Whether the session watches keys of another slot than this one. */
  boolean isWatchingOther(Session session, TableDefinition table, int of) {
    Integer watched = watchedSlot(session, table);
    return watched != null && watched != of;
  }

  /** Whether a command may be queued behind those that are. */
  boolean fits(
      Session session, TableDefinition table, CommandSpec spec, Arguments args, KeySlots keys) {
    KeySlots.Found found = keys.find(table, spec, args);
    if (found != KeySlots.Found.ONE) {
      return found == KeySlots.Found.NONE;
    }
    int of = keys.slot();
    Transaction transaction = session.transaction();
    boolean hasSlot = transaction != null && find(session, transaction, keys);
    return (!hasSlot || slot == of) && !isWatchingOther(session, table, of);
  }

  /**
   * Whether nothing can have changed unseen of what the session watches.
   *
   * @param isHere whether the slot is led here
   */
  boolean isWatchIntact(Session session, int of, boolean isHere) {
    ClientForwards client = forwards.find(session);
    RemoteWatch remote = client == null ? null : client.watch();
    if (client != null && remote != null) {
      boolean intact =
          !isHere
              && remote.slot() == of
              && remote.leader().equals(leaders.of(remote.table(), remote.slot()));
      if (!intact) {
        forwards.forgetWatch(client);
      }
      return intact;
    }
    return isHere || watches.isEmpty() || watches.of(session).isEmpty();
  }

  /** WATCH where the slot is led. */
  void watch(Session session, Work work, Route.Answer answer) {
    answer.holdOthers();
    Forward[] forward = new Forward[1];
    Route.Answer taking =
        new Route.Answer() {
          @Override
          public void accept(Reply reply) {
            if (reply.equals(Reply.OK) && forward[0] != null) {
              watches(session, forward[0]);
            }
            answer.accept(reply);
          }

          @Override
          public void onTurn(Runnable task) {
            answer.onTurn(task);
          }

          @Override
          public void holdOthers() {
            answer.holdOthers();
          }
        };
    forward[0] = forwards.submit(session, work, 0, taking);
  }

  private void watches(Session session, Forward forward) {
    ClientForwards client = forwards.of(session);
    Leader at = forward.sentTo;
    RemoteWatch before = client.watch();
    if (at == null || !at.equals(leaders.of(forward.work.table(), forward.work.slot()))) {
      session.watchBroken(true);
    } else if (before == null) {
      client.watch(new RemoteWatch(forward.work.table(), forward.work.slot(), at, forward.id));
    } else if (!before.leader().equals(at)) {
      forwards.breakWatch(client);
    }
  }

  /** What was queued is forgotten, and what was watched: nobody runs it. */
  void abandon(Session session) {
    session.transaction(null);
    watches.unwatch(session);
    forgetWatch(session);
  }

  /** What the session watches elsewhere is watched no longer. */
  void forgetWatch(Session session) {
    ClientForwards client = forwards.find(session);
    if (client != null) {
      forwards.forgetWatch(client);
    }
  }

  private void forward(Session session, CommandSpec spec, Arguments args, Route.Answer answer) {
    Transaction transaction = session.transaction();
    if (transaction == null) {
      throw new IllegalStateException("no transaction: " + spec.name());
    }
    List<List<Bytes>> commands = new ArrayList<>(transaction.queue().size() + 1);
    for (Queued queued : transaction.queue()) {
      commands.add(queued.args().slice(0, queued.args().count()));
    }
    commands.add(args.slice(0, args.count()));
    ClientForwards client = forwards.of(session);
    RemoteWatch watch = client.watch();
    client.watch(null); // who runs the transaction forgets it as well
    session.transaction(null);
    Set<Mode> modes = EnumSet.of(Mode.TRANSACTION);
    modes.addAll(ClusterRouter.modes(session));
    Work work =
        new Work(
            spec,
            session.table(),
            slot,
            null,
            modes,
            transaction.has(CommandFlag.WRITE),
            watch == null ? 0 : watch.call(),
            commands);
    forwards.submit(session, work, 0, answer);
  }

  /** The slot has another leader, or epoch: changes of its keys may have gone unseen here. */
  void breakWatches(int table, int changed) {
    TableDefinition definition = tables.current().find(table);
    if (definition == null || watches.isEmpty()) {
      return;
    }
    for (Bytes key : watches.watchedKeys(table)) {
      if (definition.slotOf(key) == changed) {
        watches.changed(table, key);
      }
    }
  }
}
