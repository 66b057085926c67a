package io.talus.application.embed;

import io.talus.application.command.Reply;
import io.talus.application.port.CommandGateway;
import io.talus.application.port.CommandGateway.ClientSession;
import io.talus.application.port.EventLoop;
import io.talus.domain.bytes.Bytes;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/**
 * A client within the program: it has selected a table, may be inside MULTI or wait in BLPOP, apart
 * from other connections. Safe for several threads; commands run in the order of the calls.
 */
public final class Connection implements AutoCloseable {
  private final CommandGateway gateway;
  private final EventLoop loop;
  private final ReplyChannel channel = new ReplyChannel();
  private final CompletableFuture<ClientSession> session = new CompletableFuture<>();

  /** Each belongs to a future that the program around us holds: it decides how many there are. */
  private final Queue<Bytes[]> held = new ArrayDeque<>();

  private boolean waiting;

  Connection(CommandGateway gateway, EventLoop loop) {
    this.gateway = gateway;
    this.loop = loop;
    channel.onResume(this::goOn);
    loop.post(() -> session.complete(gateway.connected(channel)));
  }

  /**
   * Runs a command and waits for its reply; an error is a {@link Reply.Error}, not an exception.
   */
  public Reply execute(String... command) {
    return submit(Arrays.stream(command).map(Bytes::of).toArray(Bytes[]::new)).join();
  }

  /** As {@link #execute(String...)}, with bytes. */
  public Reply execute(Bytes... command) {
    return submit(command).join();
  }

  /**
   * Runs a command; the reply comes later, in the order of the calls. If the connection is closed
   * before, or the command fails in an unexpected way, the future ends with an {@link
   * IllegalStateException}.
   */
  public CompletableFuture<Reply> submit(Bytes... command) {
    CompletableFuture<Reply> reply = new CompletableFuture<>();
    loop.post(
        () -> {
          channel.expect(reply);
          held.add(command.clone());
          if (!waiting) {
            goOn();
          }
        });
    return reply;
  }

  private void goOn() {
    waiting = false;
    ClientSession client = session.join();
    while (!waiting && !held.isEmpty()) {
      waiting = !client.execute(held.remove());
    }
    gateway.endOfTick();
  }

  @Override
  public void close() {
    loop.post(
        () -> {
          session.join().disconnected();
          channel.abort();
        });
  }
}
