package io.talus.application.shard;

import io.talus.application.command.CommandError;
import io.talus.application.command.KeyspaceView.TypeVisitor;
import io.talus.application.port.Loaded;
import io.talus.application.port.ReadTier;
import io.talus.application.port.ResidentSlot;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotStore;
import io.talus.application.shard.ColdResult.KeyPage;
import io.talus.application.shard.ColdResult.SlotKeys;
import io.talus.application.shard.ColdResult.StoredKey;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.Scan;
import io.talus.domain.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads through to the store: at once if the store has the answer in memory, else by way of {@link
 * ColdReads}. Belongs to the shard's thread.
 */
final class TieredReads implements StoreReads {
  /** A page asks for keys of so many slots at the most: its request stays small. */
  private static final int PAGE_SLOTS_MAX = 64;

  private final SlotStore store;
  private final ColdReads coldReads;

  TieredReads(SlotStore store, ColdReads coldReads) {
    this.store = store;
    this.coldReads = coldReads;
  }

  @Override
  public @Nullable Value find(ShardSlot slot, Bytes key, int nowSeconds) {
    requireApplied(slot);
    ColdRequest.Key request = new ColdRequest.Key(slot, key);
    ColdResult result = coldReads.result(request);
    if (result instanceof ColdResult.Absent) {
      return null;
    }
    failIfFailed(result);
    return load(slot, key, ReadTier.MEMORY, nowSeconds);
  }

  @Override
  public @Nullable Value findAtOnce(ShardSlot slot, Bytes key, int nowSeconds) {
    requireApplied(slot);
    return load(slot, key, ReadTier.DISK, nowSeconds);
  }

  private @Nullable Value load(ShardSlot slot, Bytes key, ReadTier tier, int nowSeconds) {
    return switch (store.load(slot.address(), key, tier, Integer.MAX_VALUE)) {
      case Loaded.NotInMemory notInMemory ->
          throw new ColdRead(List.of(new ColdRequest.Key(slot, key)));
      case Loaded.Absent absent -> {
        coldReads.outdate(slot, key);
        yield null;
      }
      case Loaded.Whole whole -> {
        coldReads.outdate(slot, key);
        slot.resident().install(whole.contents(), nowSeconds);
        yield slot.resident().peek(key);
      }
      case Loaded.Large large -> throw new IllegalStateException("no limit was given: " + large);
    };
  }

  private void requireApplied(ShardSlot slot) {
    if (slot.reloadAfterBlock() > store.appliedBlock()) {
      throw new ColdRead(List.of(new ColdRequest.Applied(slot.reloadAfterBlock())));
    }
  }

  private static void failIfFailed(@Nullable ColdResult result) {
    if (result instanceof ColdResult.Failed failed) {
      throw new CommandError("MISCONF The store cannot be read: " + failed.message());
    }
  }

  @Override
  public long scan(Table table, long cursor, int count, long nowMillis, TypeVisitor visitor) {
    requireApplied(table.slot(ScanCursor.slot(cursor)));
    ColdRequest.Page request = new ColdRequest.Page(cursor, count, slotsFrom(table, cursor, count));
    ColdResult result = coldReads.result(request);
    failIfFailed(result);
    if (!(result instanceof KeyPage page)) {
      throw new ColdRead(List.of(request));
    }
    return visit(table, page, new LiveKeys(visitor, nowMillis));
  }

  private List<SlotAddress> slotsFrom(Table table, long cursor, int count) {
    List<SlotAddress> slots = new ArrayList<>();
    long keys = 0;
    for (int i = ScanCursor.slot(cursor);
        i < table.slotCount() && slots.size() < PAGE_SLOTS_MAX;
        i++) {
      ShardSlot slot = table.usedSlot(i);
      if (slot == null || slot.isComplete() || slot.reloadAfterBlock() > store.appliedBlock()) {
        break;
      }
      slots.add(slot.address());
      keys += slot.keys();
      if (keys >= count) {
        break;
      }
    }
    return slots;
  }

  private static long visit(Table table, KeyPage page, LiveKeys visitor) {
    long next = ScanCursor.END;
    for (SlotKeys slotKeys : page.slots()) {
      visit(table.slot(slotKeys.slot()).resident(), slotKeys, visitor);
      next =
          slotKeys.nextHash() == Scan.END
              ? ScanCursor.startOf(slotKeys.slot() + 1, table.slotCount())
              : ScanCursor.of(slotKeys.slot(), slotKeys.nextHash());
    }
    return next;
  }

  /**
   * The resident keys are as they are now; of the store's, those that residents say nothing about.
   */
  private static void visit(ResidentSlot resident, SlotKeys page, LiveKeys visitor) {
    long hash = page.firstHash();
    do {
      hash = resident.scan(hash, 1, (key, value) -> visitor.visitUpTo(page.nextHash(), key, value));
    } while (hash != Scan.END && (page.nextHash() == Scan.END || hash < page.nextHash()));
    for (StoredKey stored : page.keys()) {
      if (resident.peek(stored.key()) == null && !resident.isDropped(stored.key())) {
        visitor.visit(stored);
      }
    }
  }

  @Override
  public @Nullable Bytes randomKey(Table table, ShardSlot slot, int hash, long nowMillis) {
    long cursor = ScanCursor.of(slot.number(), Integer.toUnsignedLong(hash));
    List<Bytes> met = new ArrayList<>();
    scan(table, cursor, 1, nowMillis, (key, type) -> met.add(key));
    return met.isEmpty() ? null : met.getFirst();
  }
}
