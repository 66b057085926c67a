package io.talus.product.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.command.Reply;
import io.talus.application.embed.Connection;
import io.talus.application.embed.Talus;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Keys that all clients write: a counter whose every number is given out once, a queue whose every
 * entry is taken once, and accounts whose sum stays. For several threads; each waits for its
 * replies.
 */
final class SharedKeys {
  private static final int ACCOUNTS = 10;
  private static final String[] ALL_ACCOUNTS =
      Stream.concat(Stream.of("MGET"), IntStream.range(0, ACCOUNTS).mapToObj(SharedKeys::account))
          .toArray(String[]::new);

  private final Set<Long> numbers = ConcurrentHashMap.newKeySet();
  private final Set<String> put = ConcurrentHashMap.newKeySet();
  private final Set<String> taken = ConcurrentHashMap.newKeySet();
  private final AtomicLong lastEntry = new AtomicLong();

  private static String account(int number) {
    return "account" + number;
  }

  /** Sends commands until it is enough. Every command is answered. */
  void play(Talus talus, SplittableRandom random, BooleanSupplier enough) {
    try (Connection connection = talus.connect()) {
      while (!enough.getAsBoolean()) {
        switch (random.nextInt(5)) {
          case 0 -> count(connection);
          case 1 -> put(connection);
          case 2 -> take(connection);
          case 3 -> transfer(connection, random);
          default -> requireSum(connection);
        }
      }
    }
  }

  private void count(Connection connection) {
    long number = ((Reply.Int) connection.execute("INCR", "counter")).value();
    assertTrue(numbers.add(number), () -> number + " was given out twice");
  }

  private void put(Connection connection) {
    String entry = "entry" + lastEntry.incrementAndGet();
    put.add(entry);
    assertTrue(connection.execute("RPUSH", "queue", entry) instanceof Reply.Int);
  }

  private void take(Connection connection) {
    if (connection.execute("LPOP", "queue") instanceof Reply.Bulk bulk) {
      String entry = bulk.value().latin1();
      assertTrue(put.contains(entry), () -> entry + " was not put in");
      assertTrue(taken.add(entry), () -> entry + " was taken twice");
    }
  }

  private static void transfer(Connection connection, SplittableRandom random) {
    String amount = Integer.toString(random.nextInt(100));
    connection.execute("MULTI");
    connection.execute("DECRBY", account(random.nextInt(ACCOUNTS)), amount);
    connection.execute("INCRBY", account(random.nextInt(ACCOUNTS)), amount);
    assertTrue(connection.execute("EXEC") instanceof Reply.Array);
  }

  private static void requireSum(Connection connection) {
    requireNothing(connection.execute(ALL_ACCOUNTS));
  }

  private static void requireNothing(Reply accounts) {
    String shown = Shown.of(accounts);
    long sum =
        Stream.of(shown.substring(1, shown.length() - 1).split(" "))
            .filter(amount -> !amount.equals("nil"))
            .mapToLong(amount -> Long.parseLong(amount.replace("\"", "")))
            .sum();
    assertEquals(0, sum, () -> "the accounts hold " + shown);
  }

  /** After the node was closed and opened again: all that was answered is there. */
  void verify(Talus talus) {
    String counter = Shown.of(talus.execute("GET", "counter"));
    assertEquals(numbers.isEmpty() ? "nil" : "\"" + numbers.size() + "\"", counter);
    requireNothing(talus.execute(ALL_ACCOUNTS));
    assertEquals(
        Integer.toString(put.size() - taken.size()), Shown.of(talus.execute("LLEN", "queue")));
  }
}
