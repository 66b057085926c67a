package io.talus.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node of a cluster in a process of its own: killed, paused, started again on what it left, or on
 * an empty folder. Its ports stay. For one thread at a time, but for what says otherwise.
 */
public final class NodeProcess implements AutoCloseable {
  private static final int LAST_LINES = 30;

  private final Path base;
  private final ServerCommand command;
  private final int port;
  private volatile @Nullable RunningServer server;
  private volatile boolean paused;

  NodeProcess(Path base, ServerCommand command) throws IOException {
    this.base = base;
    this.command = command;
    this.port = RunningServer.freePort();
  }

  /** Starts it and waits for nothing. */
  public void launch() throws IOException {
    Files.createDirectories(folder());
    server = RunningServer.launchOn(folder(), command, log(), port);
  }

  /** Waits until it answers. */
  public void awaitStart() throws IOException, InterruptedException {
    running().awaitStart();
  }

  /** Waits for a moment; fails if it ends by itself meanwhile. */
  public void awaitFailure(int millis) throws IOException, InterruptedException {
    if (running().ends(millis)) {
      throw new IOException("a node has ended: " + lastWords());
    }
  }

  /** Ends it as {@code kill -9} does, and waits until it is gone. */
  public void kill() throws InterruptedException {
    running().kill();
    server = null;
    paused = false;
  }

  /** Asks it to end, as {@code kill} does, and waits until it is gone. */
  public void stop() throws IOException {
    running().close();
    server = null;
  }

  /** It stays as it is, and does nothing any more (SIGSTOP). */
  public void pause() throws IOException, InterruptedException {
    paused = true;
    running().pause();
  }

  /** It goes on after {@link #pause}. */
  public void resume() throws IOException, InterruptedException {
    running().resume();
    paused = false;
  }

  /** Deletes all that it has on its disk, while it does not run. */
  public void wipe() throws IOException {
    if (server != null) {
      throw new IllegalStateException("node " + base.getFileName() + " runs");
    }
    ProcessTree.sweep(folder());
  }

  /** Whether it can answer at all. May be asked by any thread. */
  public boolean runs() {
    return server != null && !paused;
  }

  /** The port for clients. May be asked by any thread. */
  public int port() {
    return port;
  }

  /** The number of its process, 0 if it has none. May be asked by any thread. */
  public long pid() {
    RunningServer one = server;
    return one == null ? 0 : one.pid();
  }

  /** What it printed, over all its starts. */
  public String printed() throws IOException {
    return Files.exists(log()) ? Files.readString(log()) : "";
  }

  /** The end of what it printed, for the message of a failure. */
  public String lastWords() {
    try {
      List<String> lines = printed().lines().toList();
      return "%s, port %d:%n%s"
          .formatted(
              base.getFileName(),
              port,
              String.join(
                  "\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private RunningServer running() {
    RunningServer one = server;
    if (one == null) {
      throw new IllegalStateException("node " + base.getFileName() + " does not run");
    }
    return one;
  }

  private Path folder() {
    return base.resolve("data");
  }

  private Path log() {
    return base.resolve("server.log");
  }

  @Override
  public void close() throws IOException {
    RunningServer one = server;
    if (one != null) {
      one.end();
      server = null;
    }
  }
}
