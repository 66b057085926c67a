package io.talus.application.embed;

import io.talus.application.command.Reply;
import io.talus.application.port.ClientChannel;
import io.talus.application.port.ClientKind;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/** Hands replies to futures, in order, when their blocks are released. Belongs to the loop. */
final class ReplyChannel implements ClientChannel {
  /** A reply that waits for its block. */
  private record Gated(Reply reply, long block) {}

  private final Queue<CompletableFuture<Reply>> expected = new ArrayDeque<>();
  private final ArrayDeque<Gated> gated = new ArrayDeque<>();
  private Runnable onResume = () -> {};

  void expect(CompletableFuture<Reply> reply) {
    expected.add(reply);
  }

  void onResume(Runnable task) {
    onResume = task;
  }

  @Override
  public void send(Reply reply, long block) {
    gated.add(new Gated(reply, block));
  }

  @Override
  public void release(long block) {
    while (!gated.isEmpty() && gated.peek().block() <= block) {
      deliver(gated.remove().reply());
    }
  }

  @Override
  public void discard(long fromBlock, Reply.Error error) {
    int count = gated.size();
    for (int i = 0; i < count; i++) {
      Gated next = gated.remove();
      gated.add(next.block() >= fromBlock ? new Gated(error, 0) : next);
    }
  }

  private void deliver(Reply reply) {
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
