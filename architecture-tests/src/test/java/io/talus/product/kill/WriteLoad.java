package io.talus.product.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.product.node.RespClient;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * One connection that writes to keys of its own until the server is killed, and knows afterwards
 * what must be there: all that was acknowledged, and of the rest a beginning, in the order sent.
 * Used by one thread at a time.
 */
final class WriteLoad {
  /** The last writes of the ledger are all looked at, the older ones by samples. */
  private static final int LEDGER_RECENT = 300;

  private static final int LEDGER_SAMPLES = 300;
  private static final int LEDGER_VALUE_BYTES_MAX = 1500;

  private final String owner;
  private final int depth;
  private final RandomGenerator random;
  private final Writes writes;
  private final KeyModel model = new KeyModel();
  private final Deque<Write> pending = new ArrayDeque<>();
  private int ledgerSent;
  private int ledgerAcknowledged;

  /**
   * A load that has not begun.
   *
   * @param depth how many commands it has under way at once
   */
  WriteLoad(String owner, int depth, RandomGenerator random) {
    this.owner = owner;
    this.depth = depth;
    this.random = random;
    this.writes = new Writes(owner, random);
  }

  /** Writes until the connection breaks; releases a permit for each acknowledged write. */
  IOException runUntilBroken(RespClient client, Semaphore acknowledged) {
    try {
      while (true) {
        fill(client);
        for (int i = 0; i < (depth + 1) / 2; i++) {
          acknowledge(client);
          acknowledged.release();
        }
      }
    } catch (IOException broken) {
      return broken;
    }
  }

  private void fill(RespClient client) throws IOException {
    while (pending.size() < depth) {
      Write write = random.nextInt(4) == 0 ? nextOfLedger() : writes.next();
      pending.addLast(write);
      send(client, write);
    }
    client.flush();
  }

  private Write nextOfLedger() {
    int number = ledgerSent++;
    return Write.of("SET", ledgerKey(number), ledgerValue(number));
  }

  private static void send(RespClient client, Write write) {
    if (write.isTransaction()) {
      client.send("MULTI");
    }
    write.commands().forEach(words -> client.send(words.toArray(String[]::new)));
    if (write.isTransaction()) {
      client.send("EXEC");
    }
  }

  private void acknowledge(RespClient client) throws IOException {
    Write write = pending.getFirst();
    if (write.isTransaction()) {
      assertEquals("OK", client.receive().toString());
      for (int i = 0; i < write.commands().size(); i++) {
        assertEquals("QUEUED", client.receive().toString());
      }
    }
    String reply = client.receive().toString();
    pending.removeFirst();
    assertEquals(apply(write), reply, () -> "reply to " + write);
  }

  private String apply(Write write) {
    if (isOfLedger(write)) {
      ledgerAcknowledged++;
      return "OK";
    }
    return model.apply(write);
  }

  private boolean isOfLedger(Write write) {
    return write.commands().getFirst().get(1).startsWith(owner + ":ledger:");
  }

  /** Finds out how many of the pending writes the server has kept; fails if that fits nowhere. */
  void verify(RespClient client) throws IOException {
    Map<String, String> found = Picture.of(client, owner);
    Map<String, String> acknowledged = model.picture();
    int ledgerFound = ledgerEnd(client);
    while (!model.picture().equals(found) || ledgerAcknowledged < ledgerFound) {
      assertTrue(
          !pending.isEmpty(),
          () ->
              owner + ": " + differences(acknowledged, found) + "and with all others " + ledger());
      apply(pending.removeFirst());
    }
    assertEquals(ledgerAcknowledged, ledgerFound, () -> owner + ": acknowledged writes are gone");
    pending.clear();
    ledgerSent = ledgerAcknowledged;
    sampleLedger(client);
  }

  private static String differences(Map<String, String> acknowledged, Map<String, String> found) {
    StringBuilder differences = new StringBuilder();
    Set<String> keys = new TreeSet<>(acknowledged.keySet());
    keys.addAll(found.keySet());
    for (String key : keys) {
      if (!Objects.equals(acknowledged.get(key), found.get(key))) {
        differences.append(
            "%s acknowledged: %s, found: %s%n"
                .formatted(key, acknowledged.get(key), found.get(key)));
      }
    }
    return differences.toString();
  }

  private String ledger() {
    return "ledger " + ledgerAcknowledged + " of " + ledgerSent;
  }

  /** One more than the last number of the ledger that is there. */
  private int ledgerEnd(RespClient client) throws IOException {
    int first = Math.max(0, ledgerAcknowledged - LEDGER_RECENT);
    List<String[]> reads =
        IntStream.range(first, ledgerSent)
            .mapToObj(number -> new String[] {"GET", ledgerKey(number)})
            .toList();
    int end = first;
    for (int i = 0; i < reads.size(); i++) {
      if (client.call(reads.get(i)).text().equals(ledgerValue(first + i))) {
        assertEquals(end, first + i, () -> owner + ": the ledger has a gap");
        end++;
      }
    }
    return end;
  }

  private void sampleLedger(RespClient client) throws IOException {
    for (int i = 0; i < LEDGER_SAMPLES && ledgerSent > 0; i++) {
      int number = random.nextInt(ledgerSent);
      assertEquals(ledgerValue(number), client.call("GET", ledgerKey(number)).text());
    }
  }

  private String ledgerKey(int number) {
    return owner + ":ledger:" + number;
  }

  private static String ledgerValue(int number) {
    return number + ":" + "y".repeat(number * 31 % LEDGER_VALUE_BYTES_MAX);
  }
}
