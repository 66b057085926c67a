package io.talus.application.walking;

import io.talus.application.command.CommandFlag;
import io.talus.application.port.SlotAddress;
import io.talus.application.shard.Shard;
import io.talus.application.slot.ShardSlot;
import io.talus.application.slot.SlotPlaces;
import io.talus.application.view.ViewSettings;
import io.talus.application.walk.WalkSite;
import io.talus.application.walk.WalkingCommand;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.slot.SlotId;
import io.talus.domain.value.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is to be known of the shard when a walk begins. Belongs to the shard's thread. */
final class WalkStarts {
  private final Shard shard;
  private final ViewSettings settings;
  private final long bytesMax;

  /**
   * @param bytesMax what a walk may take of the heap
   */
  WalkStarts(Shard shard, ViewSettings settings, long bytesMax) {
    this.shard = shard;
    this.settings = settings;
    this.bytesMax = bytesMax;
  }

  /** Where the store must be, so that it has everything that was executed on the command's keys. */
  SlotPlaces places(WalkUnderWay walk) {
    SlotPlaces places = new SlotPlaces();
    for (Bytes key : WalkLocks.keys(walk.spec, walk.args)) {
      ShardSlot slot = shard.table(walk.table).slotOf(key);
      Value resident = slot.resident().peek(key);
      places.add(slot, resident == null ? slot.lastDrop() : slot.resident().lastIndex(resident));
      places.add(slot, slot.reloadAfter());
    }
    if (walk.command instanceof WalkingCommand walking && walking.readsOtherKeys()) {
      shard.forEachSlot(slot -> places.add(slot, slot.lastIndex()));
    }
    return places;
  }

  WalkSite site(WalkUnderWay walk) {
    Map<SlotId, SlotAddress> addresses = new HashMap<>();
    shard.forEachSlot(
        slot -> addresses.put(new SlotId(slot.table(), slot.number()), slot.address()));
    Map<SlotId, Long> ids = new HashMap<>();
    Set<SlotAddress> kept = new HashSet<>();
    for (Bytes key : WalkLocks.keys(walk.spec, walk.args)) {
      kept.add(shard.table(walk.table).slotOf(key).address());
      if (walk.spec.has(CommandFlag.WRITE)) {
        reserveIds(walk, key, ids);
      }
    }
    return new WalkSite(
        walk.table,
        shard.tables(),
        addresses,
        ids,
        kept,
        shard.execution().nowMillis(),
        walk.seed,
        bytesMax,
        settings.stringBytesMax(),
        settings.encodingLimits());
  }

  private void reserveIds(WalkUnderWay walk, Bytes key, Map<SlotId, Long> ids) {
    boolean all = walk.command instanceof WalkingCommand walking && walking.writesToOtherTables();
    for (int number : all ? shard.tableNumbers() : List.of(walk.table)) {
      ShardSlot slot = shard.table(number).slotOf(key);
      walk.mayStoreIn(slot);
      ids.computeIfAbsent(
          new SlotId(number, slot.number()), id -> slot.reserveIds(WalkSite.IDS_OF_SLOT));
    }
  }
}
