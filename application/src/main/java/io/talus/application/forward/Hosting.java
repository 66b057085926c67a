package io.talus.application.forward;

import io.talus.application.command.Reply;
import io.talus.application.forward.CallRequest.Forget;
import io.talus.application.forward.CallRequest.More;
import io.talus.application.forward.CallRequest.Run;
import io.talus.application.forward.CallRequest.Unblock;
import io.talus.application.log.FormatException;
import io.talus.application.peer.PeerMessage.Call;
import io.talus.application.session.Session;
import io.talus.application.shard.CommandRunner;
import io.talus.application.shard.Shard;
import io.talus.application.shard.ShardGateway;
import io.talus.application.shard.ShardGateway.Hosted;
import io.talus.application.table.NodeTables;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the commands that other nodes send, in sessions without a socket: one for each of their
 * clients that has commands here, or watches keys. Belongs to the shard's thread.
 */
final class Hosting {
  private static final Logger LOG = LoggerFactory.getLogger(Hosting.class);

  private final Leaders leaders;
  private final PeerCalls links;
  private final Patience patience;
  private final NodeTables tables;
  private final Site site;
  private final Map<Integer, HostedNode> nodes = new HashMap<>();
  private boolean endPosted;

  /** Where the commands run. */
  record Site(Shard shard, CommandRunner runner, ShardGateway gateway) {}

  Hosting(Leaders leaders, PeerCalls links, Patience patience, NodeTables tables, Site site) {
    this.leaders = leaders;
    this.links = links;
    this.patience = patience;
    this.tables = tables;
    this.site = site;
  }

  /** Takes what a node asks for. */
  void called(int from, Call call) {
    HostedNode node = nodes.computeIfAbsent(from, number -> new HostedNode(number, this));
    CallRequest request;
    try {
      request = CallCodec.decode(call.request(), node::describe);
    } catch (FormatException damaged) {
      LOG.error("node {} asks for what makes no sense", from, damaged);
      new AnswerStream(from, call.id(), links, node).end(new AnswerPart.NotExecuted(null, 0));
      return;
    }
    switch (request) {
      case Run run -> node.take(call.id(), run);
      case More(long id, int bytes) -> {
        HostedCall asked = node.call(id);
        if (asked != null) {
          asked.answer().more(bytes);
        }
      }
      case Unblock unblock -> node.unblock(unblock);
      case Forget(long id) -> {
        HostedClient client = node.client(id);
        if (client != null) {
          client.unwatch();
        }
      }
    }
  }

  /** Nobody waits for the answer any more. */
  void cancelled(int from, long id) {
    HostedNode node = nodes.get(from);
    if (node != null) {
      node.cancel(id);
    }
  }

  /** The node is out of reach, or has ended: its clients are gone. */
  void disconnected(int node) {
    HostedNode gone = nodes.remove(node);
    if (gone != null) {
      gone.close();
    }
  }

  /** Whether a command may run here. For a command on whole tables its scope says what it needs. */
  boolean isHere(Session session, int slot) {
    int table = session.table();
    if (session.scope() == null) {
      return leaders.isHere(table, slot);
    }
    return session.scope().stream().allMatch(each -> leaders.isHere(table, each));
  }

  Leaders leaders() {
    return leaders;
  }

  PeerCalls links() {
    return links;
  }

  long dueNanos(long waitMillis) {
    return patience.nowNanos() + TimeUnit.MILLISECONDS.toNanos(waitMillis);
  }

  boolean isOver(long dueNanos) {
    return patience.nowNanos() > dueNanos;
  }

  boolean knows(int table) {
    return tables.current().find(table) != null;
  }

  /** Passwords are asked for where the client is. */
  void openTables(Session session) {
    tables.current().all().forEach(table -> session.openedTables().set(table.number()));
  }

  Hosted host(long client, HostedChannel channel) {
    return site.gateway.host(client, channel);
  }

  void post(Runnable task) {
    patience.post(task);
  }

  /** What was executed is to be logged, and answered. Several calls are one tick. */
  void endSoon() {
    if (!endPosted) {
      endPosted = true;
      patience.post(
          () -> {
            endPosted = false;
            site.gateway.endOfTick();
          });
    }
  }

  void stopWaiting(Session session) {
    site.runner.forget(session);
  }

  void unblock(Session session, Reply reply) {
    site.runner.unblock(session, reply);
  }

  void unwatch(Session session) {
    site.shard.watches().unwatch(session);
  }
}
