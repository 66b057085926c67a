package io.talus.product.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.talus.product.node.Node;
import io.talus.testkit.process.RunningServer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that connect again by themselves find everything as they left it. */
final class ReconnectTest {
  @TempDir private Path dir;

  @Test
  void lettuceGoesOnAfterTheNodeWasKilledAndStartedAgain() throws Exception {
    int port = RunningServer.freePort();
    RedisURI uri =
        RedisURI.builder()
            .withHost("localhost")
            .withPort(port)
            .withTimeout(Duration.ofSeconds(60))
            .build();
    RedisClient client = RedisClient.create(uri);
    try (Node node = Node.in(dir).on(port).start()) {
      try (StatefulRedisConnection<String, String> connection = client.connect()) {
        assertEquals("OK", connection.sync().set("key", "before"));
        node.kill();
        node.start();

        assertEquals("before", connection.sync().get("key"));
        assertEquals("OK", connection.sync().set("key", "after"));
        assertTrue(connection.isOpen());
      }
    } finally {
      client.shutdown();
    }
  }
}
