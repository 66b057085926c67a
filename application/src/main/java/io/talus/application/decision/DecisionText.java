package io.talus.application.decision;

import io.talus.application.metadata.MetadataEntry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A decision as it stands in the metadata: one line of {@code name=value} with tabs between. */
final class DecisionText {
  private static final Logger LOG = LoggerFactory.getLogger(DecisionText.class);
  private static final List<String> NAMES =
      List.of("format", "number", "millis", "manager", "tables", "text");
  private static final String FORMAT = "1";
  private static final String TAB = "\t";

  private DecisionText() {}

  static byte[] write(Decision decision) {
    List<String> values =
        List.of(
            FORMAT,
            Long.toString(decision.number()),
            Long.toString(decision.millis()),
            decision.manager(),
            decision.tables().stream()
                .sorted()
                .map(String::valueOf)
                .collect(Collectors.joining(",")),
            decision.text());
    return IntStream.range(0, values.size())
        .mapToObj(i -> NAMES.get(i) + "=" + values.get(i))
        .collect(Collectors.joining(TAB))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Empty, if it was written by a newer build or somebody else: history is nothing to fail for. */
  static Optional<Decision> read(MetadataEntry entry) {
    try {
      return Optional.of(read(new String(entry.value(), StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException unreadable) {
      LOG.info("{} cannot be read: {}", entry.key(), unreadable.getMessage());
      return Optional.empty();
    }
  }

  private static Decision read(String text) {
    String[] words = text.split(TAB, -1);
    String format = value(words, 0);
    if (!format.equals(FORMAT)) {
      throw new IllegalArgumentException("format %s (expected: %s)".formatted(format, FORMAT));
    }
    return new Decision(
        Long.parseLong(value(words, 1)),
        Long.parseLong(value(words, 2)),
        value(words, 3),
        tables(value(words, 4)),
        value(words, 5));
  }

  private static Set<Integer> tables(String list) {
    return list.isEmpty()
        ? Set.of()
        : Arrays.stream(list.split(",", -1)).map(Integer::valueOf).collect(Collectors.toSet());
  }

  private static String value(String[] words, int index) {
    String name = NAMES.get(index) + "=";
    if (index >= words.length || !words[index].startsWith(name)) {
      throw new IllegalArgumentException("word %d (expected: %s)".formatted(index + 1, name));
    }
    return words[index].substring(name.length());
  }
}
