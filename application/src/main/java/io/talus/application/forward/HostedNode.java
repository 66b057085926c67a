package io.talus.application.forward;

import io.talus.application.command.Reply;
import io.talus.application.forward.AnswerPart.NotExecuted;
import io.talus.application.forward.CallRequest.Run;
import io.talus.application.forward.Leaders.Leader;
import io.talus.application.session.Session;
import io.talus.application.shard.ShardGateway.Hosted;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What another node has running here. Belongs to the shard's thread. */
final class HostedNode implements AnswerStream.Owner {
  /** Clients that have nothing under way are forgotten beyond this. */
  static final int CLIENTS_MAX = 1024;

  /** With so much to be sent no more of its commands are executed. */
  static final long ANSWER_BYTES_MAX = 64L << 20;

  private final int node;
  private final Hosting hosting;
  private final Map<Long, HostedClient> clients = new LinkedHashMap<>();

  /** Those that it may cancel; as many as it has under way. */
  private final NumberTable<HostedCall> calls = new NumberTable<>();

  /** By slot, the last call that was not executed; one for each slot at most. */
  private final Map<Long, Long> refused = new HashMap<>();

  /** Who was asked for last by {@link #describe}, which is who calls. */
  private @Nullable HostedClient asking;

  private long pendingBytes;

  HostedNode(int node, Hosting hosting) {
    this.node = node;
    this.hosting = hosting;
  }

  void take(long id, Run run) {
    AnswerStream answer = new AnswerStream(node, id, hosting.links(), this);
    HostedCall call = new HostedCall(id, run, hosting.dueNanos(run.waitMillis()), answer);
    calls.put(id, call);
    clientOf(run).take(call);
  }

  private HostedClient clientOf(Run run) {
    long id = run.client().id();
    HostedClient known = asking;
    if (known != null && known.description().id() == id) {
      return known;
    }
    if (clients.size() >= CLIENTS_MAX) {
      closeIdle();
    }
    HostedClient client = new HostedClient(this, run.client());
    clients.put(id, client);
    return client;
  }

  private void closeIdle() {
    for (HostedClient client : List.copyOf(clients.values())) {
      if (client.isIdle()) {
        remove(client);
      }
    }
  }

  void remove(HostedClient client) {
    clients.values().remove(client);
    asking = null;
    client.close();
  }

  /** How the client was described last; null if it has nothing here. */
  CallRequest.@Nullable Client describe(long client) {
    asking = clients.get(client);
    return asking == null ? null : asking.description();
  }

  @Override
  public void ended(long call) {
    calls.remove(call);
  }

  @Override
  public void waits(long bytes) {
    boolean wasFull = isFull();
    pendingBytes += bytes;
    if (wasFull && !isFull()) {
      hosting.post(this::goOn);
    }
  }

  private void goOn() {
    for (HostedClient client : List.copyOf(clients.values())) {
      if (client.hasHeld()) {
        client.goOn();
      }
    }
  }

  /** Whether too much waits to be sent to it. */
  boolean isFull() {
    return pendingBytes > ANSWER_BYTES_MAX;
  }

  /** Nobody waits for the answer any more. */
  void cancel(long id) {
    HostedCall call = calls.get(id);
    HostedClient client = call == null ? null : clients.get(call.run().client().id());
    if (call != null && client != null) {
      client.cancel(call);
    }
  }

  /** See {@link CallRequest.Unblock}. */
  void unblock(CallRequest.Unblock unblock) {
    HostedCall call = calls.get(unblock.call());
    HostedClient client = call == null ? null : clients.get(call.run().client().id());
    if (call != null && client != null) {
      client.unblock(call, unblock.error());
    }
  }

  @Nullable HostedCall call(long id) {
    return calls.get(id);
  }

  @Nullable HostedClient client(long id) {
    return clients.get(id);
  }

  /**
   * Whether the call must not be executed although this node may lead: too late, in another epoch,
   * behind one that was refused, or in a table that is not known here yet.
   */
  boolean mustRefuse(HostedCall call) {
    Run run = call.run();
    Long last = refused.isEmpty() ? null : refused.get(key(run));
    return (last != null && run.since() <= last)
        || isOfOtherEpoch(run)
        || !hosting.knows(run.table())
        || hosting.isOver(call.dueNanos());
  }

  /** What comes late must not be executed when the slot has been led elsewhere meanwhile. */
  private boolean isOfOtherEpoch(Run run) {
    Leader leader = hosting.leaders().of(run.table(), run.slot());
    return run.epoch() != 0 && (leader == null || leader.epoch() != run.epoch());
  }

  /** Nothing was done; what was sent behind it on the slot must not be done either. */
  void refuse(HostedCall call, long blockMillis) {
    Run run = call.run();
    refused.merge(key(run), call.id(), Math::max);
    call.answer().end(new NotExecuted(hosting.leaders().of(run.table(), run.slot()), blockMillis));
  }

  private static long key(Run run) {
    return ((long) run.table() << Integer.SIZE) | run.slot();
  }

  Hosted host(long client, HostedChannel channel) {
    return hosting.host(client, channel);
  }

  void openTables(Session session) {
    hosting.openTables(session);
  }

  void endSoon() {
    hosting.endSoon();
  }

  void stopWaiting(Session session) {
    hosting.stopWaiting(session);
  }

  void unblock(Session session, Reply reply) {
    hosting.unblock(session, reply);
  }

  void unwatch(Session session) {
    hosting.unwatch(session);
  }

  /** The connection is gone, and with it whoever wants an answer. */
  void close() {
    calls.values().forEach(call -> call.answer().drop());
    List.copyOf(clients.values()).forEach(HostedClient::close);
    clients.clear();
  }
}
