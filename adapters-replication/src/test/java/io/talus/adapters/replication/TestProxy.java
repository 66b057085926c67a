package io.talus.adapters.replication;

import io.talus.application.port.PeerNetwork.PeerAddress;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/** Stands between two nodes, passes on what they send, and does what networks do to it. */
final class TestProxy implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final NetClient client = vertx.createNetClient();
  private final PeerAddress target;
  private final NetServer server;
  private final RandomGenerator random;
  private final List<NetSocket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicLong forwardBytes = new AtomicLong();
  private final AtomicBoolean damages = new AtomicBoolean();

  /**
   * Listens on a port of its own.
   *
   * @param random where damage is done
   */
  TestProxy(PeerAddress target, RandomGenerator random) {
    this.target = target;
    this.random = random;
    this.server =
        vertx
            .createNetServer()
            .connectHandler(this::join)
            .listen(0, TestNodes.HOST)
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  PeerAddress address() {
    return new PeerAddress(TestNodes.HOST, server.actualPort());
  }

  private void join(NetSocket in) {
    accepted.incrementAndGet();
    in.pause();
    client
        .connect(target.port(), target.host())
        .onSuccess(out -> join(in, out))
        .onFailure(_ -> in.close());
  }

  private void join(NetSocket in, NetSocket out) {
    sockets.add(in);
    sockets.add(out);
    in.handler(data -> out.write(forward(data)));
    out.handler(in::write);
    in.closeHandler(_ -> out.close());
    out.closeHandler(_ -> in.close());
    in.resume();
  }

  private Buffer forward(Buffer data) {
    forwardBytes.addAndGet(data.length());
    if (damages.compareAndSet(true, false)) {
      int at = random.nextInt(data.length());
      data.setByte(at, (byte) (data.getByte(at) ^ 1 << random.nextInt(8)));
    }
    return data;
  }

  /** Flips a bit of what is sent next to the target. */
  void damageNext() {
    damages.set(true);
  }

  /** Passes on nothing more of the connections that there are, as if a cable were pulled. */
  void stall() {
    sockets.forEach(NetSocket::pause);
  }

  /** Waits until it was connected to so often. */
  void awaitAttempts(int count) {
    await(() -> accepted.get() >= count);
  }

  /** Waits until so much has been sent to the target. */
  void awaitForwarded(long bytes) {
    await(() -> forwardBytes.get() >= bytes);
  }

  long forwardedBytes() {
    return forwardBytes.get();
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
