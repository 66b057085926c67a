package io.talus.domain.table;

import org.jspecify.annotations.Nullable;

/** What becomes different from one image of the tables to the next. */
public sealed interface TablesChange {
  /** A new table; the image gives it its number. */
  record Created(
      String name,
      int slotCount,
      int replicas,
      Consistency consistency,
      @Nullable PasswordDigest password)
      implements TablesChange {}

  /** What may change of a table while it lives, as it is from now on. */
  record Altered(int number, Consistency consistency, @Nullable PasswordDigest password)
      implements TablesChange {}

  /** The table is gone, and its number is never used again. */
  record Dropped(int number) implements TablesChange {}
}
