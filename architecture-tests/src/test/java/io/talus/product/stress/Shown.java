package io.talus.product.stress;

import io.talus.application.command.Reply;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Replies as text, to be compared. */
final class Shown {
  private static final String NIL = "nil";

  private Shown() {}

  static String of(Reply reply) {
    return switch (reply) {
      case Reply.Simple simple -> simple.text();
      case Reply.Int number -> Long.toString(number.value());
      case Reply.Bulk bulk -> bulk(bulk.value().latin1());
      case Reply.Null _ -> NIL;
      case Reply.Bulks bulks -> bulks(bulks.items().stream().map(item -> item.latin1()));
      case Reply.Array array -> all(array.items());
      default -> "other: " + reply;
    };
  }

  private static String all(List<? extends Reply> items) {
    return items.stream().map(Shown::of).collect(Collectors.joining(" ", "[", "]"));
  }

  static String bulk(@Nullable String value) {
    return value == null ? NIL : '"' + value + '"';
  }

  static String bulks(Stream<? extends @Nullable String> values) {
    return values.map(Shown::bulk).collect(Collectors.joining(" ", "[", "]"));
  }
}
