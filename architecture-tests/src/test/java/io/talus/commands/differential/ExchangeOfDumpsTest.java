package io.talus.commands.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.testkit.Seeds;
import io.talus.testkit.process.RunningServer;
import io.talus.testkit.process.ServerCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one of Talus and redis-server has dumped, the other restores. */
final class ExchangeOfDumpsTest {
  private static final int ROUNDS = 40;
  private static final int PROTOCOL = 2;
  private static final int[] SIZES = {1, 3, 20, 100, 600, 3000};
  private static final int[] LENGTHS = {1, 10, 70, 400};

  /** How a key of each type is made of values, and read. */
  private enum Kind {
    LIST("RPUSH k", "LRANGE k 0 -1"),
    SET("SADD k", "SORT k ALPHA"),
    SORTED_SET("ZADD k", "ZRANGE k 0 -1 WITHSCORES"),
    /** Its fields are read by their names: they have no order. */
    HASH("HSET k", "HMGET k");

    private final String make;
    private final String read;

    Kind(String make, String read) {
      this.make = make;
      this.read = read;
    }
  }

  private static RunningServer server;

  @BeforeAll
  static void startRedis(@TempDir Path dir) throws IOException, InterruptedException {
    server = RunningServer.start(ServerCommand.redis("--save", ""), dir.resolve("redis.log"));
  }

  @AfterAll
  static void stopRedis() throws IOException {
    server.close();
  }

  @Test
  void redisRestoresWhatTalusHasDumped() {
    Seeds.each(
        ROUNDS,
        random -> {
          try (Endpoint talus = new EmbeddedEndpoint(PROTOCOL);
              Endpoint redis = new RespEndpoint(server.port(), PROTOCOL)) {
            exchange(talus, redis, true, random);
          }
        });
  }

  @Test
  void talusRestoresWhatRedisHasDumped() {
    Seeds.each(
        ROUNDS,
        random -> {
          try (Endpoint talus = new EmbeddedEndpoint(PROTOCOL);
              Endpoint redis = new RespEndpoint(server.port(), PROTOCOL)) {
            exchange(talus, redis, false, random);
          }
        });
  }

  private static void exchange(
      Endpoint talus, Endpoint redis, boolean fromTalus, RandomGenerator random) {
    Endpoint from = fromTalus ? talus : redis;
    Endpoint to = fromTalus ? redis : talus;
    Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
    List<Bytes> values = values(random);
    List<Bytes> make = words(kind.make);
    for (int i = 0; i < values.size(); i++) {
      switch (kind) {
        case LIST, SET -> make.add(values.get(i));
        case SORTED_SET -> make.addAll(List.of(Bytes.of(i + ".5"), values.get(i)));
        case HASH -> make.addAll(List.of(Bytes.of("field" + i), values.get(i)));
      }
    }
    for (Endpoint each : List.of(from, to)) {
      each.execute(words("FLUSHALL"));
    }
    from.execute(make);

    Reply.Bulk payload = (Reply.Bulk) from.execute(words("DUMP k"));
    List<Bytes> restore = words("RESTORE k 0");
    restore.add(payload.value());

    assertEquals(Reply.OK, to.execute(restore));
    assertTrue(
        Replies.same(contents(redis, kind, values.size()), contents(talus, kind, values.size())),
        () -> "restored is something else: " + Calls.text(make));
  }

  private static Reply contents(Endpoint of, Kind kind, int size) {
    List<Bytes> read = words(kind.read);
    if (kind == Kind.HASH) {
      for (int i = 0; i < size; i++) {
        read.add(Bytes.of("field" + i));
      }
    }
    return of.execute(read);
  }

  /** Numbers, which Redis keeps as such, text, and what it compresses. */
  private static List<Bytes> values(RandomGenerator random) {
    int size = SIZES[random.nextInt(SIZES.length)];
    int length = LENGTHS[random.nextInt(LENGTHS.length)];
    List<Bytes> values = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      values.add(
          switch (random.nextInt(3)) {
            case 0 -> Bytes.of(random.nextLong() >> random.nextInt(Long.SIZE));
            case 1 -> Bytes.of((char) ('a' + random.nextInt(26)) + "b".repeat(length));
            default -> text(random, length);
          });
    }
    return values;
  }

  private static Bytes text(RandomGenerator random, int length) {
    byte[] text = new byte[length];
    for (int i = 0; i < length; i++) {
      text[i] = (byte) random.nextInt('!', '~');
    }
    return Bytes.wrap(text);
  }

  private static List<Bytes> words(String line) {
    return new ArrayList<>(Arrays.stream(line.split(" ")).map(Bytes::of).toList());
  }
}
