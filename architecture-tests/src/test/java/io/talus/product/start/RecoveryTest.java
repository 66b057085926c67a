package io.talus.product.start;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.product.node.Answer;
import io.talus.product.node.Node;
import io.talus.product.node.RespClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start replays what the store has not flushed: all of it, and it prints how long that takes. */
final class RecoveryTest {
  private static final int VALUE_BYTES = 1000;
  private static final int BATCH = 1000;

  @TempDir private Path dir;

  @Test
  void logTailOfTenMegabytesIsReplayed() throws Exception {
    replay(10_000);
  }

  @Tag("long")
  @Test
  void logTailOfAHundredMegabytesIsReplayed() throws Exception {
    replay(100_000);
  }

  private void replay(int keys) throws Exception {
    try (Node node = Node.withBudget(dir, 1024, "--max-recovery-log", "4gb").start()) {
      try (RespClient client = node.connect()) {
        for (int first = 0; first < keys; first += BATCH) {
          write(client, first);
        }
      }
      node.kill();

      long before = System.nanoTime();
      node.start();
      long millis = (System.nanoTime() - before) / 1_000_000;

      System.out.printf(
          "start with %d MB of log to replay: %d ms%n", keys * VALUE_BYTES / 1_000_000, millis);
      try (RespClient client = node.connect()) {
        assertEquals(keys, client.call("DBSIZE").number());
        for (int first = 0; first < keys; first += BATCH) {
          verify(client, first);
        }
      }
    }
  }

  private static void write(RespClient client, int first) throws IOException {
    List<String[]> commands = new ArrayList<>();
    for (int i = first; i < first + BATCH; i++) {
      commands.add(new String[] {"SET", "key" + i, value(i)});
    }
    for (Answer answer : client.pipeline(commands)) {
      assertEquals("OK", answer.text());
    }
  }

  private static void verify(RespClient client, int first) throws IOException {
    List<String[]> commands = new ArrayList<>();
    for (int i = first; i < first + BATCH; i++) {
      commands.add(new String[] {"GET", "key" + i});
    }
    List<Answer> answers = client.pipeline(commands);
    for (int i = 0; i < BATCH; i++) {
      assertEquals(value(first + i), answers.get(i).text());
    }
  }

  private static String value(int number) {
    String digits = Integer.toString(number);
    return digits + "v".repeat(VALUE_BYTES - digits.length());
  }
}
