package io.talus.product.kill;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the keys of one connection hold, by Redis's rules for the commands of {@link Writes}. */
final class KeyModel {
  private final Map<String, String> strings = new TreeMap<>();
  private final Map<String, Deque<String>> lists = new TreeMap<>();
  private final Map<String, TreeSet<String>> sets = new TreeMap<>();
  private final Map<String, TreeMap<String, String>> maps = new TreeMap<>();
  private final Map<String, String> expiry = new TreeMap<>();

  /** Does what the server does, and says what the server then replies. */
  String apply(Write write) {
    List<String> replies = write.commands().stream().map(this::apply).toList();
    return write.isTransaction() ? replies.toString() : replies.getFirst();
  }

  private String apply(List<String> words) {
    String key = words.get(1);
    return switch (words.getFirst()) {
      case "SET" -> set(key, words.get(2));
      case "INCR" -> increment(key);
      case "LPUSH" -> push(key, words.get(2));
      case "RPOP" -> pop(key);
      case "LMOVE" -> moveLast(key, words.get(2));
      case "SADD" -> count(sets.computeIfAbsent(key, any -> new TreeSet<>()).add(words.get(2)));
      case "SMOVE" -> moveMember(key, words.get(2), words.get(3));
      case "HSET" -> count(put(key, words.get(2), words.get(3)));
      case "ZADD" -> count(put(key, words.get(3), words.get(2)));
      case "DEL" -> count(delete(key));
      case "PEXPIREAT" -> expireAt(key, words.get(2));
      default -> throw new IllegalArgumentException("write: " + words);
    };
  }

  private String set(String key, String value) {
    strings.put(key, value);
    expiry.remove(key);
    return "OK";
  }

  private String increment(String key) {
    return strings.merge(
        key, "1", (now, one) -> Long.toString(Long.parseLong(now) + Long.parseLong(one)));
  }

  private String push(String key, String value) {
    Deque<String> list = lists.computeIfAbsent(key, any -> new ArrayDeque<>());
    list.addFirst(value);
    return Integer.toString(list.size());
  }

  private String pop(String key) {
    Deque<String> list = lists.get(key);
    if (list == null) {
      return "(null)";
    }
    String last = list.removeLast();
    if (list.isEmpty()) {
      delete(key);
    }
    return last;
  }

  private String moveLast(String source, String target) {
    if (source.equals(target)) {
      return rotate(source);
    }
    String moved = pop(source);
    if (!moved.equals("(null)")) {
      push(target, moved);
    }
    return moved;
  }

  /** The key never goes away meanwhile, so it keeps its expiry even if it has one element. */
  private String rotate(String key) {
    Deque<String> list = lists.get(key);
    if (list == null) {
      return "(null)";
    }
    list.addFirst(list.removeLast());
    return list.getFirst();
  }

  private String moveMember(String source, String target, String member) {
    TreeSet<String> from = sets.get(source);
    if (source.equals(target)) {
      return count(from != null && from.contains(member));
    }
    if (from == null || !from.remove(member)) {
      return "0";
    }
    if (from.isEmpty()) {
      delete(source);
    }
    sets.computeIfAbsent(target, any -> new TreeSet<>()).add(member);
    return "1";
  }

  private boolean put(String key, String field, String value) {
    return maps.computeIfAbsent(key, any -> new TreeMap<>()).put(field, value) == null;
  }

  private boolean delete(String key) {
    expiry.remove(key);
    return Stream.of(strings, lists, sets, maps)
            .filter(values -> values.remove(key) != null)
            .count()
        > 0;
  }

  private String expireAt(String key, String millis) {
    boolean exists =
        strings.containsKey(key)
            || lists.containsKey(key)
            || sets.containsKey(key)
            || maps.containsKey(key);
    if (exists) {
      expiry.put(key, millis);
    }
    return count(exists);
  }

  private static String count(boolean done) {
    return done ? "1" : "0";
  }

  /** All keys with their contents and expiry, as {@link Picture} reads them from a server. */
  Map<String, String> picture() {
    Map<String, String> picture = new TreeMap<>(strings);
    lists.forEach((key, list) -> picture.put(key, list.toString()));
    sets.forEach((key, set) -> picture.put(key, set.toString()));
    maps.forEach((key, map) -> picture.put(key, map.toString()));
    return picture.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry -> entry.getValue() + " @" + expiry.getOrDefault(entry.getKey(), "-1"),
                (a, b) -> a,
                TreeMap::new));
  }
}
