package io.talus.application.decision;

import java.util.Set;

/**
 * Something that the manager has decided.
 *
 * @param number counts the decisions of the cluster, from 1; 0 for one that has none yet
 * @param millis when, by the manager's wall clock
 * @param manager who the manager was
 * @param tables the numbers of the tables that it is about; none, if it is about many, or the whole
 *     cluster
 * @param text what was decided, and why: one line
 */
public record Decision(long number, long millis, String manager, Set<Integer> tables, String text) {
  /** What is about more tables is about the cluster. */
  static final int TABLES_MAX = 100;

  /** Names some slots with their reasons; all that are kept stay about a megabyte. */
  static final int TEXT_MAX = 1000;

  public Decision {
    tables = tables.size() > TABLES_MAX ? Set.of() : Set.copyOf(tables);
    text = line(text);
    manager = line(manager);
  }

  private static String line(String text) {
    String line = text.replaceAll("\\R|\t", " ");
    return line.length() > TEXT_MAX ? line.substring(0, TEXT_MAX) : line;
  }

  Decision numbered(long newNumber) {
    return new Decision(newNumber, millis, manager, tables, text);
  }

  /** Whether who looks after this table wants to know of it. */
  public boolean concerns(int table) {
    return tables.isEmpty() || tables.contains(table);
  }
}
