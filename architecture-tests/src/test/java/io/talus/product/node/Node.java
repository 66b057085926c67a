package io.talus.product.node;

import io.talus.architecture.Repository;
import io.talus.testkit.process.RunningServer;
import io.talus.testkit.process.ServerCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A Talus on a folder, in a process of its own: started, killed and started again on what it left.
 * The folder is the caller's, most often a test's {@code @TempDir}.
 */
public final class Node implements AutoCloseable {
  private static final int BUDGET_MEGABYTES = 768;

  /** What a stop may take: it brings the store up to the log. */
  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

  private static final int LAST_LINES = 40;

  private final Path base;
  private final List<String> settings;
  private RunningServer server;
  private int port;

  private Node(Path base, List<String> settings) {
    this.base = base;
    this.settings = settings;
  }

  /** A node below {@code base} that is not started yet; its settings stay from start to start. */
  public static Node in(Path base, String... settings) {
    return withBudget(base, BUDGET_MEGABYTES, settings);
  }

  /** The same with another memory budget. */
  public static Node withBudget(Path base, int megabytes, String... settings) {
    List<String> all = new ArrayList<>(List.of("--memory-budget", megabytes + "mb"));
    all.addAll(List.of(settings));
    return new Node(base, all);
  }

  /** From now on it is always started on this port, not on any that is free. */
  public Node on(int fixedPort) {
    port = fixedPort;
    return this;
  }

  /** Starts it and waits until it answers, on all its ports. */
  public Node start(String... moreSettings) throws IOException, InterruptedException {
    long before = readyLines();
    launch(moreSettings);
    server.awaitStart();
    // It answers on its first port while it opens the others; then it says that it is ready.
    while (readyLines() == before && server.answers()) {
      Thread.onSpinWait();
    }
    return this;
  }

  private long readyLines() throws IOException {
    return Files.exists(log())
        ? printed().lines().filter(line -> line.contains(": Talus is ready")).count()
        : 0;
  }

  /** Starts it and waits for nothing. */
  public void launch(String... moreSettings) throws IOException {
    Files.createDirectories(data());
    List<String> all = new ArrayList<>(settings);
    all.addAll(List.of(moreSettings));
    ServerCommand command =
        ServerCommand.talusOnClassPath(
            Repository.root(), System.getProperty("java.class.path"), all.toArray(String[]::new));
    server =
        port == 0
            ? RunningServer.launchOn(data(), command, log())
            : RunningServer.launchOn(data(), command, log(), port);
  }

  /** {@code kill -9}. */
  public void kill() throws InterruptedException {
    server.kill();
  }

  /** Stops it as an operator does, and waits for its end. */
  public int stop() throws IOException, InterruptedException {
    try (RespClient client = connect()) {
      client.send("SHUTDOWN");
      client.flush();
      return awaitExit();
    }
  }

  /** Waits until it has ended by itself; the answer is its exit code. */
  public int awaitExit() throws IOException, InterruptedException {
    return server.awaitExit(STOP_LIMIT);
  }

  public RespClient connect() throws IOException {
    return new RespClient(server.port());
  }

  public RunningServer server() {
    return server;
  }

  public int port() {
    return server.port();
  }

  public Path data() {
    return base.resolve("data");
  }

  /** What the server printed, over all its starts. */
  public String printed() throws IOException {
    return Files.readString(log());
  }

  /** The end of what it printed, for the message of a failure. */
  public String lastWords() {
    try {
      List<String> lines = printed().lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private Path log() {
    return base.resolve("server.log");
  }

  @Override
  public void close() throws IOException {
    if (server != null) {
      server.close();
    }
  }
}
