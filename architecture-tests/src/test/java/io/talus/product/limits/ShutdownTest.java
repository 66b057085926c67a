package io.talus.product.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.product.node.Node;
import io.talus.product.node.RespClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that is told to stop answers what it has executed, and keeps it. */
final class ShutdownTest {
  private static final int CLIENTS = 8;
  private static final int DEPTH = 50;
  private static final int WRITES_BEFORE = 5_000;

  @TempDir private Path dir;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Semaphore answered = new Semaphore(0);

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  @Test
  void everythingExecutedIsAnsweredAndKept() throws Exception {
    try (Node node = Node.in(dir).start()) {
      List<Future<Long>> counting = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        String key = "counter" + i;
        counting.add(threads.submit(() -> count(node, key)));
      }
      assertTrue(answered.tryAcquire(WRITES_BEFORE, 1, TimeUnit.MINUTES));

      assertEquals(0, node.stop());

      node.start();
      try (RespClient client = node.connect()) {
        for (int i = 0; i < CLIENTS; i++) {
          long last = counting.get(i).get();
          assertEquals(last, Long.parseLong(client.call("GET", "counter" + i).text()));
        }
      }
    }
  }

  @Test
  void stoppedNodeHasNothingToReplay() throws Exception {
    try (Node node = Node.in(dir).start()) {
      try (RespClient client = node.connect()) {
        assertEquals("OK", client.call("SET", "key", "value").text());
      }

      assertEquals(0, node.stop());

      String said = node.printed();
      assertTrue(said.contains("stopped") && !said.contains("WARN"), said);
    }
  }

  @Test
  void askingClientIsToldByTheEndOfItsConnection() throws Exception {
    try (Node node = Node.in(dir).start();
        RespClient client = node.connect()) {
      client.send("SHUTDOWN");
      client.flush();

      assertEquals(-1, client.socket().getInputStream().read());
      assertEquals(0, node.awaitExit());
    }
  }

  @Test
  void refusalIsAReply() throws Exception {
    try (Node node = Node.in(dir).start();
        RespClient client = node.connect()) {
      assertEquals("ERR syntax error", client.call("SHUTDOWN", "SAVE", "NOSAVE").text());
      assertEquals("PONG", client.call("PING").text());
    }
  }

  /** Counts in a pipeline until the node is gone; the answer is the last number it was told. */
  private long count(Node node, String key) throws IOException {
    long last = 0;
    try (RespClient client = node.connect()) {
      try {
        while (true) {
          for (int i = 0; i < DEPTH; i++) {
            client.send("INCR", key);
          }
          client.flush();
          for (int i = 0; i < DEPTH; i++) {
            last = client.receive().number();
            answered.release();
          }
        }
      } catch (IOException gone) {
        return last;
      }
    }
  }
}
