package io.talus.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoadGeneratorPartsTest {

  @Test
  void repliesAreCountedWhereverTheStreamIsCut() {
    String replies =
        "+OK\r\n:12\r\n$5\r\na\r\nbc\r\n$-1\r\n*2\r\n$1\r\nx\r\n*1\r\n:-1\r\n*0\r\n*-1\r\n-ERR no\r\n$0\r\n\r\n";
    byte[] bytes = replies.getBytes(StandardCharsets.US_ASCII);

    for (int cut = 1; cut < bytes.length; cut++) {
      ReplyScanner scanner = new ReplyScanner();
      int complete = scanner.scan(ByteBuffer.wrap(bytes, 0, cut));
      complete += scanner.scan(ByteBuffer.wrap(bytes, cut, bytes.length - cut));

      assertEquals(9, complete, "cut at " + cut);
      assertEquals(1, scanner.errors());
      assertEquals("ERR no", scanner.error());
    }
  }

  @Test
  void aTemplateNumbersItsWords() {
    RequestTemplate template = RequestTemplate.of("LRANGE", "list", "{k}", "{k+99}");
    ByteBuffer out = ByteBuffer.allocate(template.bytesMax());

    template.append(() -> 7, out);

    String sent = new String(out.array(), 0, out.position(), StandardCharsets.US_ASCII);
    assertEquals("*4\r\n$6\r\nLRANGE\r\n$4\r\nlist\r\n$1\r\n7\r\n$3\r\n106\r\n", sent);
  }

  @Test
  void percentilesAreRightToWithinTwoPercent() {
    DurationHistogram histogram = new DurationHistogram();

    for (int micros = 1; micros <= 100_000; micros++) {
      histogram.record(micros * 1000L, 1);
    }

    assertEquals(50, histogram.millis(0.5), 1);
    assertEquals(99.9, histogram.millis(0.999), 2);
    assertEquals(100, histogram.millisMax());
  }

  @Test
  void zipfPrefersTheFirstRanksAsItsFormulaSays() {
    int keys = 100_000;
    int draws = 1_000_000;
    ZipfKeys zipf = new ZipfKeys(keys, 42);
    int first = 0;

    for (int i = 0; i < draws; i++) {
      first += zipf.rank() == 0 ? 1 : 0;
    }

    assertEquals(1 / 12.78, (double) first / draws, 0.002);
  }

  @Test
  void zipfReachesKeysInTheWholeRange() {
    ZipfKeys zipf = new ZipfKeys(1000, 42);
    Set<Integer> seen = new HashSet<>();

    for (int i = 0; i < 100_000; i++) {
      int key = zipf.next();
      assertTrue(key >= 0 && key < 1000, "key: " + key);
      seen.add(key);
    }

    assertTrue(seen.size() > 990, "seen: " + seen.size());
  }

  @Test
  void theLastLineOfRedisBenchmarksCsvIsRead() throws IOException {
    String csv =
        """
        "test","rps","avg_latency_ms","min_latency_ms","p50_latency_ms","p95_latency_ms","p99_latency_ms","max_latency_ms"
        "GET key","50000.25","7.624","0.424","6.175","15.495","45.439","45.663"
        """;

    assertEquals(new Measurement(50000.25, 6.175, 45.439), RedisBenchmark.parse(csv));
  }
}
