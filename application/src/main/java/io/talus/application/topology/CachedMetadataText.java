package io.talus.application.topology;

import io.talus.application.metadata.CachedMetadata;
import io.talus.application.metadata.MetadataEntry;
import io.talus.application.metadata.MetadataImage;
import io.talus.application.port.MetadataException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * What a node keeps of the metadata, as lines, and what may take its place:
 *
 * <pre>
 * format=1
 * cluster=0f7a-11
 * revision=77
 * entry=12 nodes/3 Zm9ybWF0PTE=         revision, key, value in Base64
 * </pre>
 */
public final class CachedMetadataText {
  private static final String FORMAT = "format=1";
  private static final String CLUSTER = "cluster=";
  private static final String REVISION = "revision=";
  private static final String ENTRY = "entry=";
  private static final int HEADER_LINES = 3;
  private static final int ENTRY_WORDS = 3;

  private CachedMetadataText() {}

  public static String write(CachedMetadata metadata) {
    StringBuilder text = new StringBuilder();
    text.append(FORMAT).append('\n');
    text.append(CLUSTER).append(metadata.cluster()).append('\n');
    text.append(REVISION).append(metadata.image().revision()).append('\n');
    for (MetadataEntry entry : metadata.image().entries()) {
      text.append(ENTRY).append(entry.revision()).append(' ').append(entry.key()).append(' ');
      text.append(Base64.getEncoder().encodeToString(entry.value())).append('\n');
    }
    return text.toString();
  }

  /**
   * Reads what {@link #write} has written.
   *
   * @throws MetadataException if it is something else, with the line
   */
  public static CachedMetadata read(String text) {
    List<String> lines = text.lines().toList();
    if (lines.size() < HEADER_LINES || !lines.getFirst().equals(FORMAT)) {
      throw new MetadataException(
          "begins with '%s' (expected: %s)"
              .formatted(lines.isEmpty() ? "" : lines.getFirst(), FORMAT));
    }
    String cluster = rest(lines.get(1), CLUSTER);
    long revision = number(lines.get(2), rest(lines.get(2), REVISION));
    List<MetadataEntry> entries = new ArrayList<>();
    for (String line : lines.subList(HEADER_LINES, lines.size())) {
      entries.add(entry(line, rest(line, ENTRY).split(" ", -1)));
    }
    return new CachedMetadata(cluster, new MetadataImage(revision, entries));
  }

  /** Refuses what is older than what was there before, or another cluster's. */
  public static void requireSuccessor(CachedMetadata before, CachedMetadata after) {
    if (!after.cluster().equals(before.cluster())) {
      throw new MetadataException(
          "cluster: %s (expected: %s, to which this node belongs)"
              .formatted(after.cluster(), before.cluster()));
    }
    if (after.image().revision() < before.image().revision()) {
      throw new MetadataException(
          ("revision of the metadata: %d (expected: from %d, which this node has seen); was it"
                  + " restored from a backup?")
              .formatted(after.image().revision(), before.image().revision()));
    }
  }

  private static MetadataEntry entry(String line, String[] words) {
    if (words.length != ENTRY_WORDS) {
      throw new MetadataException(
          "'%s': %d words (expected: %d)".formatted(line, words.length, ENTRY_WORDS));
    }
    try {
      byte[] value = Base64.getDecoder().decode(words[2]);
      return new MetadataEntry(words[1], value, number(line, words[0]), 0);
    } catch (IllegalArgumentException wrong) {
      throw new MetadataException("'%s': %s".formatted(line, wrong.getMessage()), wrong);
    }
  }

  private static String rest(String line, String name) {
    if (!line.startsWith(name)) {
      throw new MetadataException("'%s' (expected: %s)".formatted(line, name));
    }
    return line.substring(name.length());
  }

  private static long number(String line, String word) {
    if (!word.matches("\\d{1,18}")) {
      throw new MetadataException("'%s' (expected: a number)".formatted(line));
    }
    return Long.parseLong(word);
  }
}
