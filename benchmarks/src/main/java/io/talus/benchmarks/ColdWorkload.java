package io.talus.benchmarks;

import java.util.List;

/**
 * One command of the second table.
 *
 * @param name what the table calls it
 * @param template the command
 * @param range over how many keys or members it is spread
 * @param targets the ratios wanted without and with pipelining: those that Kvrocks reached on the
 *     same machine
 */
record ColdWorkload(String name, RequestTemplate template, Range range, Targets targets) {

  /** What the number in the command ranges over. */
  enum Range {
    KEYS,
    MEMBERS,
    /** Members of which a hundred more follow. */
    STARTS
  }

  record Targets(double plain, double pipelined) {}

  /** Kvrocks' lowest ratio without pipelining. */
  private static final double KVROCKS_PLAIN = 0.47;

  private static final String VALUE = "x".repeat(100);

  /** What must be there before: the keys, and one collection of each type with the members. */
  static List<ColdWorkload> loads() {
    return List.of(
        load("keys", Range.KEYS, "SET", "key:{k}", VALUE),
        load("list", Range.MEMBERS, "RPUSH", "biglist", VALUE),
        load("set", Range.MEMBERS, "SADD", "bigset", member("{k}")),
        load("hash", Range.MEMBERS, "HSET", "bighash", "element:{k}", VALUE),
        load("zset", Range.MEMBERS, "ZADD", "bigzset", "{k}", member("{k+99}")));
  }

  /** Commands on single keys out of more than fit into memory. */
  static List<ColdWorkload> onKeys() {
    return List.of(
        of("SET", Range.KEYS, 0.36, "SET", "key:{k}", VALUE),
        of("GET", Range.KEYS, 0.38, "GET", "key:{k}"),
        of("INCR", Range.KEYS, 0.35, "INCR", "counter:{k}"),
        of("MSET", Range.KEYS, 0.52, mset()));
  }

  /** Commands on collections that are too large to be resident. */
  static List<ColdWorkload> onCollections() {
    return List.of(
        of("LPUSH", Range.MEMBERS, 0.35, "LPUSH", "biglist", VALUE),
        of("RPOP", Range.MEMBERS, 0.16, "RPOP", "biglist"),
        of("LRANGE_100", Range.STARTS, 0.49, "LRANGE", "biglist", "{k}", "{k+99}"),
        of("SADD", Range.MEMBERS, 0.14, "SADD", "bigset", member("{k}")),
        of("HSET", Range.MEMBERS, 0.22, "HSET", "bighash", "element:{k}", VALUE),
        of("HGET", Range.MEMBERS, 0.22, "HGET", "bighash", "element:{k}"),
        of("ZADD", Range.MEMBERS, 0.21, "ZADD", "bigzset", "{k}", member("{k+99}")));
  }

  /** Makes the list one longer. */
  static RequestTemplate push() {
    return RequestTemplate.of("RPUSH", "biglist", VALUE);
  }

  double target(int pipeline) {
    return pipeline == 1 ? targets.plain() : targets.pipelined();
  }

  private static ColdWorkload load(String name, Range range, String... words) {
    return of(name, range, 0, words);
  }

  private static ColdWorkload of(String name, Range range, double pipelined, String... words) {
    return new ColdWorkload(
        name, RequestTemplate.of(words), range, new Targets(KVROCKS_PLAIN, pipelined));
  }

  /** A member as long as the values are. */
  private static String member(String number) {
    return "element-" + "x".repeat(85) + ":" + number;
  }

  private static String[] mset() {
    String[] words = new String[21];
    words[0] = "MSET";
    for (int i = 1; i < words.length; i += 2) {
      words[i] = "key:{k}";
      words[i + 1] = VALUE;
    }
    return words;
  }
}
