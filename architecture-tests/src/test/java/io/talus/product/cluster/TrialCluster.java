package io.talus.product.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.architecture.Repository;
import io.talus.product.node.Answer;
import io.talus.product.node.RespClient;
import io.talus.product.node.Tool;
import io.talus.testkit.process.RunningServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A trial cluster, by the script alone, as a user has it. */
final class TrialCluster implements AutoCloseable {
  /** Three JVMs and an election on a machine that has other things to do. */
  static final Duration LIMIT = Duration.ofMinutes(4);

  /** The ports of a trial cluster follow each other. */
  private static final int PORTS = 50;

  private static final int TRIES = 100;
  private static final Pattern NODE = Pattern.compile("\\{\"id\":[^}]*}");
  private static final Pattern FIELD = Pattern.compile("\"(\\w+)\":\"?([\\w-]+)\"?");

  /** Below those that the system gives to whoever asks for any. */
  private static final int LOWEST_PORT = 10_000;

  private static final int RANGES = 400;

  private final Path base;
  private final int basePort;

  private TrialCluster(Path base, int basePort) {
    this.base = base;
    this.basePort = basePort;
  }

  /** On ports that are free; nothing is started. */
  static TrialCluster in(Path base) throws IOException {
    for (int i = 0; i < TRIES; i++) {
      int port = LOWEST_PORT + PORTS * ThreadLocalRandom.current().nextInt(RANGES);
      if (port + PORTS < 65_536 && RunningServer.areFree(port, PORTS)) {
        return new TrialCluster(base, port);
      }
    }
    throw new IOException("no " + PORTS + " free ports in a row");
  }

  int basePort() {
    return basePort;
  }

  Path folder() {
    return base.resolve("cluster");
  }

  /** Runs {@code talus cluster ...} with this cluster's folder. */
  Tool run(String... words) throws IOException, InterruptedException {
    List<String> line =
        new ArrayList<>(
            List.of(
                "env",
                "TALUS_CLASSPATH=" + System.getProperty("java.class.path"),
                "JAVA_HOME=" + System.getProperty("java.home"),
                Repository.root().resolve("talus").toString(),
                "cluster"));
    line.addAll(List.of(words));
    line.addAll(List.of("--dir", folder().toString()));
    return Tool.run(base, line, LIMIT);
  }

  /** The same, which must work. */
  String must(String... words) throws IOException, InterruptedException {
    Tool done = run(words);
    assertEquals(0, done.code(), done.output());
    return done.output();
  }

  /** What {@code status --json} says of each node. */
  Map<Integer, Map<String, String>> status() throws IOException, InterruptedException {
    Map<Integer, Map<String, String>> nodes = new TreeMap<>();
    Matcher node = NODE.matcher(must("status", "--json"));
    while (node.find()) {
      Map<String, String> fields = new TreeMap<>();
      Matcher field = FIELD.matcher(node.group());
      while (field.find()) {
        fields.put(field.group(1), field.group(2));
      }
      nodes.put(Integer.parseInt(fields.getOrDefault("id", "0")), fields);
    }
    return nodes;
  }

  /** Asks for the status until it is so. */
  void await(String what, Predicate<Map<Integer, Map<String, String>>> isSo)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    Map<Integer, Map<String, String>> now = status();
    while (!isSo.test(now)) {
      if (System.nanoTime() > end) {
        throw new AssertionError(what + " has not come: " + now);
      }
      now = status();
    }
  }

  RespClient connect(int node) throws IOException {
    return new RespClient(basePort + node);
  }

  /** Sends a command that may be executed twice until it is answered by other than an error. */
  String eventually(int node, String... words) throws IOException {
    long end = System.nanoTime() + LIMIT.toNanos();
    try (RespClient client = connect(node)) {
      Answer answer = client.call(words);
      while (answer.isError()) {
        if (System.nanoTime() > end) {
          throw new AssertionError(List.of(words) + " is answered " + answer.text());
        }
        answer = client.call(words);
      }
      return answer.text();
    }
  }

  @Override
  public void close() throws IOException {
    try {
      run("stop");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
  }
}
