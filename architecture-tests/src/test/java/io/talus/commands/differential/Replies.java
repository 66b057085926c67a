package io.talus.commands.differential;

import io.talus.application.command.FloatingPoint;
import io.talus.application.command.Reply;
import java.util.List;

/** Looks into replies. */
final class Replies {
  private Replies() {}

  static boolean isAggregate(Reply reply) {
    return reply instanceof Reply.Array || reply instanceof Reply.Set || reply instanceof Reply.Map;
  }

  /** The elements of an array, set or map; none of anything else. */
  static List<? extends Reply> items(Reply reply) {
    return switch (reply) {
      case Reply.Array array -> array.items();
      case Reply.Set set -> set.items();
      case Reply.Map map -> map.items();
      default -> List.of();
    };
  }

  /** Redis writes a double as a bulk string in RESP2. */
  static boolean sameKind(Reply expected, Reply actual) {
    return expected.getClass() == actual.getClass()
        || (expected instanceof Reply.Bulk && actual instanceof Reply.Double);
  }

  static boolean same(Reply expected, Reply actual) {
    if (actual instanceof Reply.Double right) {
      return sameNumber(expected, right.value());
    }
    if (!isAggregate(expected)) {
      return expected.equals(actual);
    }
    return sameKind(expected, actual) && sameItems(items(expected), items(actual));
  }

  static boolean sameItems(List<? extends Reply> expected, List<? extends Reply> actual) {
    if (expected.size() != actual.size()) {
      return false;
    }
    for (int i = 0; i < expected.size(); i++) {
      if (!same(expected.get(i), actual.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Redis 7.0 writes 17 digits, 7.2 as few as are needed: the number counts. */
  private static boolean sameNumber(Reply expected, double actual) {
    return switch (expected) {
      case Reply.Double left -> left.value() == actual;
      case Reply.Bulk text -> FloatingPoint.parse(text.value()) == actual;
      default -> false;
    };
  }
}
