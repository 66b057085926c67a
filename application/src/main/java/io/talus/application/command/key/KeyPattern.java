package io.talus.application.command.key;

import io.talus.application.command.KeyspaceView;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.slot.HashSlot;
import io.talus.domain.value.HashField;
import io.talus.domain.value.HashValue;
import io.talus.domain.value.StringValue;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of SORT's BY and GET: the element takes the place of the first star and makes a key of
 * it, and behind {@code ->} stands a field of the hash that the key holds. {@code #} is the element
 * itself.
 */
final class KeyPattern {
  private static final Bytes SELF = Bytes.of("#");
  private static final int NONE = -1;
  private static final int ARROW_LENGTH = 2;

  private final Bytes pattern;
  private final int star;
  private final int keyEnd;
  private final @Nullable Bytes field;

  KeyPattern(Bytes pattern) {
    this.pattern = pattern;
    this.star = indexOf(pattern, '*', 0);
    int arrow = arrow(pattern, star);
    this.keyEnd = arrow == NONE ? pattern.length() : arrow;
    this.field = arrow == NONE ? null : pattern.slice(arrow + ARROW_LENGTH, pattern.length());
  }

  private static int indexOf(Bytes pattern, char wanted, int from) {
    for (int i = from; i < pattern.length(); i++) {
      if (pattern.at(i) == wanted) {
        return i;
      }
    }
    return NONE;
  }

  /** Where the arrow with a field behind it is, if there is one. */
  private static int arrow(Bytes pattern, int star) {
    if (star != NONE) {
      for (int i = star + 1; i + ARROW_LENGTH < pattern.length(); i++) {
        if (pattern.at(i) == '-' && pattern.at(i + 1) == '>') {
          return i;
        }
      }
    }
    return NONE;
  }

  /** Whether the pattern names the same key whatever the element. */
  boolean isConstant() {
    return star == NONE;
  }

  /**
   * Whether no key of another hash slot is looked at, whatever the element: that holds if there is
   * no key at all, or a hash tag before the star decides.
   */
  boolean staysIn(int hashSlot) {
    if (star == NONE || pattern.equals(SELF)) {
      return true;
    }
    int open = indexOf(pattern, '{', 0);
    int close = open == NONE ? NONE : indexOf(pattern, '}', open);
    return close > open + 1 && close < star && HashSlot.of(pattern) == hashSlot;
  }

  /** What the pattern leads to from this element; null if it leads to nothing. */
  @Nullable Bytes lookUp(Bytes element, KeyspaceView view) {
    if (pattern.equals(SELF)) {
      return element;
    }
    if (star == NONE) {
      return null;
    }
    return switch (view.find(key(element))) {
      case StringValue string when field == null -> view.whole(string);
      case HashValue hash when field != null -> value(hash.field(field));
      case null, default -> null;
    };
  }

  private static @Nullable Bytes value(@Nullable HashField found) {
    return found == null ? null : found.value();
  }

  private Bytes key(Bytes element) {
    return pattern.slice(0, star).concat(element).concat(pattern.slice(star + 1, keyEnd));
  }
}
