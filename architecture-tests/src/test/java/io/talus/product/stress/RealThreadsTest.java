package io.talus.product.stress;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.embed.Talus;
import io.talus.bootstrap.DiskTalus;
import io.talus.testkit.Seeds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole node with its real threads (event loop, syncer, writer, readers, RocksDB's own) under
 * several clients, closed with commands on their way and opened again, over and over. Its memory is
 * small, so that keys leave it and come back; its log is short, so that the store flushes and
 * segments go. A seed repeats what clients do, not what threads do.
 *
 * <p>That it can fail was tried by hand: with answers of the disk that run on the reader's thread
 * instead of being posted to the loop ({@code ReaderTasks}), a counter's number was given out twice
 * in the first life, 2.4 seconds after the test had begun. A walk that stored its change into a key
 * evicted meanwhile failed in three of five seeds ({@code WalkedChangesTest}).
 */
final class RealThreadsTest {
  private static final int OWN_CLIENTS = 6;
  private static final int SHARING_CLIENTS = 3;
  private static final Duration LIFE = Duration.ofMillis(700);
  private static final int SEEDS = 4;
  private static final int LIVES = 6;
  private static final int LONG_LIVES = 200;
  private static final List<String> FSYNC = List.of("always", "everysec", "no");

  @TempDir private Path folder;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private int folders;

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @Test
  void whatIsAnsweredIsSoWhateverThreadsDo() {
    Seeds.each(SEEDS, random -> live(random, LIVES));
  }

  @Tag("long")
  @Test
  void whatIsAnsweredIsSoWhateverThreadsDoForLong() {
    Seeds.each(1, random -> live(random, LONG_LIVES));
  }

  private void live(RandomGenerator seeded, int lives) throws Exception {
    SplittableRandom random = new SplittableRandom(seeded.nextLong());
    Path data = folder.resolve("data" + folders++);
    SharedKeys shared = new SharedKeys();
    List<OwnClient> clients = new ArrayList<>();
    for (int i = 0; i < OWN_CLIENTS; i++) {
      clients.add(new OwnClient("client" + i, random.split()));
    }
    for (int i = 0; i < lives; i++) {
      try (Talus talus = open(data, random)) {
        verify(talus, clients, shared);
        play(talus, clients, shared, random);
      }
    }
    try (Talus talus = open(data, random)) {
      verify(talus, clients, shared);
    }
    long commands = clients.stream().mapToLong(OwnClient::commands).sum();
    System.out.println(commands + " commands on own keys in " + lives + " lives");
    assertTrue(commands > lives);
  }

  private static Talus open(Path data, SplittableRandom random) {
    return DiskTalus.open(
        data,
        "--memory-budget",
        "256mb",
        "--resident-limit",
        random.nextInt(400, 2_000) + "kb",
        "--max-recovery-log",
        "2mb",
        "--large-collection",
        "40",
        "--appendfsync",
        FSYNC.get(random.nextInt(FSYNC.size())));
  }

  private static void verify(Talus talus, List<OwnClient> clients, SharedKeys shared)
      throws Exception {
    for (OwnClient client : clients) {
      client.verify(talus);
    }
    shared.verify(talus);
  }

  /** The own clients stop with commands on their way when the others have got all their replies. */
  private void play(
      Talus talus, List<OwnClient> clients, SharedKeys shared, SplittableRandom random)
      throws Exception {
    long end = System.nanoTime() + LIFE.toNanos();
    AtomicInteger sharing = new AtomicInteger(SHARING_CLIENTS);
    AtomicBoolean failed = new AtomicBoolean();
    List<Future<?>> playing = new ArrayList<>();
    for (int i = 0; i < SHARING_CLIENTS; i++) {
      SplittableRandom own = random.split();
      playing.add(
          threads.submit(
              () -> {
                try {
                  shared.play(talus, own, () -> failed.get() || System.nanoTime() > end);
                } finally {
                  sharing.decrementAndGet();
                }
              }));
    }
    for (OwnClient client : clients) {
      playing.add(
          threads.submit(
              () -> {
                try {
                  client.play(talus, () -> failed.get() || sharing.get() == 0);
                  return null;
                } catch (Throwable wrong) {
                  failed.set(true);
                  throw wrong;
                }
              }));
    }
    for (Future<?> each : playing) {
      each.get();
    }
  }
}
