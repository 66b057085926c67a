package io.talus.application.embed;

import io.talus.application.command.Reply;
import io.talus.application.port.ClientChannel;
import io.talus.application.port.ClientKind;
import io.talus.application.port.Ticket;
import io.talus.application.walk.ReplyAssembly;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/** Hands replies to futures, in order, when their tickets are settled. Belongs to the loop. */
final class ReplyChannel implements ClientChannel {
  /** A reply that waits for its ticket. */
  private record Gated(Reply reply, Ticket ticket) {
    Reply settled() {
      return ticket.error() == null ? reply : ticket.error();
    }
  }

  private final Queue<CompletableFuture<Reply>> expected = new ArrayDeque<>();
  private final ArrayDeque<Gated> gated = new ArrayDeque<>();
  private final ReplyAssembly assembly = new ReplyAssembly();
  private Runnable onResume = () -> {};

  void expect(CompletableFuture<Reply> reply) {
    expected.add(reply);
  }

  void onResume(Runnable task) {
    onResume = task;
  }

  @Override
  public void send(Reply reply, Ticket ticket) {
    gated.add(new Gated(reply, ticket));
  }

  @Override
  public Ticket release() {
    while (!gated.isEmpty() && !gated.element().ticket().isPending()) {
      deliver(gated.remove().settled());
    }
    return gated.isEmpty() ? Ticket.NONE : gated.element().ticket();
  }

  /** A program takes what it asked for. */
  @Override
  public void whenTaken(Runnable task) {
    task.run();
  }

  private void deliver(Reply reply) {
    Reply whole = assembly.add(reply);
    if (whole != null) {
      complete(whole);
    }
  }

  private void complete(Reply reply) {
    CompletableFuture<Reply> future = expected.poll();
    if (future != null) {
      future.complete(reply);
    }
  }

  @Override
  public void resume() {
    onResume.run();
  }

  @Override
  public void reading(boolean on) {
    // A program that calls has nothing in flight that could be held back.
  }

  @Override
  public void protocol(int version) {
    // Replies are handed over as they are.
  }

  @Override
  public void close() {
    // There is no connection to close.
  }

  @Override
  public String remoteAddress() {
    return "embedded:0";
  }

  @Override
  public String localAddress() {
    return "embedded:0";
  }

  @Override
  public long outputBytes() {
    return 0;
  }

  @Override
  public long inputBytes() {
    return 0;
  }

  @Override
  public boolean isLocal() {
    return true;
  }

  @Override
  public void kind(ClientKind kind) {
    // Output limits are for sockets.
  }

  @Override
  public void abort() {
    gated.clear();
    expected.forEach(reply -> reply.completeExceptionally(new IllegalStateException("no reply")));
    expected.clear();
  }
}
