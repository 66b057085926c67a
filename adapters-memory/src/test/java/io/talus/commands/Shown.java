package io.talus.commands;

import io.talus.application.command.FloatingPoint;
import io.talus.application.command.Reply;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Replies as text that is easy to write in a test: {@code 3}, {@code nil}, {@code [a b]}, {@code
 * [(a 1) (b 2)]} for pairs, the line of an error.
 */
public final class Shown {
  private Shown() {}

  public static String text(Reply reply) {
    return switch (reply) {
      case Reply.Simple simple -> simple.text();
      case Reply.Error error -> error.text();
      case Reply.Int number -> Long.toString(number.value());
      case Reply.Bulk bulk -> bulk.value().toString();
      case Reply.Null nothing -> nothing.array() ? "nil array" : "nil";
      case Reply.Bool bool -> Boolean.toString(bool.value());
      case Reply.Double number -> FloatingPoint.format(number.value());
      case Reply.Verbatim verbatim -> verbatim.text();
      case Reply.Array array -> all(array.items());
      case Reply.Bulks bulks -> all(bulks.items().stream().map(Reply::bulk).toList());
      case Reply.Set set -> all(set.items());
      case Reply.Map map -> pairs(map.items());
      case Reply.Pairs pairs -> pairs(pairs.items());
      case Reply.Push push -> all(push.items());
      case Reply.Piece piece -> throw new IllegalArgumentException("not a whole reply: " + piece);
    };
  }

  private static String all(List<? extends Reply> items) {
    return items.stream().map(Shown::text).collect(Collectors.joining(" ", "[", "]"));
  }

  private static String pairs(List<? extends Reply> items) {
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < items.size(); i += 2) {
      text.append(i == 0 ? "(" : " (").append(text(items.get(i))).append(' ');
      text.append(text(items.get(i + 1))).append(')');
    }
    return text.append(']').toString();
  }
}
