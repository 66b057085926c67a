package io.talus.simulation;

import io.talus.application.command.Reply;
import io.talus.testkit.linear.Linearizability;
import io.talus.testkit.linear.Linearizability.Verdict;
import io.talus.testkit.linear.RegisterOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What clients of a group did and were told, key by key. */
final class GroupHistory {
  private static final long BUDGET = 2_000_000;

  /** What an APPEND adds: numbers of this length. */
  private static final int TOKEN_CHARS = 8;

  private final Map<String, List<RegisterOperation>> registers = new TreeMap<>();
  private final Map<String, Additions> additions = new TreeMap<>();
  private long clock;
  private long lastToken;
  private long writes;
  private long reads;

  /** What clients call, and on which keys. */
  enum Command {
    SET("key", false),
    GET("key", false),
    INCR("count", true),
    APPEND("text", true),
    RPUSH("list", true),
    SADD("set", true);

    private final String keys;
    private final boolean adds;

    Command(String keys, boolean adds) {
      this.keys = keys;
      this.adds = adds;
    }

    /** The name of one of its keys. */
    String key(int number) {
      return keys + ":" + number;
    }
  }

  /**
   * What a client calls.
   *
   * @param token what it writes or adds: no other call has it
   */
  record Call(Command command, String key, long token, long invoked) {
    boolean reads() {
      return command == Command.GET;
    }

    /** Whether a reply says at which place it came, or what was written last. */
    boolean places() {
      return command != Command.SET && command != Command.SADD;
    }

    List<String> words() {
      return switch (command) {
        case GET, INCR -> List.of(command.name(), key);
        case SET, RPUSH, SADD -> List.of(command.name(), key, Long.toString(token));
        case APPEND -> List.of(command.name(), key, "%08d".formatted(token));
      };
    }
  }

  Call call(Command command, int key) {
    return new Call(command, command.key(key), ++lastToken, ++clock);
  }

  long writes() {
    return writes;
  }

  long reads() {
    return reads;
  }

  /** Nobody knows whether it was executed. */
  void unknown(Call call) {
    if (call.command.adds) {
      additions(call).unknown(call.token, call.invoked);
    } else if (call.command == Command.SET) {
      register(call)
          .add(RegisterOperation.write(call.token, call.invoked, RegisterOperation.NEVER));
    }
  }

  /** It was executed, and came to this. */
  void answered(Call call, Reply reply) {
    long now = ++clock;
    writes += call.command == Command.GET ? 0 : 1;
    switch (call.command) {
      case SET -> register(call).add(RegisterOperation.write(call.token, call.invoked, now));
      case GET -> {
        reads++;
        register(call).add(RegisterOperation.read(number(reply), call.invoked, now));
      }
      case INCR, RPUSH, SADD ->
          additions(call).acknowledged(call.token, call.invoked, now, number(reply));
      case APPEND ->
          additions(call).acknowledged(call.token, call.invoked, now, number(reply) / TOKEN_CHARS);
    }
  }

  private List<RegisterOperation> register(Call call) {
    return registers.computeIfAbsent(call.key, _ -> new ArrayList<>());
  }

  private Additions additions(Call call) {
    return additions.computeIfAbsent(call.key, _ -> new Additions());
  }

  private static long number(Reply reply) {
    return switch (reply) {
      case Reply.Int integer -> integer.value();
      case Reply.Bulk bulk -> Long.parseLong(bulk.value().toString());
      default -> 0;
    };
  }

  /** What the reply to a call says: what was written last, or how often the key was changed. */
  static long place(Call call, Reply reply) {
    return call.command == Command.APPEND ? number(reply) / TOKEN_CHARS : number(reply);
  }

  /** Which registers contradict themselves, and how. */
  Optional<String> contradiction() {
    return registers.entrySet().stream()
        .flatMap(
            each -> {
              Verdict verdict = Linearizability.check(each.getValue(), BUDGET);
              return verdict == Verdict.LINEARIZABLE
                  ? Optional.<String>empty().stream()
                  : Optional.of(each.getKey() + " is " + verdict + ": " + each.getValue()).stream();
            })
        .findFirst();
  }

  /** All keys that may have been called. */
  static List<String> keys(int registers, int additions) {
    List<String> keys = new ArrayList<>();
    for (Command command : Command.values()) {
      int count = command.adds ? additions : command == Command.SET ? registers : 0;
      for (int number = 0; number < count; number++) {
        keys.add(command.key(number));
      }
    }
    return keys;
  }

  /** What speaks against the key holding this after these calls, and no others. */
  static Optional<String> contradiction(String key, Reply found, List<Call> calls) {
    List<Long> expected = calls.stream().map(Call::token).toList();
    boolean fits =
        switch (calls.isEmpty() ? Command.GET : calls.getLast().command) {
          case GET -> found.equals(Reply.NULL) || Operation.bulks(found).isEmpty();
          case SET -> number(found) == expected.getLast();
          case INCR -> number(found) == expected.size();
          case APPEND -> tokens(found).equals(expected);
          case RPUSH -> numbers(found).equals(expected);
          case SADD -> Set.copyOf(numbers(found)).equals(Set.copyOf(expected));
        };
    return fits
        ? Optional.empty()
        : Optional.of("%s holds %s (expected: %s)".formatted(key, found, calls));
  }

  /** The keys that something was added to. */
  List<String> added() {
    return List.copyOf(additions.keySet());
  }

  /** What reads such a key. */
  static List<String> look(String key) {
    if (key.startsWith(Command.RPUSH.keys)) {
      return List.of("LRANGE", key, "0", "-1");
    }
    return List.of(key.startsWith(Command.SADD.keys) ? "SMEMBERS" : "GET", key);
  }

  /** What speaks against the key holding this at the end. */
  Optional<String> contradiction(String key, Reply found) {
    Additions expected = additions.getOrDefault(key, new Additions());
    if (key.startsWith(Command.INCR.keys)) {
      return expected.contradicts(number(found));
    }
    if (key.startsWith(Command.APPEND.keys)) {
      return expected.contradicts(tokens(found), true);
    }
    return expected.contradicts(numbers(found), key.startsWith(Command.RPUSH.keys));
  }

  private static List<Long> tokens(Reply found) {
    String text = found instanceof Reply.Bulk bulk ? bulk.value().toString() : "";
    List<Long> tokens = new ArrayList<>();
    for (int at = 0; at < text.length(); at += TOKEN_CHARS) {
      tokens.add(Long.parseLong(text.substring(at, at + TOKEN_CHARS)));
    }
    return tokens;
  }

  private static List<Long> numbers(Reply found) {
    return Operation.bulks(found).stream().map(each -> Long.parseLong(each.toString())).toList();
  }
}
