package io.talus.product.kill;

import io.talus.product.node.Node;
import io.talus.product.node.RespClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;

/** Rounds of writing, killing, starting and looking; what was written stays from round to round. */
final class Killing implements AutoCloseable {
  private static final int[] DEPTHS = {1, 1, 20, 100};
  private static final int WRITES_MIN = 50;
  private static final int WRITES_MAX = 3_000;
  private static final long WRITES_SECONDS_MAX = 120;

  /** From before the JVM reads a byte of the folder to after it is ready. */
  private static final int START_MILLIS_MAX = 2_000;

  private static final int SAVE_MILLIS_MAX = 40;

  private final Node node;
  private final RandomGenerator random;
  private final List<WriteLoad> loads = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  Killing(Node node, RandomGenerator random) {
    this.node = node;
    this.random = random;
    for (int i = 0; i < DEPTHS.length; i++) {
      RandomGenerator own = new SplittableRandom(random.nextLong());
      loads.add(new WriteLoad("c" + i, DEPTHS[i], own));
    }
  }

  /** One round; every fourth kills during a BGSAVE, every fourth kills the next start as well. */
  void round(int number) throws Exception {
    writeAndKill(number % 4 == 1);
    if (number % 4 == 3) {
      node.launch();
      killAfter(random.nextInt(START_MILLIS_MAX));
    }
    node.start();
    try (RespClient client = node.connect()) {
      for (WriteLoad load : loads) {
        load.verify(client);
      }
    }
  }

  private void writeAndKill(boolean duringSave) throws Exception {
    Semaphore acknowledged = new Semaphore(0);
    AtomicBoolean killed = new AtomicBoolean();
    List<Future<?>> running = new ArrayList<>();
    for (WriteLoad load : loads) {
      running.add(threads.submit(() -> write(load, acknowledged, killed)));
    }
    int writes = random.nextInt(WRITES_MIN, WRITES_MAX);
    boolean written = acknowledged.tryAcquire(writes, WRITES_SECONDS_MAX, TimeUnit.SECONDS);
    if (duringSave) {
      beginSave();
    }
    killed.set(true);
    killAfter(duringSave ? random.nextInt(SAVE_MILLIS_MAX) : 0);
    for (Future<?> load : running) {
      load.get();
    }
    if (!written) {
      throw new AssertionError("the server has not acknowledged " + writes + " writes in time");
    }
  }

  private Void write(WriteLoad load, Semaphore acknowledged, AtomicBoolean killed)
      throws IOException {
    try (RespClient client = node.connect()) {
      IOException broken = load.runUntilBroken(client, acknowledged);
      if (!killed.get()) {
        throw new AssertionError(
            "the connection broke although nobody killed the server; the node's last words:\n"
                + node.lastWords(),
            broken);
      }
      return null;
    }
  }

  private void beginSave() throws IOException {
    try (RespClient client = node.connect()) {
      String reply = client.call("BGSAVE").text();
      if (!reply.equals("Background saving started")) {
        throw new AssertionError("BGSAVE: " + reply);
      }
    }
  }

  private void killAfter(int millis) {
    CompletableFuture.runAsync(
            this::kill, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, threads))
        .join();
  }

  private void kill() {
    try {
      node.kill();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while killing", interrupted);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
