package io.talus.application.assembly;

import io.talus.application.port.Overwritten;
import io.talus.application.port.ResidentTier;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotStatus;
import io.talus.application.slot.FilterMemory;
import io.talus.application.slot.ShardSlot;
import io.talus.application.slot.Table;
import io.talus.application.view.TableView;
import io.talus.application.view.TableViews;
import io.talus.domain.table.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a shard's slots come from: new ones begin empty, the others as the store has them.
 *
 * @param stored those that an earlier process has left
 */
record SlotSource(
    ResidentTier tier,
    Map<SlotAddress, SlotStatus> stored,
    Function<SlotAddress, Overwritten> overwritten,
    long epoch,
    FilterMemory filters) {

  /** Nothing was left, and nothing will be. */
  static SlotSource inMemory(ResidentTier tier) {
    return new SlotSource(tier, Map.of(), address -> Overwritten.NONE, 1, FilterMemory.none());
  }

  /** The newest time that a slot has seen. */
  long lastTimeMillis() {
    return stored.values().stream().mapToLong(SlotStatus::slotTimeMillis).max().orElse(0);
  }

  Table table(TableDefinition definition) {
    int number = definition.number();
    return new Table(
        number,
        definition.slotCount(),
        slot -> slot(new SlotAddress(number, slot, 1), SlotStatus.EMPTY));
  }

  private ShardSlot slot(SlotAddress address, SlotStatus status) {
    return new ShardSlot(
        address, status, overwritten.apply(address), epoch, tier.newSlot(), filters);
  }

  /**
   * Puts what is in the store into its tables.
   *
   * @return the slots of dropped tables that still hold keys
   */
  List<ShardSlot> restore(TableViews views) {
    List<ShardSlot> leftovers = new ArrayList<>();
    stored.forEach(
        (address, status) -> {
          ShardSlot slot = slot(address, status);
          if (!views.wasDropped(address.table())) {
            restore(views.find(address.table()), slot);
          } else if (slot.keys() > 0) {
            leftovers.add(slot);
          }
        });
    return leftovers;
  }

  private static void restore(@Nullable TableView view, ShardSlot slot) {
    if (view == null || slot.number() >= view.table().slotCount()) {
      throw new IllegalStateException(
          "the store holds %s, but %s"
              .formatted(
                  slot.address(),
                  view == null
                      ? "there never was such a table"
                      : "the table has " + view.table().slotCount() + " slots"));
    }
    view.table().put(slot);
  }
}
