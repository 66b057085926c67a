package io.talus.testkit.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * A server that was started on a free port: on an empty folder that is swept away with it, or on a
 * folder of the caller's, so that it can be killed and started again on what it left there.
 */
public final class RunningServer implements AutoCloseable {
  /** A first start of Talus may build it. */
  private static final Duration START_LIMIT = Duration.ofMinutes(5);

  /** Resting is to use less than a tenth of a core for a fifth of a second. */
  private static final int REST_MILLIS = 200;

  private static final int REST_SHARE = 10;
  private static final int RETRY_MILLIS = 20;
  private static final int CONNECT_MILLIS = 1000;

  /** How much of its log a failure shows. */
  private static final int LOG_LINES = 20;

  private final Process process;
  private final Path dir;
  private final Path log;
  private final int port;
  private final boolean ownsFolder;

  private RunningServer(Process process, Path dir, Path log, int port, boolean ownsFolder) {
    this.process = process;
    this.dir = dir;
    this.log = log;
    this.port = port;
    this.ownsFolder = ownsFolder;
  }

  /** Starts the server and returns when it answers; what it prints goes to {@code log}. */
  public static RunningServer start(ServerCommand command, Path log)
      throws IOException, InterruptedException {
    Path dir = Files.createTempDirectory("talus-server");
    RunningServer server = launch(command, dir, log, freePort(), true);
    server.awaitStart();
    return server;
  }

  /** Starts the server on a folder that stays, and returns when it answers. */
  public static RunningServer startOn(Path dir, ServerCommand command, Path log)
      throws IOException, InterruptedException {
    RunningServer server = launchOn(dir, command, log);
    server.awaitStart();
    return server;
  }

  /** Starts the server on a folder that stays, and does not wait for anything. */
  public static RunningServer launchOn(Path dir, ServerCommand command, Path log)
      throws IOException {
    return launch(command, dir, log, freePort(), false);
  }

  /** The same on a port of the caller's choice, so that clients find it again. */
  public static RunningServer launchOn(Path dir, ServerCommand command, Path log, int port)
      throws IOException {
    return launch(command, dir, log, port, false);
  }

  private static RunningServer launch(
      ServerCommand command, Path dir, Path log, int port, boolean ownsFolder) throws IOException {
    Process process =
        new ProcessBuilder(command.words(port, dir))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return new RunningServer(process, dir, log, port, ownsFolder);
  }

  /** Waits until it answers; if it does not come to that, it is closed. */
  public void awaitStart() throws IOException, InterruptedException {
    try {
      awaitAnswer();
    } catch (IOException | InterruptedException e) {
      close();
      throw e;
    }
  }

  /** The number of its process. */
  public long pid() {
    return process.pid();
  }

  /** Ends it as {@code kill -9} does, and waits until it is gone. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Waits for a moment; whether it has ended by then. */
  public boolean ends(int millis) throws InterruptedException {
    return process.waitFor(millis, TimeUnit.MILLISECONDS);
  }

  /** It stays as it is, and does nothing any more (SIGSTOP). */
  public void pause() throws IOException, InterruptedException {
    ProcessTree.signal(process, "STOP");
  }

  /** It goes on after {@link #pause}. */
  public void resume() throws IOException, InterruptedException {
    ProcessTree.signal(process, "CONT");
  }

  /** Ends it at once, paused or not; its folder is swept away if it is its own. */
  public void end() throws IOException {
    process.destroyForcibly();
    close();
  }

  /**
   * Waits until it has ended by itself.
   *
   * @return the code with which it ended
   */
  public int awaitExit(Duration limit) throws IOException, InterruptedException {
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IOException("the server has not ended after " + limit.toSeconds() + " s" + said());
    }
    return process.exitValue();
  }

  /** The folder that it works in. */
  public Path folder() {
    return dir;
  }

  /** The port of the loopback interface on which it listens. */
  public int port() {
    return port;
  }

  /**
   * Waits until the server rests, that is until it and its children use little of a core.
   *
   * @return false if it still works after {@code limit}
   */
  public boolean awaitRest(Duration limit) throws IOException, InterruptedException {
    return awaitRest(Duration.ofMillis(REST_MILLIS), limit);
  }

  /**
   * Waits until the server has rested for so long at a stretch.
   *
   * @return false if it has not after {@code limit}
   */
  public boolean awaitRest(Duration stretch, Duration limit)
      throws IOException, InterruptedException {
    return awaitRest(List.of(this), stretch, limit);
  }

  /** The same for several servers, which have to rest at the same time. */
  public static boolean awaitRest(List<RunningServer> servers, Duration stretch, Duration limit)
      throws IOException, InterruptedException {
    long wanted = Math.ceilDiv(stretch.toMillis(), REST_MILLIS);
    long waits = limit.toMillis() / REST_MILLIS;
    long rested = 0;
    List<Duration> before = processorTimes(servers);
    for (long i = 0; i < waits; i++) {
      for (RunningServer server : servers) {
        server.requireAlive(server == servers.getFirst() ? REST_MILLIS : 0);
      }
      List<Duration> now = processorTimes(servers);
      rested = areResting(before, now) ? rested + 1 : 0;
      if (rested == wanted) {
        return true;
      }
      before = now;
    }
    return false;
  }

  private void requireAlive(int afterMillis) throws IOException, InterruptedException {
    if (ends(afterMillis)) {
      throw new IOException("the server ended with code " + process.exitValue() + said());
    }
  }

  private static List<Duration> processorTimes(List<RunningServer> servers) {
    return servers.stream().map(RunningServer::processorTime).toList();
  }

  private static boolean areResting(List<Duration> before, List<Duration> now) {
    return IntStream.range(0, now.size())
        .allMatch(i -> now.get(i).minus(before.get(i)).toMillis() < REST_MILLIS / REST_SHARE);
  }

  @Override
  public void close() throws IOException {
    ProcessTree.end(process);
    if (ownsFolder) {
      ProcessTree.sweep(dir);
    }
  }

  private void awaitAnswer() throws IOException, InterruptedException {
    for (long i = 0; i < START_LIMIT.toMillis() / RETRY_MILLIS; i++) {
      if (answers()) {
        return;
      }
      if (process.waitFor(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new IOException(
            "the server ended with code " + process.exitValue() + " as it started" + said());
      }
    }
    throw new IOException(
        "the server does not answer after " + START_LIMIT.toSeconds() + " s" + said());
  }

  private String said() throws IOException {
    List<String> lines = Files.readAllLines(log);
    List<String> last = lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size());
    return "; the end of " + log + ":\n" + String.join("\n", last);
  }

  /** Whether it still answers a PING. */
  public boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      socket.setSoTimeout(CONNECT_MILLIS);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      // A server that asks for a password answers with an error, and serves all the same.
      int first = socket.getInputStream().read();
      return first == '+' || first == '-';
    } catch (IOException notYet) {
      return false;
    }
  }

  /** What it and its children have had of the processors so far, in all. */
  public Duration processorTime() {
    return ProcessTree.processorTime(process);
  }

  /** Whether nobody listens on any of so many ports in a row. */
  public static boolean areFree(int first, int count) {
    for (int port = first; port < first + count; port++) {
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        if (!socket.isBound()) {
          return false;
        }
      } catch (IOException taken) {
        return false;
      }
    }
    return true;
  }

  /** A port that nobody listens on at the moment. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
