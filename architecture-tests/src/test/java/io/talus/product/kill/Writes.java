package io.talus.product.kill;

import java.util.List;
import java.util.random.RandomGenerator;

/** Draws the writes of one connection: on a few keys of every type, so that they meet. */
final class Writes {
  private static final int KEYS_OF_A_TYPE = 4;
  private static final int MEMBERS = 12;

  /** Times that no test lives to see; the milliseconds tell one from another. */
  private static final long FAR_MILLIS = 4_102_444_800_000L;

  private final String owner;
  private final RandomGenerator random;

  Writes(String owner, RandomGenerator random) {
    this.owner = owner;
    this.random = random;
  }

  /** All keys that the writes of a connection may touch. */
  static List<String> types() {
    return List.of("str", "count", "list", "set", "hash", "zset", "one", "two");
  }

  static String key(String owner, String type, int number) {
    return owner + ":" + type + ":" + number;
  }

  static int keysOfAType() {
    return KEYS_OF_A_TYPE;
  }

  Write next() {
    return switch (random.nextInt(16)) {
      case 0, 1 -> Write.of("SET", key("str"), value());
      case 2, 3 -> Write.of("INCR", key("count"));
      case 4, 5 -> Write.of("LPUSH", key("list"), value());
      case 6 -> Write.of("RPOP", key("list"));
      case 7 -> Write.of("SADD", key("set"), member());
      case 8 -> Write.of("HSET", key("hash"), member(), value());
      case 9 -> Write.of("ZADD", key("zset"), Integer.toString(random.nextInt(1000)), member());
      case 10 -> Write.of("DEL", key(types().get(random.nextInt(types().size() - 2))));
      case 11 -> Write.of("PEXPIREAT", key("str"), time());
      case 12 -> Write.of("PEXPIREAT", key("list"), time());
      case 13 -> moveValue();
      case 14 -> Write.of("SMOVE", key("set"), key("set"), member());
      default -> pair();
    };
  }

  private Write moveValue() {
    return Write.of("LMOVE", key("list"), key("list"), "RIGHT", "LEFT");
  }

  /** The same value under two keys, which lie in different slots. */
  private Write pair() {
    int number = random.nextInt(KEYS_OF_A_TYPE);
    String value = value();
    return Write.together(
        List.of("SET", key(owner, "one", number), value),
        List.of("SET", key(owner, "two", number), value));
  }

  private String key(String type) {
    return key(owner, type, random.nextInt(KEYS_OF_A_TYPE));
  }

  private String member() {
    return "m" + random.nextInt(MEMBERS);
  }

  private String value() {
    return "v" + random.nextInt(1_000_000) + "x".repeat(random.nextInt(40));
  }

  private String time() {
    return Long.toString(FAR_MILLIS + random.nextInt(1_000_000));
  }
}
