package io.talus.commands;

import io.talus.adapters.memory.MemoryTalus;
import io.talus.application.command.Reply;
import io.talus.application.embed.Talus;
import io.talus.domain.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * A client of a Talus of its own, which writes commands as on a command line and shows replies as
 * text: {@code OK}, {@code 1}, {@code "bulk"}, {@code nil}, {@code ["a", 1]}, errors as they are.
 * Its clock stands still unless it is put forward.
 */
public final class Terminal implements AutoCloseable {
  public static final long START_MILLIS = 1_700_000_000_000L;
  private static final long SEED = 42;

  private final AtomicLong clockMillis = new AtomicLong(START_MILLIS);
  private final Talus talus = MemoryTalus.open(SEED, clockMillis::get);

  /** Sends what stands between the spaces; double quotes hold together, or hold nothing. */
  public String send(String line) {
    return show(talus.execute(words(line).toArray(Bytes[]::new)));
  }

  /** Sends a command with an argument that is not text, at the end. */
  public String send(String line, Bytes argument) {
    List<Bytes> words = words(line);
    words.add(argument);
    return show(talus.execute(words.toArray(Bytes[]::new)));
  }

  /** The bytes of a bulk string reply. */
  public Bytes bytes(String line) {
    return ((Reply.Bulk) talus.execute(words(line).toArray(Bytes[]::new))).value();
  }

  public void waitMillis(long millis) {
    clockMillis.addAndGet(millis);
  }

  private static List<Bytes> words(String line) {
    List<Bytes> words = new ArrayList<>();
    String[] quoted = line.split("\"", -1);
    for (int i = 0; i < quoted.length; i++) {
      if (i % 2 == 1) {
        words.add(Bytes.of(quoted[i]));
      } else if (!quoted[i].isBlank()) {
        for (String word : quoted[i].strip().split(" +")) {
          words.add(Bytes.of(word));
        }
      }
    }
    return words;
  }

  private static String show(Reply reply) {
    return switch (reply) {
      case Reply.Simple simple -> simple.text();
      case Reply.Error error -> error.text();
      case Reply.Int integer -> Long.toString(integer.value());
      case Reply.Bulk bulk -> '"' + bulk.value().latin1() + '"';
      case Reply.Null _ -> "nil";
      case Reply.Bool bool -> Boolean.toString(bool.value());
      case Reply.Double number -> Double.toString(number.value());
      case Reply.Verbatim text -> text.text();
      case Reply.Bulks bulks ->
          bulks.items().stream()
              .map(item -> '"' + item.latin1() + '"')
              .collect(Collectors.joining(", ", "[", "]"));
      case Reply.Array array -> show("[", array.items(), "]");
      case Reply.Pairs pairs -> show("[", pairs.items(), "]");
      case Reply.Push push -> show("[", push.items(), "]");
      case Reply.Set set -> show("{", set.items(), "}");
      case Reply.Map map -> show("{", map.items(), "}");
      case Reply.Piece piece -> throw new IllegalArgumentException("not a whole reply: " + piece);
    };
  }

  private static String show(String open, List<? extends Reply> items, String close) {
    return items.stream().map(Terminal::show).collect(Collectors.joining(", ", open, close));
  }

  @Override
  public void close() {
    talus.close();
  }
}
