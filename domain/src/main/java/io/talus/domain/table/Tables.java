package io.talus.domain.table;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.bytes.Decimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All tables at one moment. Immutable: a change returns the next image, with the next revision.
 *
 * <p>The number of a dropped table stays in the image as its tombstone: data under that number is
 * to go, wherever it turns up, and no other table gets the number.
 */
public final class Tables {
  /** Every table has an array of its slots. */
  public static final int COUNT_MAX = 4096;

  /** Of all tables together: references of four bytes each, before any of them is in use. */
  public static final int SLOTS_MAX = 1 << 22;

  /** Tombstones are kept for ever, so they are bounded as well. */
  public static final int NUMBER_MAX = (1 << 16) - 1;

  /** RESET and every new connection are in this one. */
  private static final int FIRST = 0;

  private final long revision;
  private final NavigableMap<Integer, TableDefinition> byNumber;
  private final NavigableSet<Integer> dropped;
  private final Map<String, TableDefinition> byName = new HashMap<>();

  /**
   * What was stored.
   *
   * @throws TableRefused if two tables have one name or number, or a dropped one is among them
   */
  public Tables(long revision, Collection<TableDefinition> tables, Collection<Integer> dropped) {
    this.revision = revision;
    this.byNumber = new TreeMap<>();
    this.dropped = new TreeSet<>(dropped);
    for (TableDefinition table : tables) {
      if (byNumber.put(table.number(), table) != null || this.dropped.contains(table.number())) {
        throw new TableRefused("two tables have the number " + table.number());
      }
      if (byName.put(table.name(), table) != null) {
        throw new TableRefused("two tables have the name '" + table.name() + "'");
      }
    }
  }

  /** Before there is any. */
  public static Tables none() {
    return new Tables(0, List.of(), List.of());
  }

  /** Goes up by one with each change. */
  public long revision() {
    return revision;
  }

  /** All tables, by number. */
  public Collection<TableDefinition> all() {
    return Collections.unmodifiableCollection(byNumber.values());
  }

  /** The numbers of the tables that were dropped, in order. */
  public SortedSet<Integer> dropped() {
    return Collections.unmodifiableSortedSet(dropped);
  }

  /** The table of this number; null if there is none. */
  public @Nullable TableDefinition find(int number) {
    return byNumber.get(number);
  }

  /** The table of this name; null if there is none. */
  public @Nullable TableDefinition find(String name) {
    return byName.get(name);
  }

  /** The table of this number or name; null if there is none. */
  public @Nullable TableDefinition find(Bytes numberOrName) {
    long number = Decimal.parse(numberOrName).orElse(-1);
    if (number >= 0) {
      return number <= NUMBER_MAX ? byNumber.get((int) number) : null;
    }
    return byName.get(numberOrName.latin1());
  }

  /**
   * The tables that a node has from the start: those of the numbers below {@code count} that never
   * existed. This image, if there are none to add.
   */
  public Tables withNumbered(int count, int slotCount) {
    Collection<TableDefinition> tables = new ArrayList<>(byNumber.values());
    for (int number = nextNumber(); number < count; number++) {
      tables.add(TableDefinition.numbered(number, slotCount));
    }
    return tables.size() == byNumber.size() ? this : new Tables(revision + 1, tables, dropped);
  }

  /**
   * The next image.
   *
   * @throws TableRefused if the change cannot be made
   */
  public Tables with(TablesChange change) {
    return switch (change) {
      case TablesChange.Created created -> created(created);
      case TablesChange.Altered altered -> altered(altered);
      case TablesChange.Dropped drop -> dropped(drop.number());
    };
  }

  private Tables created(TablesChange.Created created) {
    int number = nextNumber();
    if (byName.containsKey(created.name())) {
      throw new TableRefused("table '" + created.name() + "' exists");
    }
    if (byNumber.size() >= COUNT_MAX || number > NUMBER_MAX) {
      throw new TableRefused(
          "there are %d tables, and there were %d before (expected: at most %d, and %d in all)"
              .formatted(byNumber.size(), dropped.size(), COUNT_MAX, NUMBER_MAX + 1));
    }
    TableDefinition table =
        new TableDefinition(
            number,
            created.name(),
            created.slotCount(),
            created.replicas(),
            created.consistency(),
            created.password());
    requireRoom(table);
    return replaced(table);
  }

  private void requireRoom(TableDefinition table) {
    long slots = byNumber.values().stream().mapToLong(TableDefinition::slotCount).sum();
    if (slots + table.slotCount() > SLOTS_MAX) {
      throw new TableRefused(
          "slots of table '%s': %d, with %d that other tables have (expected: at most %d in all)"
              .formatted(table.name(), table.slotCount(), slots, SLOTS_MAX));
    }
  }

  private Tables altered(TablesChange.Altered altered) {
    return replaced(existing(altered.number()).altered(altered.consistency(), altered.password()));
  }

  private Tables replaced(TableDefinition table) {
    NavigableMap<Integer, TableDefinition> tables = new TreeMap<>(byNumber);
    tables.put(table.number(), table);
    return new Tables(revision + 1, tables.values(), dropped);
  }

  private Tables dropped(int number) {
    existing(number);
    if (number == FIRST) {
      throw new TableRefused("table 0 stays: every new connection is in it");
    }
    NavigableMap<Integer, TableDefinition> tables = new TreeMap<>(byNumber);
    tables.remove(number);
    NavigableSet<Integer> gone = new TreeSet<>(dropped);
    gone.add(number);
    return new Tables(revision + 1, tables.values(), gone);
  }

  private TableDefinition existing(int number) {
    return Optional.ofNullable(byNumber.get(number))
        .orElseThrow(() -> new TableRefused("there is no table " + number));
  }

  /** Above all that exist or existed. */
  private int nextNumber() {
    int lastUsed = byNumber.isEmpty() ? -1 : byNumber.lastKey();
    return Math.max(lastUsed, dropped.isEmpty() ? -1 : dropped.last()) + 1;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Tables that
        && revision == that.revision
        && byNumber.equals(that.byNumber)
        && dropped.equals(that.dropped);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(revision) * 31 + byNumber.hashCode();
  }

  @Override
  public String toString() {
    return "Tables[revision=%d, %s, dropped=%s]".formatted(revision, byNumber.values(), dropped);
  }
}
