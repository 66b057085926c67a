package io.talus.adapters.resp;

import io.netty.util.concurrent.ScheduledFuture;
import io.talus.adapters.resp.protocol.ReceivedBytes;
import io.talus.application.background.Periodically;
import io.talus.application.port.ClientLimits;
import io.talus.application.port.CommandGateway;
import io.talus.application.port.EventLoop;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One event loop with its connections: clock, ticks, and the buffers they share. Everything but
 * {@link #post} and {@link #schedule} belongs to the loop's thread.
 *
 * <p>A tick begins with the first thing that happens after the last one ended. Its end is a task
 * given to Netty's loop, which runs its tasks when it has handled all sockets that were ready.
 */
final class ClientLoop implements EventLoop {
  private static final Logger LOG = LoggerFactory.getLogger(ClientLoop.class);

  /** What Netty reads at most at once; larger reads go to a buffer of the connection's own. */
  private static final int SHARED_INPUT_BYTES = 64 * 1024;

  private static final long SWEEP_MILLIS = 1000;

  private final io.netty.channel.EventLoop netty;
  private final Clocks clocks;
  private final Supplier<ClientLimits> limits;
  private final TickBounds tick;
  private final ArrayPool arrays = new ArrayPool();
  private final OutputBudget outputBudget;
  private final InputBudget inputBudget;
  private final long valueBytesMax;
  private final byte[] sharedInput = new byte[SHARED_INPUT_BYTES];
  private final Set<ClientConnection> connections = new HashSet<>();
  private final Traffic traffic = new Traffic();
  private final Runnable endOfTick = this::endOfScheduledTick;

  /** Connections with output, in the order in which they got it. */
  private List<ClientConnection> dirty = new ArrayList<>();

  private List<ClientConnection> flushing = new ArrayList<>();

  private @Nullable CommandGateway gateway;
  private boolean tickOpen;
  private long nowMillis;

  ClientLoop(
      io.netty.channel.EventLoop netty,
      Clocks clocks,
      Supplier<ClientLimits> limits,
      ClientMemory memory) {
    this.netty = netty;
    this.valueBytesMax = memory.commandBytes();
    this.outputBudget =
        new OutputBudget(memory.replyBytes(), memory.commandBytes(), this::closeSlowestReader);
    this.inputBudget = new InputBudget(memory.requestBytes(), this::closeLargestRequest);
    this.clocks = clocks;
    this.limits = limits;
    this.tick = new TickBounds(clocks.monotonicNanos());
  }

  /** Begins to serve; called on the loop before the first connection. */
  void serve(CommandGateway commands) {
    gateway = commands;
    Periodically.run(this, SWEEP_MILLIS, "the look at idle connections", this::sweep);
  }

  @Override
  public void post(Runnable task) {
    try {
      netty.execute(task);
    } catch (RejectedExecutionException refused) {
      if (!netty.isShuttingDown()) {
        throw refused;
      }
      LOG.debug("the loop has ended: a task is dropped");
    }
  }

  @Override
  public Timer schedule(long delayMillis, Runnable task) {
    ScheduledFuture<?> future = netty.schedule(() -> run(task), delayMillis, TimeUnit.MILLISECONDS);
    return () -> future.cancel(false);
  }

  /** Netty logs what a task throws, but keeps what a timer throws to itself. */
  private static void run(Runnable timer) {
    try {
      timer.run();
    } catch (RuntimeException failed) {
      LOG.error("a timer has failed", failed);
    }
  }

  /** The same during a tick, so that it costs nothing to ask. */
  @Override
  public long nowMillis() {
    return tickOpen ? nowMillis : clocks.wallMillis().getAsLong();
  }

  @Override
  public long nanoTime() {
    return clocks.monotonicNanos().getAsLong();
  }

  CommandGateway gateway() {
    CommandGateway commands = gateway;
    if (commands == null) {
      throw new IllegalStateException("the loop serves nobody yet");
    }
    return commands;
  }

  ClientLimits limits() {
    return limits.get();
  }

  ArrayPool arrays() {
    return arrays;
  }

  Traffic traffic() {
    return traffic;
  }

  OutputBudget outputBudget() {
    return outputBudget;
  }

  InputBudget inputBudget() {
    return inputBudget;
  }

  /** The longest argument for which there is memory, and the longest reply. */
  long valueBytesMax() {
    return valueBytesMax;
  }

  private void closeSlowestReader() {
    largest(ClientConnection::unreadBytes)
        .cutOff("all clients together have too many unread replies, and this one the most");
  }

  private void closeLargestRequest() {
    largest(ClientConnection::requestBytes)
        .cutOff("all clients together reached the query buffer limit, and this one has the most");
  }

  private ClientConnection largest(ToLongFunction<ClientConnection> size) {
    return Collections.max(connections, Comparator.comparingLong(size));
  }

  ReceivedBytes newInput() {
    return new ReceivedBytes(sharedInput);
  }

  void add(ClientConnection connection) {
    connections.add(connection);
  }

  void remove(ClientConnection connection) {
    connections.remove(connection);
  }

  /** Something is about to happen that belongs to a tick. */
  void enterTick() {
    if (!tickOpen) {
      tickOpen = true;
      startTick();
      netty.execute(endOfTick);
    }
  }

  private void startTick() {
    nowMillis = clocks.wallMillis().getAsLong();
    tick.start();
    outputBudget.startTick();
  }

  void received(int bytes) {
    tick.received(bytes);
    traffic.received(bytes);
  }

  /** A command was executed; ends the tick if that was enough for one. */
  void executed() {
    if (tick.isFullAfterCommand() || outputBudget.isTickFull()) {
      endTick();
      startTick();
    }
  }

  /** The connection is to be flushed at the end of the tick. */
  void flushAtEndOfTick(ClientConnection connection) {
    enterTick();
    dirty.add(connection);
  }

  private void endOfScheduledTick() {
    endTick();
    tickOpen = false;
    if (!dirty.isEmpty()) {
      enterTick();
    }
  }

  private void endTick() {
    try {
      gateway().endOfTick();
    } catch (RuntimeException e) {
      LOG.error("a tick could not be ended: nothing of it leaves", e);
      return;
    }
    List<ClientConnection> batch = dirty;
    dirty = flushing;
    flushing = batch;
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).flush();
    }
    batch.clear();
  }

  /** Looks after connections on which nothing may happen any more: called every second. */
  void sweep() {
    inputBudget.sweep();
    long now = nowMillis();
    for (ClientConnection connection : List.copyOf(connections)) {
      connection.sweep(now);
    }
  }
}
