package io.talus.benchmarks;

import java.util.List;

/**
 * A command that takes whole collections, in the order in which they are run: later ones change
 * what earlier ones have stored.
 *
 * @param words with {@code N} for the number of elements, {@code N/2} and {@code N/4}
 */
record WholeCommand(List<String> words) {
  private static WholeCommand of(String command) {
    return new WholeCommand(List.of(command.split(" ")));
  }

  String name() {
    return words.getFirst();
  }

  String text() {
    return String.join(" ", words);
  }

  /** The command on collections with so many elements. */
  List<String> on(int elements) {
    return words.stream()
        .map(
            word ->
                switch (word) {
                  case "N" -> Integer.toString(elements);
                  case "N/2" -> Integer.toString(elements / 2);
                  case "N/4" -> Integer.toString(elements / 4);
                  default -> word;
                })
        .toList();
  }

  static final List<WholeCommand> ALL =
      List.of(
          of("HGETALL hash"),
          of("HKEYS hash"),
          of("HVALS hash"),
          of("SMEMBERS set:a"),
          of("LRANGE list 0 -1"),
          of("ZRANGE zset:a 0 -1 WITHSCORES"),
          of("ZREVRANGE zset:a 0 -1"),
          of("ZRANGEBYSCORE zset:b -inf +inf"),
          of("SINTER set:a set:b"),
          of("SUNION set:a set:b"),
          of("SDIFF set:a set:b"),
          of("SINTERCARD 2 set:a set:b"),
          of("ZINTER 2 zset:a zset:b"),
          of("ZUNION 2 zset:a zset:b"),
          of("ZDIFF 2 zset:a zset:b"),
          of("ZINTERCARD 2 zset:a zset:b"),
          of("LPOS list nowhere"),
          of("SORT list ALPHA"),
          of("SORT set:a ALPHA LIMIT 0 10"),
          of("DUMP hash"),
          of("DUMP set:a"),
          of("DUMP zset:a"),
          of("DUMP list"),
          of("SRANDMEMBER set:a N/2"),
          of("HRANDFIELD hash N/2 WITHVALUES"),
          of("ZRANDMEMBER zset:a N/2"),
          of("SUNIONSTORE to:1 set:a set:b"),
          of("SINTERSTORE to:2 set:a set:b"),
          of("SDIFFSTORE to:3 set:a set:b"),
          of("ZUNIONSTORE to:4 2 zset:a zset:b"),
          of("ZINTERSTORE to:5 2 zset:a zset:b"),
          of("ZDIFFSTORE to:6 2 zset:a zset:b"),
          of("ZRANGESTORE to:7 zset:a 0 -1"),
          of("SORT list ALPHA STORE to:8"),
          of("COPY hash to:9"),
          of("COPY list to:10"),
          of("COPY set:a to:11"),
          of("COPY zset:a to:12"),
          of("RENAME to:9 renamed:9"),
          of("RENAME to:12 renamed:12"),
          of("MOVE renamed:9 1"),
          of("LREM to:10 0 entry:7"),
          of("LINSERT to:10 BEFORE entry:501 new"),
          of("LTRIM to:10 100 -100"),
          of("LPOP to:10 N/4"),
          of("SPOP to:11 N/2"),
          of("ZREMRANGEBYRANK renamed:12 0 N/2"),
          of("ZPOPMIN renamed:12 N/4"),
          of("ZREMRANGEBYSCORE to:7 -inf N/2"));
}
