package io.talus.application.walk;

import io.talus.application.command.EncodingLimits;
import io.talus.application.command.Errors;
import io.talus.application.port.SlotAddress;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.slot.HashSlot;
import io.talus.domain.slot.SlotId;
import io.talus.domain.table.TableDefinition;
import io.talus.domain.table.Tables;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the shard knew when a walk began; nothing of it changes.
 *
 * @param table the selected table
 * @param tables all tables
 * @param addresses the slots that were ever used
 * @param ids for slots that the command may write to, the first of {@link #IDS_OF_SLOT} collection
 *     ids that nobody else gets
 * @param kept the slots of the command's keys
 * @param nowMillis the command's time
 * @param seed what it draws from
 * @param bytesMax what it may take of the heap
 */
public record WalkSite(
    int table,
    Tables tables,
    Map<SlotId, SlotAddress> addresses,
    Map<SlotId, Long> ids,
    Collection<SlotAddress> kept,
    long nowMillis,
    long seed,
    long bytesMax,
    long stringBytesMax,
    EncodingLimits encodingLimits) {
  /** Commands that create several collections in one slot count on; none that walks makes more. */
  public static final int IDS_OF_SLOT = 4;

  SlotId slot(int ofTable, Bytes key) {
    TableDefinition table = tables.find(ofTable);
    if (table == null) {
      throw Errors.tableDropped(ofTable);
    }
    return new SlotId(ofTable, HashSlot.of(key) / (HashSlot.COUNT / table.slotCount()));
  }

  /** Null if the slot was never used. */
  @Nullable SlotAddress address(SlotId slot) {
    return addresses.get(slot);
  }

  long firstId(SlotId slot) {
    Long id = ids.get(slot);
    if (id == null) {
      throw new IllegalStateException("not a slot of the command's keys: " + slot);
    }
    return id;
  }
}
