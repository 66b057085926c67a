package io.talus.adapters.resp;

import io.talus.application.port.ClientLimits;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A server over a {@link MapGateway}, on free ports of the loopback address. */
final class TestServer implements AutoCloseable {
  static final long BYTES_MAX = 32L * 1024 * 1024;

  private static final ClientMemory MEMORY = new ClientMemory(BYTES_MAX, BYTES_MAX, BYTES_MAX);

  final MapGateway gateway = new MapGateway();
  final AtomicLong nowMillis = new AtomicLong(1_700_000_000_000L);
  final AtomicLong nanoTime = new AtomicLong();
  final RespServer server;
  final BoundPorts ports;

  TestServer() {
    this(settings(0, null, null), ClientLimits.DEFAULT);
  }

  /** With memory for few unread replies. */
  static RespSettings narrow(long replyBytes) {
    return with(new ClientMemory(BYTES_MAX, replyBytes, BYTES_MAX));
  }

  /** With so much memory for clients. */
  static RespSettings with(ClientMemory memory) {
    return new RespSettings(
        List.of("127.0.0.1"),
        RespSettings.ANY_PORT,
        0,
        0,
        false,
        null,
        null,
        0,
        511,
        0,
        1,
        memory,
        true);
  }

  TestServer(RespSettings settings, ClientLimits limits) {
    server = new RespServer(settings, limits, new Clocks(nowMillis::get, nanoTime::get));
    ports = server.start(List.of(gateway));
  }

  static RespSettings settings(int tlsPort, @Nullable ServerTls tls, @Nullable Path unixSocket) {
    return new RespSettings(
        List.of("127.0.0.1"),
        RespSettings.ANY_PORT,
        tlsPort,
        0,
        false,
        tls,
        unixSocket,
        0700,
        511,
        300,
        1,
        MEMORY,
        true);
  }

  RawClient connect() {
    return RawClient.connect(ports.port());
  }

  /** What the supplier gives on the server's loop. */
  <T> T onLoop(Supplier<T> supplier) {
    CompletableFuture<T> result = new CompletableFuture<>();
    server.loops().getFirst().post(() -> result.complete(supplier.get()));
    return result.join();
  }

  /** Looks after idle connections, as the server does by itself every second. */
  void sweep() {
    onLoop(
        () -> {
          ((ClientLoop) server.loops().getFirst()).sweep();
          return true;
        });
  }

  /** Waits until the commands of so many sessions wait. */
  void awaitAllWaiting(int sessions) {
    while (onLoop(gateway::waiting) < sessions) {
      Thread.onSpinWait();
    }
  }

  /** Waits until the session was told of these commands. */
  void awaitReadAhead(String... names) {
    while (!onLoop(() -> List.copyOf(gateway.readAhead)).equals(List.of(names))) {
      Thread.onSpinWait();
    }
  }

  /** Waits until all that is unfinished has so many bytes together. */
  void awaitUnfinished(long bytes) {
    while (onLoop(this::unfinishedBytes) < bytes) {
      Thread.onSpinWait();
    }
  }

  private long unfinishedBytes() {
    return gateway.sessions.stream().mapToLong(session -> session.channel.inputBytes()).sum();
  }

  int sessions() {
    return onLoop(() -> gateway.sessions.size());
  }

  @Override
  public void close() {
    server.close();
  }
}
