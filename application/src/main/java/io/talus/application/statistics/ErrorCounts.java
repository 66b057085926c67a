package io.talus.application.statistics;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** How many error replies there were, by their first word. Belongs to the shard's thread. */
public final class ErrorCounts {
  /** As Redis: scripts can make up words; what comes after so many is only counted in the sum. */
  private static final int WORDS_MAX = 128;

  private final Map<String, Long> byWord = new TreeMap<>();
  private long total;

  void add(String error) {
    total++;
    int end = error.indexOf(' ');
    String word = end < 0 ? error : error.substring(0, end);
    if (byWord.containsKey(word) || byWord.size() < WORDS_MAX) {
      byWord.merge(word, 1L, Long::sum);
    }
  }

  public long total() {
    return total;
  }

  public Map<String, Long> byWord() {
    return Collections.unmodifiableMap(byWord);
  }

  void clear() {
    byWord.clear();
    total = 0;
  }
}
