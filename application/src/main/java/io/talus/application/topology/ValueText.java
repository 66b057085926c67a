package io.talus.application.topology;

import io.talus.application.port.MetadataException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A value of the metadata: words {@code name=value}, the format before all others. */
final class ValueText {
  /** What this build writes, and the newest that it understands. */
  static final int FORMAT = 1;

  private static final String FORMAT_WORD = "format";

  private final String key;
  private final Map<String, String> words;

  private ValueText(String key, Map<String, String> words) {
    this.key = key;
    this.words = words;
  }

  /** Pairs of names and values, neither with a blank in it. */
  static byte[] write(String... namesAndValues) {
    StringBuilder text = new StringBuilder(FORMAT_WORD + "=" + FORMAT);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      text.append(' ').append(namesAndValues[i]).append('=').append(namesAndValues[i + 1]);
    }
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /**
   * Reads a value.
   *
   * @param key where it stands, for messages
   */
  static ValueText read(String key, byte[] value) {
    Map<String, String> words = new LinkedHashMap<>();
    for (String word : new String(value, StandardCharsets.ISO_8859_1).split(" ", -1)) {
      int equals = word.indexOf('=');
      if (equals < 1 || words.put(word.substring(0, equals), word.substring(equals + 1)) != null) {
        throw new MetadataException("%s: word '%s'".formatted(key, word));
      }
    }
    ValueText text = new ValueText(key, words);
    long format = text.number(FORMAT_WORD);
    if (format > FORMAT) {
      throw new MetadataException(
          "%s: format %d (expected: up to %d): this node is too old for the cluster"
              .formatted(key, format, FORMAT));
    }
    return text;
  }

  boolean has(String name) {
    return words.containsKey(name);
  }

  String word(String name) {
    String value = words.get(name);
    if (value == null) {
      throw new MetadataException("%s: '%s' is missing".formatted(key, name));
    }
    return value;
  }

  long number(String name) {
    String value = word(name);
    if (!value.matches("\\d{1,18}")) {
      throw new MetadataException("%s: %s=%s (expected: a number)".formatted(key, name, value));
    }
    return Long.parseLong(value);
  }
}
