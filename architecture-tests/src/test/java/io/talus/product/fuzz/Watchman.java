package io.talus.product.fuzz;

import io.talus.product.node.Answer;
import io.talus.product.node.Node;
import io.talus.product.node.RespClient;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A client of a node that is being attacked: it must be answered all the time. It also frees
 * clients that block, lest a random timeout of years holds up the test. A thread of its own.
 */
final class Watchman {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Node node;
  private final AtomicBoolean enough = new AtomicBoolean();
  private final CompletableFuture<Void> watching = new CompletableFuture<>();
  private long longestMillis;
  private long pings;

  private Watchman(Node node) {
    this.node = node;
  }

  /** What the node has to bear. */
  interface Attack {
    void run() throws IOException;
  }

  /** Attacks the node; fails if it does not answer others meanwhile. */
  static void during(Node node, Attack attack) throws IOException {
    Watchman watchman = new Watchman(node);
    Thread.ofPlatform().name("watchman").start(watchman::watch);
    try {
      attack.run();
    } finally {
      watchman.end();
    }
  }

  private void watch() {
    try (RespClient client = node.connect()) {
      String own = client.call("CLIENT", "ID").text();
      while (!enough.get()) {
        ping(client);
        free(client, own);
      }
      watching.complete(null);
    } catch (IOException | RuntimeException | AssertionError failed) {
      watching.completeExceptionally(failed);
    }
  }

  private void ping(RespClient client) throws IOException {
    long before = System.nanoTime();
    Answer answer = client.call("PING");
    if (!answer.text().equals("PONG")) {
      throw new AssertionError("PING was answered by " + answer);
    }
    longestMillis = Math.max(longestMillis, (System.nanoTime() - before) / NANOS_PER_MILLI);
    pings++;
  }

  private static void free(RespClient client, String own) throws IOException {
    for (String line : client.call("CLIENT", "LIST").text().lines().toList()) {
      String id = line.substring("id=".length(), line.indexOf(' '));
      if (!id.equals(own) && line.contains(" flags=") && line.matches(".* flags=\\S*b\\S* .*")) {
        client.call("CLIENT", "UNBLOCK", id);
      }
    }
  }

  private void end() {
    enough.set(true);
    watching.join();
    System.out.printf("%d pings meanwhile, the slowest took %d ms%n", pings, longestMillis);
  }
}
