package io.talus.application.forward;

import io.talus.application.command.PieceCount;
import io.talus.application.command.Reply;
import io.talus.application.port.ClientChannel;
import io.talus.application.port.ClientKind;
import io.talus.application.port.Ticket;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The connection of a client of another node, as the application sees it here: what its session
 * answers goes to that node, when its ticket is settled. Belongs to the shard's thread.
 */
final class HostedChannel implements ClientChannel {
  /** A reply that waits for its ticket. */
  private record Gated(HostedCall call, Reply reply, boolean last, Ticket ticket) {
    Reply settled() {
      return ticket.error() == null ? reply : ticket.error();
    }
  }

  private final String address;
  private final HostedClient client;
  private final ArrayDeque<Gated> gated = new ArrayDeque<>();
  private final PieceCount pieces = new PieceCount();
  private @Nullable HostedCall current;
  private int unwanted;

  /**
   * @param address of the client, as its node knows it
   */
  HostedChannel(String address, HostedClient client) {
    this.address = address;
    this.client = client;
  }

  HostedClient client() {
    return client;
  }

  /**
   * What the session answers from here on belongs to this call.
   *
   * @param unwantedReplies so many come first that nobody wants: that its commands were queued
   */
  void begin(HostedCall call, int unwantedReplies) {
    current = call;
    unwanted = unwantedReplies;
  }

  /** The call that has no reply yet; null if there is none. */
  @Nullable HostedCall current() {
    return current;
  }

  /** Whether it is this call that has no reply yet. */
  boolean isAt(HostedCall call) {
    return current != null && current.id() == call.id();
  }

  /** The current call is over without a reply of the session. */
  void end() {
    current = null;
  }

  /** Whether nothing is under way. */
  boolean isIdle() {
    return current == null && gated.isEmpty();
  }

  @Override
  public void send(Reply reply, Ticket ticket) {
    if (unwanted > 0) {
      unwanted--;
      return;
    }
    HostedCall call = current;
    if (call == null) {
      return; // it was cancelled
    }
    boolean last = pieces.isLast(reply);
    gated.add(new Gated(call, reply, last, ticket));
    if (last) {
      current = null;
    }
  }

  @Override
  public Ticket release() {
    while (!gated.isEmpty() && !gated.element().ticket.isPending()) {
      Gated next = gated.remove();
      if (!next.call.answer().isEnded()) {
        next.call.answer().reply(next.settled(), next.last);
      }
    }
    return gated.isEmpty() ? Ticket.NONE : gated.element().ticket;
  }

  @Override
  public void whenTaken(Runnable task) {
    HostedCall call = current;
    if (call != null) {
      call.answer().whenTaken(task);
    }
  }

  @Override
  public void resume() {
    client.goOn();
  }

  @Override
  public void abort() {
    gated.clear();
    client.aborted();
  }

  @Override
  public void close() {
    // Nothing that runs here closes its client, and the other node has the connection.
  }

  @Override
  public void reading(boolean on) {
    // The other node reads.
  }

  @Override
  public void protocol(int version) {
    // Replies are written by the other node.
  }

  @Override
  public void kind(ClientKind kind) {
    // Output limits are the other node's.
  }

  @Override
  public String remoteAddress() {
    return address;
  }

  @Override
  public String localAddress() {
    return address;
  }

  @Override
  public boolean isLocal() {
    return false;
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
