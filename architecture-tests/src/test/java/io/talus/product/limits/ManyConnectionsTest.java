package io.talus.product.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.product.node.Node;
import io.talus.product.node.RespClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Idle connections cost the working ones nothing but memory. */
final class ManyConnectionsTest {
  private static final int IDLE = 2_000;

  /** What the working connection needs besides the idle ones. */
  private static final int CLIENTS = IDLE + 1;

  private static final int COMMANDS = 2_000;

  @TempDir private Path dir;
  private final List<RespClient> idle = new ArrayList<>();

  @Test
  void thousandsOfIdleConnectionsAndOneThatWorks() throws Exception {
    try (Node node = Node.in(dir).start()) {
      for (int i = 0; i < IDLE; i++) {
        idle.add(node.connect());
      }
      try (RespClient client = node.connect()) {
        for (int i = 1; i <= COMMANDS; i++) {
          assertEquals(i, client.call("INCR", "counter").number());
        }
        String report = client.call("INFO", "clients").text();
        assertTrue(report.contains("connected_clients:" + CLIENTS), report);
      }
      everyConnectionStillAnswers();
    } finally {
      for (RespClient client : idle) {
        client.close();
      }
    }
  }

  private void everyConnectionStillAnswers() throws IOException {
    for (RespClient client : idle) {
      client.send("ECHO", "here");
      client.flush();
    }
    for (RespClient client : idle) {
      assertEquals("here", client.receive().text());
    }
  }
}
