package io.talus.forward;

import io.talus.application.command.Reply;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a key may hold as far as its only client can know: several values, once the outcome of a
 * write is unknown.
 */
final class KeyStates {
  private static final String ABSENT = "";

  /** What a client does with a key. */
  enum Kind {
    GET,
    INCR,
    APPEND,
    SET,
    DEL
  }

  /** What a command does to a value that the key may have, and answers. */
  private record Outcome(String value, Reply reply) {}

  private Set<String> possible = new HashSet<>(Set.of(ABSENT));

  /**
   * Takes what a command was answered.
   *
   * @return whether that can be
   */
  boolean answered(Kind kind, Reply reply) {
    Set<String> next = new HashSet<>();
    if (reply instanceof Reply.Error error) {
      if (error.text().startsWith("UNKNOWN")) {
        possible.forEach(value -> next.add(run(kind, value).value));
      } else if (!error.text().startsWith("CLUSTERDOWN")) {
        return false;
      }
      next.addAll(possible);
    } else {
      for (String value : possible) {
        Outcome outcome = run(kind, value);
        if (outcome.reply.equals(reply)) {
          next.add(outcome.value);
        }
      }
    }
    possible = next;
    return !next.isEmpty();
  }

  private static Outcome run(Kind kind, String value) {
    return switch (kind) {
      case GET -> new Outcome(value, value.equals(ABSENT) ? Reply.NULL : Reply.bulk(value));
      case INCR -> {
        long sum = value.equals(ABSENT) ? 1 : Long.parseLong(value) + 1;
        yield new Outcome(Long.toString(sum), Reply.integer(sum));
      }
      case APPEND -> new Outcome(value + "1", Reply.integer(value.length() + 1));
      case SET -> new Outcome("7", Reply.OK);
      case DEL -> new Outcome(ABSENT, Reply.integer(!value.equals(ABSENT)));
    };
  }

  static List<String> words(Kind kind, String key) {
    List<String> words = new ArrayList<>(List.of(kind.name(), key));
    switch (kind) {
      case APPEND -> words.add("1");
      case SET -> words.add("7");
      case GET, INCR, DEL -> {
        // That is all.
      }
    }
    return words;
  }

  @Override
  public String toString() {
    return possible.toString();
  }
}
