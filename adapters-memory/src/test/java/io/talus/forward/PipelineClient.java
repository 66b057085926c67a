package io.talus.forward;

import io.talus.application.command.Reply;
import io.talus.application.port.ClientChannel;
import io.talus.application.port.ClientKind;
import io.talus.application.port.CommandGateway.ClientSession;
import io.talus.application.port.Ticket;
import io.talus.application.walk.ReplyAssembly;
import io.talus.domain.bytes.Bytes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A client of one node that sends without waiting, and gets its replies in order. */
final class PipelineClient implements ClientChannel {
  private record Gated(Reply reply, Ticket ticket) {}

  private final ClusterNode node;
  private final boolean onClusterPort;
  private final ClientSession session;
  private final Queue<Bytes[]> held = new ArrayDeque<>();
  private final ArrayDeque<Gated> gated = new ArrayDeque<>();
  private final List<Reply> replies = new ArrayList<>();
  private final ReplyAssembly assembly = new ReplyAssembly();
  private @Nullable Runnable onTaken;
  private boolean slow;
  private int pieces;
  private boolean waiting;
  private boolean closed;
  private boolean aborted;

  PipelineClient(ClusterNode node) {
    this(node, false);
  }

  /**
   * @param onClusterPort whether it knows Redis Cluster
   */
  PipelineClient(ClusterNode node, boolean onClusterPort) {
    this.node = node;
    this.onClusterPort = onClusterPort;
    this.session = node.gateway().connected(this);
  }

  /** Sends a command; it is executed when those before it allow. */
  void send(String... words) {
    Bytes[] command = Arrays.stream(words).map(Bytes::of).toArray(Bytes[]::new);
    node.loop()
        .post(
            () -> {
              held.add(command);
              if (!waiting) {
                goOn();
              }
            });
  }

  /** Runs a command at once, which must not have to wait. */
  Reply now(Bytes... command) {
    int before = replies.size();
    session.execute(command);
    node.gateway().endOfTick();
    return replies.get(before);
  }

  private void goOn() {
    waiting = false;
    while (!waiting && !held.isEmpty() && !aborted) {
      waiting = !session.execute(held.remove(), !held.isEmpty());
    }
    node.gateway().endOfTick();
  }

  @Override
  public boolean isOnClusterPort() {
    return onClusterPort;
  }

  /** The client takes nothing of what comes, or goes on. */
  void slow(boolean yes) {
    slow = yes;
    tellIfTaken();
  }

  /** All replies that have come, in their order. */
  List<Reply> replies() {
    return replies;
  }

  Reply reply(int number) {
    return replies.get(number);
  }

  int pieces() {
    return pieces;
  }

  boolean isWaiting() {
    return waiting;
  }

  boolean isClosed() {
    return closed;
  }

  boolean isAborted() {
    return aborted;
  }

  /** The client has sent all, and closes its half of the connection. */
  void end() {
    node.loop().post(session::inputEnded);
  }

  void disconnect() {
    node.loop()
        .post(
            () -> {
              aborted = true;
              session.disconnected();
            });
  }

  @Override
  public void send(Reply reply, Ticket ticket) {
    gated.add(new Gated(reply, ticket));
  }

  @Override
  public Ticket release() {
    while (!gated.isEmpty() && !gated.element().ticket.isPending()) {
      Gated next = gated.remove();
      Reply.Error error = next.ticket.error();
      pieces += next.reply instanceof Reply.Piece ? 1 : 0;
      Reply whole = assembly.add(error == null ? next.reply : error);
      if (whole != null) {
        replies.add(whole);
      }
    }
    return gated.isEmpty() ? Ticket.NONE : gated.element().ticket;
  }

  @Override
  public void whenTaken(Runnable task) {
    onTaken = task;
    tellIfTaken();
  }

  private void tellIfTaken() {
    Runnable task = onTaken;
    if (!slow && task != null) {
      onTaken = null;
      node.loop().post(task);
    }
  }

  @Override
  public void resume() {
    if (!aborted) {
      goOn();
    }
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public void abort() {
    aborted = true;
  }

  @Override
  public void reading(boolean on) {
    // Nothing is in flight that could be held back.
  }

  @Override
  public void protocol(int version) {
    // Replies are handed over as they are.
  }

  @Override
  public void kind(ClientKind kind) {
    // Output limits are for sockets.
  }

  @Override
  public String remoteAddress() {
    return "client:1";
  }

  @Override
  public String localAddress() {
    return "node:1";
  }

  @Override
  public boolean isLocal() {
    return true;
  }

  @Override
  public long inputBytes() {
    return 0;
  }

  @Override
  public long outputBytes() {
    return 0;
  }
}
