package io.talus.application.forward;

import io.talus.application.forward.Hosting.Site;
import io.talus.application.peer.PeerMessage;
import io.talus.application.peer.PeerMessage.Answer;
import io.talus.application.peer.PeerMessage.Call;
import io.talus.application.peer.PeerMessage.Cancel;
import io.talus.application.port.EventLoop;
import io.talus.application.port.PeerNetwork;
import io.talus.application.route.Router;
import io.talus.application.session.Session;
import io.talus.application.session.Waiting;
import io.talus.application.shard.CommandRunner;
import io.talus.application.shard.Shard;
import io.talus.application.shard.ShardGateway;
import io.talus.application.table.NodeTables;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.slot.SlotId;
import io.talus.domain.table.TableDefinition;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The proxy that every node of a cluster has inside: with its router any node answers any key.
 * First the shard is put together with {@link #router}, then {@link #open} is called with it; what
 * the network brings for the proxy is given to it. Belongs to the shard's thread.
 */
public final class Proxy {
  private final Leaders leaders;
  private final NodeTables tables;
  private final PeerCalls links;
  private final Patience patience;
  private final Forwards forwards;
  private final ClusterRouter router;
  private final Set<SlotId> changed = new LinkedHashSet<>();
  private @Nullable Opened opened;

  private record Opened(
      CommandRunner runner, Hosting hosting, Holds holds, Transactions transactions) {}

  /**
   * How a proxy behaves.
   *
   * @param timeoutMillis how long a command waits for somebody who leads its slot
   * @param replyBytesMax the longest reply that is put together from parts
   */
  public record Limits(LongSupplier timeoutMillis, long replyBytesMax) {}

  /** Begins without a shard. */
  public Proxy(
      Leaders leaders,
      NodeTables tables,
      PeerNetwork network,
      EventLoop loop,
      RandomGenerator random,
      Limits limits) {
    this.leaders = leaders;
    this.tables = tables;
    this.links = new PeerCalls(network, loop, leaders.self());
    this.patience = new Patience(limits.timeoutMillis, loop, random);
    this.forwards = new Forwards(leaders, links, patience, limits.replyBytesMax);
    this.router =
        new ClusterRouter(
            leaders,
            tables,
            forwards,
            new Splitting(forwards, limits.replyBytesMax),
            new Gathering(forwards, leaders, random, limits.replyBytesMax));
  }

  /** For the shard. */
  public Router router() {
    return router;
  }

  /** Begins to work for a shard that has the router. */
  public void open(Shard shard, CommandRunner runner, ShardGateway gateway) {
    Hosting hosting =
        new Hosting(leaders, links, patience, tables, new Site(shard, runner, gateway));
    Holds holds = new Holds(patience, runner);
    Transactions transactions = new Transactions(forwards, leaders, tables, shard.watches());
    opened = new Opened(runner, hosting, holds, transactions);
    router.open(new ClusterRouter.Parts(hosting, holds, transactions));
    forwards.onProgress(session -> progressed(holds, session));
    links.home(message -> received(leaders.self(), message));
    leaders.onChange(
        new Leaders.Listener() {
          @Override
          public void changed(int table, int slot) {
            Proxy.this.changed(table, slot);
          }

          @Override
          public void confirmed(int table, int slot) {
            holds.leadersChanged();
          }
        });
  }

  private void progressed(Holds holds, Session session) {
    if (holds.isEmpty()) {
      return;
    }
    ClientForwards client = forwards.find(session);
    holds.progressed(session, client == null || client.count() == 0);
    if (!forwards.isFull()) {
      holds.hasRoom();
    }
  }

  private Opened opened() {
    Opened all = opened;
    if (all == null) {
      throw new IllegalStateException("the proxy has no shard yet");
    }
    return all;
  }

  /** Takes a message for the proxy; others are not its concern. */
  public void received(int node, PeerMessage message) {
    if (message instanceof Call call) {
      opened().hosting.called(node, call);
    } else if (message instanceof Answer answer) {
      forwards.answered(node, answer);
    } else if (message instanceof Cancel cancel) {
      opened().hosting.cancelled(node, cancel.id());
    }
  }

  /** See {@link PeerNetwork.Receiver#connected}. */
  public void connected() {
    forwards.connected();
  }

  /** See {@link PeerNetwork.Receiver#disconnected}. */
  public void disconnected(int node) {
    opened().hosting.disconnected(node);
    forwards.disconnected(node);
  }

  /** Many slots change together; who waits is asked once. */
  private void changed(int table, int slot) {
    opened().transactions.breakWatches(table, slot);
    if (changed.isEmpty()) {
      patience.post(this::followChanges);
    }
    changed.add(new SlotId(table, slot));
  }

  private void followChanges() {
    List<SlotId> slots = List.copyOf(changed);
    changed.clear();
    moveBlocked(new LinkedHashSet<>(slots));
    forwards.leadersChanged();
    opened().holds.leadersChanged();
  }

  /** Who waits here for keys of a slot that is led elsewhere waits there from now on. */
  private void moveBlocked(Set<SlotId> slots) {
    Set<Integer> numbers = new LinkedHashSet<>();
    slots.forEach(slot -> numbers.add(slot.table()));
    for (int number : numbers) {
      TableDefinition table = tables.current().find(number);
      if (table != null) {
        for (Session session : opened().runner.blockedIn(number)) {
          moveBlocked(session, table, slots);
        }
      }
    }
  }

  private void moveBlocked(Session session, TableDefinition table, Set<SlotId> slots) {
    Waiting waiting = session.waiting();
    if (waiting == null || waiting.blocked() == null) {
      return;
    }
    Bytes key = waiting.blocked().keys().getFirst();
    int slot = table.slotOf(key);
    if (slots.contains(new SlotId(table.number(), slot)) && !leaders.isHere(table.number(), slot)) {
      opened().runner.routeAgain(session);
    }
  }

  /** How many calls to other nodes are under way. */
  public int calls() {
    return forwards.calls();
  }
}
