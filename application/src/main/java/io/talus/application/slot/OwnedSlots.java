package io.talus.application.slot;

import io.talus.application.port.SlotAddress;
import io.talus.domain.slot.SlotId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The slots of all tables that a shard owns. Belongs to the shard's thread. */
public final class OwnedSlots {
  private final boolean hasStore;
  private final List<Table> tables = new ArrayList<>();

  /** Dropped tables whose last units the store has not applied: somebody may wait for that. */
  private final List<Table> leaving = new ArrayList<>(0);

  /** Those and these. */
  private final Map<Integer, Table> byNumber = new HashMap<>();

  private OwnedSlots(boolean hasStore) {
    this.hasStore = hasStore;
  }

  /** In front of a store. */
  public OwnedSlots() {
    this(true);
  }

  /** In memory alone. */
  public static OwnedSlots withoutStore() {
    return new OwnedSlots(false);
  }

  public void add(Table table) {
    tables.add(table);
    byNumber.put(table.number(), table);
  }

  /** The table was dropped. */
  public void drop(Table table) {
    tables.remove(table);
    if (hasStore) {
      leaving.add(table);
    } else {
      byNumber.remove(table.number());
    }
  }

  public List<Table> tables() {
    return tables;
  }

  /** The slot, in whatever incarnation it is by now. */
  public ShardSlot at(SlotAddress address) {
    return at(new SlotId(address.table(), address.slot()));
  }

  /** The slot with this number; its table must be there. */
  public ShardSlot at(SlotId id) {
    ShardSlot slot = find(id);
    if (slot == null) {
      throw new IllegalStateException("the table was dropped: " + id);
    }
    return slot;
  }

  /** The slot with this number; null if its table was dropped, and the store has all of it. */
  public @Nullable ShardSlot find(SlotId id) {
    Table table = byNumber.get(id.table());
    return table == null ? null : table.slot(id.slot());
  }

  /** The store has applied more: dropped tables of which it has everything are forgotten. */
  public void forgetWhatHasLeft() {
    leaving.removeIf(table -> table.isApplied() && byNumber.remove(table.number(), table));
  }

  /** Visits every slot that was ever used. */
  public void forEach(Consumer<ShardSlot> visitor) {
    for (Table table : tables) {
      for (int i = 0; i < table.slotCount(); i++) {
        ShardSlot slot = table.usedSlot(i);
        if (slot != null) {
          visitor.accept(slot);
        }
      }
    }
  }
}
