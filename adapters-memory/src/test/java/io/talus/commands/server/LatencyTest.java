package io.talus.commands.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.commands.Terminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LatencyTest {
  private final Terminal redis = new Terminal();

  @AfterEach
  void close() {
    redis.close();
  }

  @Test
  void nothingIsWatchedUntilThereIsAThreshold() {
    assertTrue(redis.send("LATENCY DOCTOR").contains("latency-monitor-threshold"));
    assertEquals("[]", redis.send("LATENCY LATEST"));
    assertEquals("[]", redis.send("LATENCY HISTORY command"));
    assertEquals("0", redis.send("LATENCY RESET"));
    assertEquals(
        "ERR No samples available for event 'command'", redis.send("LATENCY GRAPH command"));
  }

  @Test
  void aHistogramCountsTheCallsOfACommand() {
    redis.send("CONFIG RESETSTAT");
    redis.send("SET a 1");
    redis.send("SET b 2");
    redis.send("CLIENT ID");

    String set = redis.send("LATENCY HISTOGRAM set missing");

    assertTrue(set.startsWith("{\"set\", {\"calls\", 2, \"histogram_usec\", {"), set);
    assertTrue(redis.send("LATENCY HISTOGRAM client").startsWith("{\"client|id\", "));
    assertEquals("{}", redis.send("LATENCY HISTOGRAM missing"));
  }
}
