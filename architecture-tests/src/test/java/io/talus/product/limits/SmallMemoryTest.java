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
