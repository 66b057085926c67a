package io.talus.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One command of the first table, as redis-benchmark is to send it; {@code __rand_int__} is one of
 * the random keys.
 *
 * @param name what the table calls it
 * @param words the command
 * @param fill the command that prepares the data, if it needs any
 * @param fillOf how many of those for a run of so many requests
 */
record Workload(String name, List<String> words, Optional<List<String>> fill, Fill fillOf) {

  /** How many requests prepare a run. */
  interface Fill {
    int requests(int runRequests);
  }

  private static final int VALUE_BYTES = 100;
  private static final String VALUE = "x".repeat(VALUE_BYTES);
  private static final int MSET_KEYS = 10;

  /** Twice as many as there are keys, so that about seven of eight exist. */
  private static final int GET_FILL = 200_000;

  private static final int LRANGE_FILL = 100_000;

  private static final List<String> SET = List.of("SET", "key:__rand_int__", VALUE);
  private static final List<String> LPUSH = List.of("LPUSH", "mylist", VALUE);

  /** The ten commands that Talus is measured by. */
  static List<Workload> firstTable() {
    return List.of(
        plain("SET", SET),
        new Workload("GET", List.of("GET", "key:__rand_int__"), Optional.of(SET), run -> GET_FILL),
        plain("INCR", List.of("INCR", "counter:__rand_int__")),
        plain("LPUSH", LPUSH),
        // As many as are popped, so that it never runs empty.
        new Workload("RPOP", List.of("RPOP", "mylist"), Optional.of(LPUSH), run -> run),
        plain("SADD", List.of("SADD", "myset", "element:__rand_int__")),
        plain("HSET", List.of("HSET", "myhash", "element:__rand_int__", VALUE)),
        plain("ZADD", List.of("ZADD", "myzset", "__rand_int__", "element:__rand_int__")),
        new Workload(
            "LRANGE_100",
            List.of("LRANGE", "mylist", "0", "99"),
            Optional.of(LPUSH),
            run -> LRANGE_FILL),
        plain("MSET", mset()));
  }

  private static Workload plain(String name, List<String> words) {
    return new Workload(name, words, Optional.empty(), run -> 0);
  }

  private static List<String> mset() {
    List<String> words = new ArrayList<>(List.of("MSET"));
    for (int i = 0; i < MSET_KEYS; i++) {
      words.addAll(List.of("key:__rand_int__", VALUE));
    }
    return words;
  }
}
