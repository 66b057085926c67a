package io.talus.application.shard;

import io.talus.application.port.SlotAddress;
import io.talus.domain.slot.SlotId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The slots of all tables that a shard owns. Belongs to the shard's thread. */
final class OwnedSlots {
  private final List<Table> tables = new ArrayList<>();

  void add(Table table) {
    tables.add(table);
  }

  List<Table> tables() {
    return tables;
  }

  /** The slot, in whatever incarnation it is by now. */
  ShardSlot at(SlotAddress address) {
    return tables.get(address.table()).slot(address.slot());
  }

  /** The slot with this number. */
  ShardSlot at(SlotId id) {
    return tables.get(id.table()).slot(id.slot());
  }

  /** Visits every slot that was ever used. */
  void forEach(Consumer<ShardSlot> visitor) {
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
