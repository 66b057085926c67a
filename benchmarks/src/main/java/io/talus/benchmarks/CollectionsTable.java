package io.talus.benchmarks;

import io.talus.testkit.process.RunningServer;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Commands that take whole collections which are not resident, beside redis-server: how long each
 * takes, and for how long a second client has to wait for an answer meanwhile. A row is as wanted
 * if there is no error, the time is within five times redis-server's or three seconds for a million
 * elements, and nobody waits for more than a quarter of a second.
 */
final class CollectionsTable {
  private static final int TIMES_MAX = 5;
  private static final double SECONDS_OF_MILLION = 3;
  private static final long PING_MILLIS_MAX = 250;

  /** So many keys come after the collections, so that those are pushed out of memory. */
  private static final int OTHER_KEYS = 400_000;

  private static final int ELEMENTS_OF_COMMAND = 100;
  private static final int PIPELINE = 200;
  private static final Duration REST_LIMIT = Duration.ofMinutes(2);

  private final BenchOptions options;
  private final List<Contestant> contestants;
  private final PrintStream out;

  CollectionsTable(BenchOptions options, List<Contestant> contestants, PrintStream out) {
    this.options = options;
    this.contestants = contestants;
    this.out = out;
  }

  /** What a command came to. */
  private record Run(double seconds, long pingMillis, boolean isError) {}

  /** Prints the table; whether all is as wanted. */
  boolean run() throws IOException, InterruptedException {
    for (Contestant contestant : contestants) {
      load(contestant.server());
    }
    out.printf(
        "%nwhole collections of %,d elements that are not resident%n%n%-42s %10s %10s %10s%n",
        options.members(), "", contestants.get(0).name(), contestants.get(1).name(), "ping");
    boolean allAsWanted = true;
    for (WholeCommand command : WholeCommand.ALL) {
      if (options.wants(command.name())) {
        allAsWanted &= row(command);
      }
    }
    return allAsWanted;
  }

  private boolean row(WholeCommand command) throws IOException, InterruptedException {
    Run redis = measure(contestants.get(0).server(), command);
    Run subject = measure(contestants.get(1).server(), command);
    double limit =
        Math.max(TIMES_MAX * redis.seconds, SECONDS_OF_MILLION * options.members() / 1e6);
    boolean isAsWanted =
        !subject.isError && subject.seconds <= limit && subject.pingMillis <= PING_MILLIS_MAX;
    out.printf(
        "%-42s %8.3f s %8.3f s %7d ms%s%s%n",
        command.text(),
        redis.seconds,
        subject.seconds,
        subject.pingMillis,
        subject.isError ? "  error" : "",
        isAsWanted ? "" : "  (!)");
    return isAsWanted;
  }

  private Run measure(RunningServer server, WholeCommand command)
      throws IOException, InterruptedException {
    try (WholeReplies client = new WholeReplies(server.port());
        PingingClient pings = PingingClient.begin(server.port())) {
      long begun = System.nanoTime();
      client.send(command.on(options.members()));
      client.receive();
      double seconds = (System.nanoTime() - begun) / 1e9;
      return new Run(seconds, pings.worstMillis(), client.errors() > 0);
    }
  }

  private void load(RunningServer server) throws IOException, InterruptedException {
    int shift = options.members() / 2;
    try (WholeReplies client = new WholeReplies(server.port())) {
      fill(client, "SADD", "set:a", i -> List.of("member:" + i));
      fill(client, "SADD", "set:b", i -> List.of("member:" + (i + shift)));
      fill(client, "ZADD", "zset:a", i -> List.of("" + i, "member:" + i));
      fill(client, "ZADD", "zset:b", i -> List.of("" + i % 1000, "member:" + (i + shift)));
      fill(client, "HSET", "hash", i -> List.of("field:" + i, "value:" + i));
      fill(client, "RPUSH", "list", i -> List.of("entry:" + i % 1000));
      String value = "x".repeat(150);
      for (int i = 0; i < OTHER_KEYS; i++) {
        client.pipeline(List.of("SET", "other:" + i, value), PIPELINE);
      }
      client.receiveAll();
      if (client.errors() > 0) {
        throw new IOException("loading: " + client.errors() + " replies were errors");
      }
    }
    server.awaitRest(REST_LIMIT);
  }

  private void fill(
      WholeReplies client, String name, String key, IntFunction<List<String>> elements)
      throws IOException {
    for (int from = 0; from < options.members(); from += ELEMENTS_OF_COMMAND) {
      List<String> words = new ArrayList<>(List.of(name, key));
      int to = Math.min(options.members(), from + ELEMENTS_OF_COMMAND);
      for (int i = from; i < to; i++) {
        words.addAll(elements.apply(i));
      }
      client.pipeline(words, PIPELINE);
    }
  }
}
