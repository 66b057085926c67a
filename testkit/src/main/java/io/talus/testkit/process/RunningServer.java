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
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A server that was started for one run on a free port and an empty folder, and is ended and swept
 * away with it.
 */
public final class RunningServer implements AutoCloseable {
  /** A first start of Talus may build it. */
  private static final Duration START_LIMIT = Duration.ofMinutes(5);

  /** Resting is to use less than a tenth of a core for a fifth of a second. */
  private static final int REST_MILLIS = 200;

  private static final int REST_SHARE = 10;
  private static final int RETRY_MILLIS = 20;
  private static final int CONNECT_MILLIS = 1000;

  private final Process process;
  private final Path dir;
  private final int port;

  private RunningServer(Process process, Path dir, int port) {
    this.process = process;
    this.dir = dir;
    this.port = port;
  }

  /** Starts the server and returns when it answers; what it prints goes to {@code log}. */
  public static RunningServer start(ServerCommand command, Path log)
      throws IOException, InterruptedException {
    Path dir = Files.createTempDirectory("talus-server");
    int port = freePort();
    Process process =
        new ProcessBuilder(command.words(port, dir))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    RunningServer server = new RunningServer(process, dir, port);
    try {
      server.awaitAnswer(log);
    } catch (IOException | InterruptedException e) {
      server.close();
      throw e;
    }
    return server;
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
    long waits = limit.toMillis() / REST_MILLIS;
    Duration before = cpuTime();
    for (long i = 0; i < waits; i++) {
      if (process.waitFor(REST_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new IOException("the server ended with code " + process.exitValue());
      }
      Duration now = cpuTime();
      if (now.minus(before).toMillis() < REST_MILLIS / REST_SHARE) {
        return true;
      }
      before = now;
    }
    return false;
  }

  @Override
  public void close() throws IOException {
    ProcessTree.end(process);
    ProcessTree.sweep(dir);
  }

  private void awaitAnswer(Path log) throws IOException, InterruptedException {
    for (long i = 0; i < START_LIMIT.toMillis() / RETRY_MILLIS; i++) {
      if (answers()) {
        return;
      }
      if (process.waitFor(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new IOException(
            "the server ended with code " + process.exitValue() + " as it started; see " + log);
      }
    }
    throw new IOException(
        "the server does not answer after " + START_LIMIT.toSeconds() + " s; see " + log);
  }

  /** Whether it still answers a PING. */
  public boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      socket.setSoTimeout(CONNECT_MILLIS);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      return socket.getInputStream().read() == '+';
    } catch (IOException notYet) {
      return false;
    }
  }

  private Duration cpuTime() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .map(handle -> handle.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
