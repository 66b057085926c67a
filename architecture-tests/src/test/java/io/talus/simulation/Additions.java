package io.talus.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What clients have added to one key, each time something else, and what they were told: what was
 * acknowledged is there once, what was refused is not, and what nobody knows is there or not. Each
 * reply says at which place its addition came; places are in the order of time.
 */
final class Additions {
  private static final long NEVER = Long.MAX_VALUE;

  /**
   * One addition.
   *
   * @param returned {@link #NEVER} if nobody knows what came of it
   * @param place that the reply named
   */
  private record Addition(long token, long invoked, long returned, long place) {
    boolean isKnown() {
      return returned != NEVER;
    }
  }

  private final Map<Long, Addition> additions = new HashMap<>();

  void acknowledged(long token, long invoked, long returned, long place) {
    additions.put(token, new Addition(token, invoked, returned, place));
  }

  void unknown(long token, long invoked) {
    additions.put(token, new Addition(token, invoked, NEVER, 0));
  }

  /** What speaks against this number of additions; empty if nothing does. */
  Optional<String> contradicts(long count) {
    long known = additions.values().stream().filter(Addition::isKnown).count();
    return known <= count && count <= additions.size()
        ? outOfOrder()
        : Optional.of("%d were added (expected: %d..%d)".formatted(count, known, additions.size()));
  }

  /**
   * What speaks against these additions being there; empty if nothing does.
   *
   * @param ordered whether they come in the order in which they were added
   */
  Optional<String> contradicts(List<Long> found, boolean ordered) {
    Set<Long> tokens = new HashSet<>(found);
    if (tokens.size() < found.size() || !additions.keySet().containsAll(tokens)) {
      return Optional.of("there twice, or never added: " + found + " of " + additions.values());
    }
    for (Addition each : additions.values()) {
      if (each.isKnown() && !tokens.contains(each.token)) {
        return Optional.of("acknowledged and not there: " + each + " in " + found);
      }
      if (ordered && each.isKnown() && found.indexOf(each.token) + 1 != each.place) {
        return Optional.of("not in its place: " + each + " in " + found);
      }
    }
    return ordered ? outOfOrder() : Optional.empty();
  }

  /** What was acknowledged before something else was begun comes before it. */
  private Optional<String> outOfOrder() {
    List<Addition> known =
        new ArrayList<>(additions.values().stream().filter(Addition::isKnown).toList());
    for (Addition one : known) {
      for (Addition other : known) {
        if (one.token != other.token
            && (one.place == other.place
                || (one.returned < other.invoked && one.place > other.place))) {
          return Optional.of("out of order: %s, %s".formatted(one, other));
        }
      }
    }
    return Optional.empty();
  }
}
