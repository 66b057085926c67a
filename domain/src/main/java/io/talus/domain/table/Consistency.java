package io.talus.domain.table;

import java.util.Locale;
import java.util.Optional;

/** When a write of a table is acknowledged, once several nodes hold it. */
public enum Consistency {
  /** When the leader has it. */
  ASYNC,
  /** When a majority of the voters has it. */
  QUORUM;

  /** As commands and files write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one of this name, in any case; empty if there is none. */
  public static Optional<Consistency> of(String text) {
    for (Consistency consistency : values()) {
      if (consistency.name().equalsIgnoreCase(text)) {
        return Optional.of(consistency);
      }
    }
    return Optional.empty();
  }
}
