package io.talus.product.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.product.node.Answer;
import io.talus.product.node.Node;
import io.talus.product.node.RespClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that make a node keep more than it has are refused or closed; it serves the others. */
final class WatchingClientsTest {
  private static final int BUDGET_MEGABYTES = 512;
  private static final int CLIENTS = 20;
  private static final int KEYS = 50_000;

  @TempDir private Path dir;
  private final List<RespClient> greedy = new ArrayList<>();

  @AfterEach
  void leave() throws IOException {
    for (RespClient client : greedy) {
      client.close();
    }
  }

  @Test
  void manyClientsThatEachWatchManyKeys() throws Exception {
    try (Node node = Node.withBudget(dir, BUDGET_MEGABYTES).start()) {
      for (int i = 0; i < CLIENTS; i++) {
        RespClient client = node.connect();
        greedy.add(client);
        Answer answer = client.call(withKeys("WATCH", i));
        assertTrue(
            answer.text().equals("OK")
                || answer.text().startsWith("ERR this client would make the server keep "),
            answer.text());
      }
      assertOthersWatch(node);
    }
  }

  @Test
  void manyClientsThatEachWaitForManyKeys() throws Exception {
    try (Node node = Node.withBudget(dir, BUDGET_MEGABYTES).start()) {
      for (int i = 0; i < CLIENTS; i++) {
        RespClient client = node.connect();
        greedy.add(client);
        client.send(withKeys("BLPOP", i, "0"));
        client.flush();
      }
      assertOthersWatch(node);
    }
  }

  private static String[] withKeys(String command, int client, String... more) {
    Stream<String> keys = IntStream.range(0, KEYS).mapToObj(k -> "client" + client + ":key" + k);
    return Stream.concat(Stream.concat(Stream.of(command), keys), Stream.of(more))
        .toArray(String[]::new);
  }

  private static void assertOthersWatch(Node node) throws IOException {
    try (RespClient client = node.connect()) {
      assertEquals("OK", client.call("WATCH", "one", "two").text());
      assertEquals("OK", client.call("MULTI").text());
      assertEquals("QUEUED", client.call("SET", "one", "1").text());
      assertEquals(List.of("OK"), client.call("EXEC").texts());
      assertEquals("1", client.call("GET", "one").text());
    }
  }
}
