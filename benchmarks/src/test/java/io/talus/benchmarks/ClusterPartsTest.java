package io.talus.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClusterPartsTest {
  private static final String NODES =
      """
      aa 127.0.0.1:7011@7021 myself,master - 0 0 3 connected 0-5460 16383
      bb 127.0.0.1:7012@7022 master - 0 0 4 connected 5461-10922
      cc 127.0.0.1:7013@7023 master - 0 0 5 connected 10923-16382
      """;

  private static final List<Integer> PORTS = List.of(7012, 7013, 7011);

  @Test
  void everyKeyIsLedByOne() {
    SlotLeaders leaders = SlotLeaders.of(NODES, PORTS);
    List<Integer> keys = new ArrayList<>();

    for (int node = 0; node < PORTS.size(); node++) {
      IntStream.of(leaders.keysOf(node, "key:", 1000)).forEach(keys::add);
    }

    assertTrue(leaders.isComplete());
    assertTrue(leaders.isEven(1.1));
    assertEquals(1000, keys.size());
    assertEquals(1000, Set.copyOf(keys).size());
  }

  @Test
  void aSlotWithoutALeaderIsNoticed() {
    String some = NODES.replace(" 16383", "");

    assertFalse(SlotLeaders.of(some, PORTS).isComplete());
  }

  @Test
  void oneThatLeadsTooMuchIsNoticed() {
    String uneven = NODES.replace("0-5460", "0-8000").replace("5461-", "8001-");

    assertFalse(SlotLeaders.of(uneven, PORTS).isEven(1.1));
  }

  @Test
  void aWaitIsNoRequest() {
    DurationHistogram latencies = new DurationHistogram();
    latencies.record(1000, 170);

    LoadResult result = new LoadResult(latencies, 1_000_000_000L, 0, "").withoutWaits(16);

    assertEquals(160, result.requests());
    assertEquals(160, result.rps());
    assertEquals(17, ClusterLoad.named("SET").waitedFor(16).length);
  }

  @Test
  void theMedianIsOneOfThem() {
    assertEquals(2, ClusterSpeed.median(List.of(3.0, 1.0, 2.0)));
    assertEquals(1, ClusterSpeed.median(List.of(3.0, 1.0)));
  }

  @Test
  void itsOptionsAreRead() {
    BenchOptions options =
        BenchOptions.parse(
            new String[] {"--table", "cluster", "--rounds", "1", "--only", "get"}, Path.of("root"));

    assertEquals(BenchOptions.Table.CLUSTER, options.table());
    assertEquals("512mb", options.memoryBudget());
    assertTrue(options.wants("GET"));
    assertFalse(options.wants("SET"));
  }

  @Test
  void eachTargetGetsItsOwnKeys() throws Exception {
    try (AnsweringServer even = new AnsweringServer();
        AnsweringServer odd = new AnsweringServer()) {
      List<LoadTarget> targets =
          List.of(
              new LoadTarget(even.port(), KeyChooser.among(new int[] {0, 2, 4}, 1)),
              new LoadTarget(odd.port(), KeyChooser.among(new int[] {1, 3, 5}, 1)));
      LoadGenerator generator = new LoadGenerator(targets, 4, 5, RequestTemplate.of("GET", "{k}"));

      LoadResult result = generator.run(1000, Duration.ofMinutes(1));

      assertEquals(1000, result.requests());
      assertEquals(Set.of("0", "2", "4"), even.keys());
      assertEquals(Set.of("1", "3", "5"), odd.keys());
    }
  }

  @Test
  void aTextIsReadWhole() throws Exception {
    try (AnsweringServer server = new AnsweringServer()) {
      assertEquals("a\r\nb", TextClient.ask(server.port(), "GET", "text"));
      assertThrows(IOException.class, () -> TextClient.ask(server.port(), "GET", "error"));
    }
  }
}
