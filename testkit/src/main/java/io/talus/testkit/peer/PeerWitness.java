package io.talus.testkit.peer;

import io.talus.application.peer.PeerMessage;
import io.talus.application.port.PeerNetwork.Receiver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Writes down what a network tells its receiver. Any thread may read it. */
public final class PeerWitness implements Receiver {
  private static final long WAIT_SECONDS = 60;

  /** Something that the receiver was told. */
  public sealed interface Event {
    int node();

    record Connected(int node) implements Event {}

    record Disconnected(int node) implements Event {}

    record Received(int node, PeerMessage message) implements Event {}
  }

  /** Somebody who waits. */
  private record Waiter(Predicate<PeerWitness> condition, CompletableFuture<Void> met) {}

  private final List<Event> events = new ArrayList<>();
  private final List<Waiter> waiters = new ArrayList<>();

  @Override
  public void received(int node, PeerMessage message) {
    add(new Event.Received(node, message));
  }

  @Override
  public void connected(int node) {
    add(new Event.Connected(node));
  }

  @Override
  public void disconnected(int node) {
    add(new Event.Disconnected(node));
  }

  private synchronized void add(Event event) {
    events.add(event);
    waiters.removeIf(waiter -> waiter.condition.test(this) && waiter.met.complete(null));
  }

  /** Waits until it is so. */
  public void await(String what, Predicate<PeerWitness> condition) {
    CompletableFuture<Void> met = new CompletableFuture<>();
    synchronized (this) {
      if (condition.test(this)) {
        return;
      }
      waiters.add(new Waiter(condition, met));
    }
    try {
      met.orTimeout(WAIT_SECONDS, TimeUnit.SECONDS).join();
    } catch (RuntimeException e) {
      throw new AssertionError(what + " did not happen; there was " + summary(), e);
    }
  }

  /** What the receiver was told so far. */
  public synchronized List<Event> events() {
    return List.copyOf(events);
  }

  /** The messages of a node so far. */
  public synchronized List<PeerMessage> from(int node) {
    List<PeerMessage> messages = new ArrayList<>();
    for (Event event : events) {
      if (event instanceof Event.Received received && received.node() == node) {
        messages.add(received.message());
      }
    }
    return messages;
  }

  /** How often the node was connected. */
  public synchronized long connections(int node) {
    return events.stream().filter(new Event.Connected(node)::equals).count();
  }

  /** How often the node was disconnected. */
  public synchronized long disconnections(int node) {
    return events.stream().filter(new Event.Disconnected(node)::equals).count();
  }

  public boolean isConnected(int node) {
    return connections(node) > disconnections(node);
  }

  private synchronized String summary() {
    int first = Math.max(0, events.size() - 10);
    return events.size() + " events, at last " + events.subList(first, events.size());
  }
}
