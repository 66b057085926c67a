package io.talus.product.stress;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Keys that one client alone writes, as they must be: so it knows every reply beforehand. */
final class OwnKeys {
  private static final int STRINGS = 60;
  private static final int LISTS = 4;
  private static final int HASHES = 4;
  private static final int FIELDS = 60;
  private static final int VALUE_BYTES_MAX = 3_000;

  /** A list is not made longer. */
  private static final int ENTRIES_MAX = 200;

  /** What is asked, and what has to be answered, written as {@link Shown} does. */
  record Call(List<String> words, String expected) {
    String[] command() {
      return words.toArray(String[]::new);
    }
  }

  private final String prefix;
  private final Map<String, String> strings;
  private final Map<String, Deque<String>> lists;
  private final Map<String, Map<String, String>> hashes;

  private OwnKeys(
      String prefix,
      Map<String, String> strings,
      Map<String, Deque<String>> lists,
      Map<String, Map<String, String>> hashes) {
    this.prefix = prefix;
    this.strings = strings;
    this.lists = lists;
    this.hashes = hashes;
  }

  OwnKeys(String prefix) {
    this(prefix, new HashMap<>(), new HashMap<>(), new HashMap<>());
  }

  /** As it is now; what is done afterwards does not change it. */
  OwnKeys copy() {
    Map<String, Deque<String>> listsNow = new HashMap<>();
    lists.forEach((key, list) -> listsNow.put(key, new ArrayDeque<>(list)));
    Map<String, Map<String, String>> hashesNow = new HashMap<>();
    hashes.forEach((key, hash) -> hashesNow.put(key, new HashMap<>(hash)));
    return new OwnKeys(prefix, new HashMap<>(strings), listsNow, hashesNow);
  }

  /** Does something, here and, by whoever sends the call, on the node. */
  Call next(SplittableRandom random) {
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> get(stringKey(random));
      case 3, 4 -> set(stringKey(random), value(random));
      case 5 -> append(stringKey(random), "+" + random.nextInt(100));
      case 6 -> del(stringKey(random));
      case 7 -> push(listKey(random), value(random));
      case 8 -> pop(listKey(random));
      case 9, 10 -> setField(hashKey(random), field(random), value(random));
      default -> getField(hashKey(random), field(random));
    };
  }

  private String stringKey(SplittableRandom random) {
    return prefix + ":s" + random.nextInt(STRINGS);
  }

  private String listKey(SplittableRandom random) {
    return prefix + ":l" + random.nextInt(LISTS);
  }

  private String hashKey(SplittableRandom random) {
    return prefix + ":h" + random.nextInt(HASHES);
  }

  private static String field(SplittableRandom random) {
    return "f" + random.nextInt(FIELDS);
  }

  private static String value(SplittableRandom random) {
    char letter = (char) ('a' + random.nextInt(26));
    return random.nextInt() + String.valueOf(letter).repeat(random.nextInt(VALUE_BYTES_MAX));
  }

  private Call get(String key) {
    return new Call(List.of("GET", key), Shown.bulk(strings.get(key)));
  }

  private Call set(String key, String value) {
    strings.put(key, value);
    return new Call(List.of("SET", key, value), "OK");
  }

  private Call append(String key, String value) {
    String whole = strings.merge(key, value, String::concat);
    return new Call(List.of("APPEND", key, value), Integer.toString(whole.length()));
  }

  private Call del(String key) {
    return new Call(List.of("DEL", key), strings.remove(key) == null ? "0" : "1");
  }

  private Call push(String key, String value) {
    Deque<String> list = lists.computeIfAbsent(key, k -> new ArrayDeque<>());
    if (list.size() >= ENTRIES_MAX) {
      return pop(key);
    }
    list.addLast(value);
    return new Call(List.of("RPUSH", key, value), Integer.toString(list.size()));
  }

  private Call pop(String key) {
    Deque<String> list = lists.computeIfAbsent(key, k -> new ArrayDeque<>());
    return new Call(List.of("LPOP", key), Shown.bulk(list.pollFirst()));
  }

  private Call setField(String key, String field, String value) {
    Map<String, String> hash = hashes.computeIfAbsent(key, k -> new HashMap<>());
    boolean isNew = hash.put(field, value) == null;
    return new Call(List.of("HSET", key, field, value), isNew ? "1" : "0");
  }

  private Call getField(String key, String field) {
    Map<String, String> hash = hashes.computeIfAbsent(key, k -> new HashMap<>());
    return new Call(List.of("HGET", key, field), Shown.bulk(hash.get(field)));
  }

  /** Calls that show all of it. */
  List<Call> everything() {
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < STRINGS; i++) {
      calls.add(get(prefix + ":s" + i));
    }
    for (int i = 0; i < LISTS; i++) {
      String key = prefix + ":l" + i;
      calls.add(
          new Call(
              List.of("LRANGE", key, "0", "-1"),
              Shown.bulks(lists.getOrDefault(key, new ArrayDeque<>()).stream())));
    }
    for (int i = 0; i < HASHES; i++) {
      String key = prefix + ":h" + i;
      Map<String, String> hash = hashes.getOrDefault(key, new HashMap<>());
      Stream<String> names = Stream.iterate(0, f -> f + 1).limit(FIELDS).map(f -> "f" + f);
      calls.add(
          new Call(
              Stream.concat(Stream.of("HMGET", key), names).toList(),
              Shown.bulks(
                  Stream.iterate(0, f -> f + 1).limit(FIELDS).map(f -> hash.get("f" + f)))));
    }
    return calls;
  }
}
