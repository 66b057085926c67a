package io.talus.product.big;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.talus.product.node.Answer;
import io.talus.product.node.Node;
import io.talus.product.node.RespClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Millions of keys and collections of a million elements, within a budget of a gigabyte. */
final class BigCollectionsTest {
  private static final int BUDGET_MEGABYTES = 1024;

  private static final int BATCH = 1_000;
  private static final int TRIES = 5;
  private static final int DELETE_MICROS_MAX = 1_000;
  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

  @TempDir private Path dir;

  @Test
  void thousandsOfKeysAndElements() throws Exception {
    load(20_000, 5_000);
  }

  @Tag("long")
  @Test
  void tenMillionKeysAndAMillionElements() throws Exception {
    load(10_000_000, 1_000_000);
  }

  private void load(int keys, int elements) throws Exception {
    try (Node node = Node.withBudget(dir, BUDGET_MEGABYTES).start();
        RespClient client = node.connect()) {
      write(client, keys, i -> new String[] {"SET", "key:" + i, "value:" + i});
      fillHash(client, "hash", elements);
      write(client, elements, i -> new String[] {"ZADD", "zset", "" + i, "member:" + i});

      assertEquals(keys + 2, client.call("DBSIZE").number());
      assertEquals("value:" + (keys - 1), client.call("GET", "key:" + (keys - 1)).text());
      assertEquals(elements, client.call("HLEN", "hash").number());
      assertEquals("value:7", client.call("HGET", "hash", "field:7").text());
      assertEquals(elements, client.call("ZCARD", "zset").number());
      assertEquals(elements / 2, client.call("ZRANK", "zset", "member:" + elements / 2).number());
      assertDeletedAtOnce(client, "DEL", elements);
      assertDeletedAtOnce(client, "UNLINK", elements);
      assertPeakWithinBudget(node);
    }
  }

  private static void fillHash(RespClient client, String key, int elements) throws IOException {
    write(client, elements, i -> new String[] {"HSET", key, "field:" + i, "value:" + i});
  }

  private static void write(RespClient client, int count, IntFunction<String[]> command)
      throws IOException {
    for (int first = 0; first < count; first += BATCH) {
      List<String[]> batch = new ArrayList<>();
      for (int i = first; i < Math.min(count, first + BATCH); i++) {
        batch.add(command.apply(i));
      }
      for (Answer answer : client.pipeline(batch)) {
        assertTrue(!answer.isError(), answer.text());
      }
    }
  }

  private static void assertPeakWithinBudget(Node node) throws IOException {
    Path file = Path.of("/proc", Long.toString(node.server().pid()), "status");
    assumeTrue(Files.exists(file), "only Linux tells the peak of a process");
    String status = Files.readString(file);
    Matcher matcher = PEAK.matcher(status);
    assertTrue(matcher.find(), status);
    long megabytes = Long.parseLong(matcher.group(1)) / 1024;
    System.out.printf(
        "peak resident memory: %d MB, of a budget of %d MB%n", megabytes, BUDGET_MEGABYTES);
    assertTrue(
        megabytes <= BUDGET_MEGABYTES,
        () -> "peak: " + megabytes + " MB (expected: at most " + BUDGET_MEGABYTES + ")");
  }

  /** As the server measures it; the best of several, for the machine may have been busy. */
  private static void assertDeletedAtOnce(RespClient client, String command, int elements)
      throws IOException {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < TRIES; i++) {
      fillHash(client, "victim", elements);
      client.call("CONFIG", "RESETSTAT");
      assertEquals(1, client.call(command, "victim").number());
      best = Math.min(best, micros(client, command));
    }
    System.out.printf("%s of a hash of %d fields: %d us at best%n", command, elements, best);
    assertTrue(best < DELETE_MICROS_MAX, command + " took " + best + " us");
  }

  private static long micros(RespClient client, String command) throws IOException {
    String report = client.call("INFO", "commandstats").text();
    Matcher matcher =
        Pattern.compile("cmdstat_" + command.toLowerCase(Locale.ROOT) + ":calls=1,usec=(\\d+)")
            .matcher(report);
    assertTrue(matcher.find(), report);
    return Long.parseLong(matcher.group(1));
  }
}
