package io.talus.product.node;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A reply as it came over the wire. The null bulk and the null array of RESP2 have the type of
 * RESP3's null.
 *
 * @param type the first character of the reply
 * @param text the line or the bulk string as Latin-1; empty for aggregates and null
 * @param items of an aggregate; of a map, keys and values in turn
 */
public record Answer(char type, String text, List<Answer> items) {
  static Answer line(char type, String text) {
    return new Answer(type, text, List.of());
  }

  public boolean isError() {
    return type == '-' || type == '!';
  }

  public boolean isNull() {
    return type == '_';
  }

  public long number() {
    if (type != ':') {
      throw new IllegalStateException("reply: " + this + " (expected: a number)");
    }
    return Long.parseLong(text);
  }

  /** The texts of the items. */
  public List<String> texts() {
    return items.stream().map(Answer::text).toList();
  }

  @Override
  public String toString() {
    return switch (type) {
      case '_' -> "(null)";
      case '*', '~', '>' ->
          items.stream().map(Answer::toString).collect(Collectors.joining(", ", "[", "]"));
      case '%' -> items.stream().map(Answer::toString).collect(Collectors.joining(", ", "{", "}"));
      default -> text;
    };
  }
}
