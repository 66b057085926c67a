package io.talus.testkit.peer;

import io.talus.application.peer.PeerMessage;
import io.talus.application.port.EventLoop;
import io.talus.application.port.PeerNetwork;
import io.talus.application.port.PeerNetwork.PeerAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A node under test: its network, used on its loop, and what that has told. Any thread. */
public final class PeerNode implements AutoCloseable {
  private static final long WAIT_SECONDS = 60;

  private final int number;
  private final PeerNetwork network;
  private final EventLoop loop;
  private final PeerAddress address;
  private final PeerWitness witness = new PeerWitness();
  private final Runnable end;

  /**
   * A node that knows nobody.
   *
   * @param address where it listens
   * @param end ends the loop, after the network was closed
   */
  public PeerNode(
      int number, PeerNetwork network, EventLoop loop, PeerAddress address, Runnable end) {
    this.number = number;
    this.network = network;
    this.loop = loop;
    this.address = address;
    this.end = end;
    run(() -> network.receiver(witness));
  }

  public int number() {
    return number;
  }

  public PeerWitness witness() {
    return witness;
  }

  public PeerAddress address() {
    return address;
  }

  /** What the supplier gives on the loop. */
  public <T> T call(Supplier<T> supplier) {
    CompletableFuture<T> result = new CompletableFuture<>();
    loop.post(
        () -> {
          try {
            result.complete(supplier.get());
          } catch (RuntimeException e) {
            result.completeExceptionally(e);
          }
        });
    return result.orTimeout(WAIT_SECONDS, TimeUnit.SECONDS).join();
  }

  /** Runs the task on the loop. */
  public void run(Runnable task) {
    call(
        () -> {
          task.run();
          return true;
        });
  }

  /** Tells the network of these nodes, and of no others. */
  public void knows(PeerNode... others) {
    Map<Integer, PeerAddress> peers = new HashMap<>();
    for (PeerNode other : others) {
      peers.put(other.number, other.address);
    }
    run(() -> network.peers(peers));
  }

  /** Tells the network of a node at an address, and of no others. */
  public void knows(int other, PeerAddress at) {
    run(() -> network.peers(Map.of(other, at)));
  }

  public boolean send(int to, PeerMessage message) {
    return call(() -> network.send(to, message));
  }

  /** The network, to be used on the loop. */
  public PeerNetwork network() {
    return network;
  }

  /** Waits until messages to the other node arrive. */
  public void awaitConnected(PeerNode other) {
    witness.await(number + " connected to " + other.number, seen -> seen.isConnected(other.number));
  }

  /** Lets the loop do nothing until the returned latch is counted down. */
  public CountDownLatch block() {
    CountDownLatch released = new CountDownLatch(1);
    CountDownLatch blocked = new CountDownLatch(1);
    loop.post(
        () -> {
          blocked.countDown();
          awaitLatch(released);
        });
    awaitLatch(blocked);
    return released;
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      if (!latch.await(WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody came");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    run(network::close);
    end.run();
  }
}
