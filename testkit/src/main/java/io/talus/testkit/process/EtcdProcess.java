package io.talus.testkit.process;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A member of an etcd on loopback, started for a test: it can be killed, paused and started again
 * on what it left. Closing it ends it and sweeps its folder away.
 */
public final class EtcdProcess implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final int RETRY_MILLIS = 20;
  private static final int HEALTH_MILLIS = 1000;

  /** The ports of a member. */
  private record Ports(int client, int peer, int health) {
    static Ports free() throws IOException {
      return new Ports(
          RunningServer.freePort(), RunningServer.freePort(), RunningServer.freePort());
    }
  }

  private final Path dir;
  private final List<String> words;
  private final Ports ports;
  private Process process;

  private EtcdProcess(Path dir, List<String> words, Ports ports) throws IOException {
    this.dir = dir;
    this.words = words;
    this.ports = ports;
    this.process = launch();
  }

  /** Starts a single one and returns when it serves; {@code options} are etcd's own. */
  public static EtcdProcess start(String... options) throws IOException, InterruptedException {
    return start(1, options).getFirst();
  }

  /** Starts so many members of one etcd and returns when all serve. */
  public static List<EtcdProcess> start(int members, String... options)
      throws IOException, InterruptedException {
    List<Ports> ports = new ArrayList<>();
    for (int i = 0; i < members; i++) {
      ports.add(Ports.free());
    }
    String cluster =
        ports.stream()
            .map(member -> name(ports, member) + "=" + url(member.peer()))
            .collect(Collectors.joining(","));
    List<EtcdProcess> started = new ArrayList<>();
    try {
      for (Ports member : ports) {
        Path dir = Files.createTempDirectory("talus-etcd");
        List<String> words = words(dir, name(ports, member), cluster, member, List.of(options));
        started.add(new EtcdProcess(dir, words, member));
      }
      for (EtcdProcess process : started) {
        process.awaitHealth();
      }
    } catch (IOException | InterruptedException failed) {
      for (EtcdProcess process : started) {
        process.close();
      }
      throw failed;
    }
    return started;
  }

  private static String name(List<Ports> all, Ports member) {
    return "member" + all.indexOf(member);
  }

  private static String url(int port) {
    return "http://127.0.0.1:" + port;
  }

  private static List<String> words(
      Path dir, String name, String cluster, Ports ports, List<String> options) {
    String scheme = options.stream().anyMatch(o -> o.startsWith("--cert-file")) ? "https" : "http";
    String client = scheme + "://127.0.0.1:" + ports.client();
    List<String> words =
        new ArrayList<>(
            List.of(
                "etcd",
                "--name=" + name,
                "--data-dir=" + dir.resolve("data"),
                "--listen-client-urls=" + client,
                "--advertise-client-urls=" + client,
                "--listen-peer-urls=" + url(ports.peer()),
                "--initial-advertise-peer-urls=" + url(ports.peer()),
                "--listen-metrics-urls=" + url(ports.health()),
                "--initial-cluster=" + cluster,
                "--initial-cluster-state=new"));
    words.addAll(options);
    return words;
  }

  private Process launch() throws IOException {
    return new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(dir.resolve("etcd.log").toFile()))
        .start();
  }

  /** The port on which it serves clients. */
  public int port() {
    return ports.client();
  }

  /** What it has had of the processors since it was started, in all. */
  public Duration processorTime() {
    return ProcessTree.processorTime(process);
  }

  /** Ends it as {@code kill -9} does, and waits until it is gone. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Starts it again after {@link #kill} and does not wait for anything. */
  public void launchAgain() throws IOException {
    process = launch();
  }

  /** Starts it again after {@link #kill} and returns when it serves. */
  public void restart() throws IOException, InterruptedException {
    launchAgain();
    awaitHealth();
  }

  /** It stays as it is, and does nothing any more (SIGSTOP). */
  public void pause() throws IOException, InterruptedException {
    ProcessTree.signal(process, "STOP");
  }

  /** It goes on after {@link #pause}. */
  public void resume() throws IOException, InterruptedException {
    ProcessTree.signal(process, "CONT");
  }

  /** What happened before the revision is forgotten: watches cannot go on from there any more. */
  public void compact(long revision) throws IOException, InterruptedException {
    etcdctl("compact", "" + revision);
  }

  /** What there is below a prefix: keys and values, which are lines of text. */
  public Map<String, String> entries(String prefix) throws IOException, InterruptedException {
    List<String> lines = etcdctl("get", "--prefix", prefix).lines().toList();
    Map<String, String> entries = new TreeMap<>();
    for (int i = 0; i + 1 < lines.size(); i += 2) {
      entries.put(lines.get(i), lines.get(i + 1));
    }
    return entries;
  }

  /** From now on it serves only who logs in; the user may do everything below the prefix. */
  public void protect(String user, String password, String prefix)
      throws IOException, InterruptedException {
    etcdctl("user", "add", "root:" + password);
    etcdctl("user", "grant-role", "root", "root");
    etcdctl("user", "add", user + ":" + password);
    etcdctl("role", "add", user);
    etcdctl("role", "grant-permission", user, "--prefix=true", "readwrite", prefix);
    etcdctl("user", "grant-role", user, user);
    etcdctl("auth", "enable");
  }

  private String etcdctl(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("etcdctl", "--endpoints=127.0.0.1:" + port()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("ETCDCTL_API", "3");
    Process client = builder.start();
    String output = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (client.waitFor() != 0) {
      throw new IOException(command + ": " + output);
    }
    return output;
  }

  /** Waits until it serves, with a leader. */
  public void awaitHealth() throws IOException, InterruptedException {
    for (long i = 0; i < START_LIMIT.toMillis() / RETRY_MILLIS; i++) {
      if (isHealthy()) {
        return;
      }
      if (process.waitFor(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new IOException("etcd ended with code " + process.exitValue() + ": " + log());
      }
    }
    throw new IOException("etcd does not serve after " + START_LIMIT + ": " + log());
  }

  private boolean isHealthy() throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(url(ports.health()) + "/health").toURL().openConnection();
    connection.setConnectTimeout(HEALTH_MILLIS);
    connection.setReadTimeout(HEALTH_MILLIS);
    try (InputStream body = connection.getInputStream()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8).contains("true");
    } catch (IOException notYet) {
      return false;
    } finally {
      connection.disconnect();
    }
  }

  private String log() throws IOException {
    return Files.readString(dir.resolve("etcd.log"));
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    process.onExit().join();
    ProcessTree.sweep(dir);
  }
}
