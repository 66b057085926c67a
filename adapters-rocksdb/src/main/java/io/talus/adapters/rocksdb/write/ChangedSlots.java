package io.talus.adapters.rocksdb.write;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The slots that a batch has met: looked up for each record, so by number and not by hash. */
final class ChangedSlots {
  private static final SlotChange[] NONE = {};

  private final List<SlotChange> all = new ArrayList<>();
  private @Nullable SlotChange[][] byTable = {};

  @Nullable SlotChange find(int table, int slot) {
    if (table >= byTable.length) {
      return null;
    }
    @Nullable SlotChange[] slots = byTable[table];
    return slot < slots.length ? slots[slot] : null;
  }

  void add(SlotChange change) {
    int table = change.address().table();
    int slot = change.address().slot();
    if (table >= byTable.length) {
      enlarge(table + 1);
    }
    if (slot >= byTable[table].length) {
      byTable[table] = Arrays.copyOf(byTable[table], 2 * slot + 1);
    }
    byTable[table][slot] = change;
    all.add(change);
  }

  private void enlarge(int tables) {
    int before = byTable.length;
    byTable = Arrays.copyOf(byTable, tables);
    Arrays.fill(byTable, before, tables, NONE);
  }

  /** In the order in which they were met. */
  List<SlotChange> all() {
    return all;
  }

  void clear() {
    for (SlotChange change : all) {
      byTable[change.address().table()][change.address().slot()] = null;
    }
    all.clear();
  }
}
