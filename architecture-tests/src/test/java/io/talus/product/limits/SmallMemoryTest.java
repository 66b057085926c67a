package io.talus.product.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.product.node.Answer;
import io.talus.product.node.Node;
import io.talus.product.node.RespClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node whose memory holds a small part of its keys serves them all the same. */
final class SmallMemoryTest {
  private static final int KEYS = 8_000;
  private static final int BATCH = 200;
  private static final int LONG_ENTRIES = 100;
  private static final String FILLER = "x".repeat(1_000);

  @TempDir private Path dir;

  @Test
  void writersGoOnWhenMemoryIsFullAndEveryKeyIsRead() throws Exception {
    try (Node node = Node.in(dir, "--resident-limit", "1mb").start();
        RespClient client = node.connect()) {
      for (int first = 0; first < KEYS; first += BATCH) {
        write(client, first);
      }
      for (int i = 0; i < KEYS; i += 7) {
        assertEquals(i + FILLER, client.call("GET", "key" + i).text());
      }
      assertEquals(KEYS, client.call("DBSIZE").number());
    }
  }

  /** Sixty-four of them, a page, are more than a command of this node may have. */
  @Test
  void longEntriesOfAListOnDiskAreReadOneByOne() throws Exception {
    String entry = "x".repeat(200_000);
    try (Node node = Node.withBudget(dir, 256)) {
      node.start();
      try (RespClient client = node.connect()) {
        for (int i = 1; i <= LONG_ENTRIES; i++) {
          assertEquals(i, client.call("RPUSH", "list", i + entry).number());
        }
      }
      node.stop();
      node.start();
      try (RespClient client = node.connect()) {
        assertEquals(50 + entry, client.call("LINDEX", "list", "49").text());
        assertEquals("1" + entry, client.call("LPOP", "list").text());
        for (int i = LONG_ENTRIES; i > 1; i--) {
          assertEquals(i + entry, client.call("RPOP", "list").text());
        }
      }
    }
  }

  private static void write(RespClient client, int first) throws IOException {
    List<String[]> commands = new ArrayList<>();
    for (int i = first; i < first + BATCH; i++) {
      commands.add(new String[] {"SET", "key" + i, i + FILLER});
    }
    for (Answer answer : client.pipeline(commands)) {
      assertEquals("OK", answer.text());
    }
  }
}
