package io.talus.application.reads;

import io.talus.application.cold.ColdRead;
import io.talus.application.cold.ColdReads;
import io.talus.application.cold.ColdRequest;
import io.talus.application.cold.ColdRequest.PageSlot;
import io.talus.application.cold.ColdResult;
import io.talus.application.cold.ColdResult.KeyPage;
import io.talus.application.cold.ColdResult.SlotKeys;
import io.talus.application.cold.ColdResult.StoredKey;
import io.talus.application.cold.EvictedKeysReader;
import io.talus.application.cold.Findings;
import io.talus.application.cold.KeyPages;
import io.talus.application.cold.ScanCursor;
import io.talus.application.command.CommandError;
import io.talus.application.command.KeyspaceView.TypeVisitor;
import io.talus.application.execution.Execution;
import io.talus.application.inplace.InPlaceCollection;
import io.talus.application.port.Loaded;
import io.talus.application.port.ReadTier;
import io.talus.application.port.ResidentSlot;
import io.talus.application.port.SlotStore;
import io.talus.application.port.StoreException;
import io.talus.application.slot.ShardSlot;
import io.talus.application.slot.Table;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation.PutString;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.Scan;
import io.talus.domain.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads through to the store: at once if the store has the answer in memory, else by way of {@link
 * ColdReads}. Belongs to the shard's thread.
 */
public final class TieredReads implements StoreReads {
  /** A page asks for keys of so many slots at the most: its request stays small. */
  private static final int PAGE_SLOTS_MAX = 64;

  private static final Logger LOG = LoggerFactory.getLogger(TieredReads.class);

  private final SlotStore store;
  private final ColdReads coldReads;
  private final Execution execution;
  private final Doorkeeper doorkeeper;
  private final int largeElements;
  private final InPlaceReads elements;
  private final EvictedKeysReader evictedKeys;
  private final UnseenKeys unseenKeys;
  private final MemoryOdds memoryOdds = new MemoryOdds();

  public TieredReads(
      SlotStore store,
      ColdReads coldReads,
      Execution execution,
      Doorkeeper doorkeeper,
      InPlaceReads elements,
      EvictedKeysReader evictedKeys,
      UnseenKeys unseenKeys,
      int largeElements) {
    this.store = store;
    this.coldReads = coldReads;
    this.execution = execution;
    this.doorkeeper = doorkeeper;
    this.largeElements = largeElements;
    this.elements = elements;
    this.evictedKeys = evictedKeys;
    this.unseenKeys = unseenKeys;
  }

  @Override
  public @Nullable Value find(ShardSlot slot, Bytes key) {
    ColdRequest.Key request = request(slot, key);
    Loaded loaded = loaded(request);
    if (loaded instanceof Loaded.NotInMemory) {
      throw new ColdRead(List.of(request));
    }
    return value(slot, key, loaded);
  }

  @Override
  public @Nullable ColdRequest lacks(ShardSlot slot, Bytes key) {
    ColdRequest.Key request = request(slot, key);
    Loaded loaded = loaded(request);
    if (loaded instanceof Loaded.NotInMemory) {
      return request;
    }
    value(slot, key, loaded); // so that it is resident when the command runs
    return null;
  }

  private ColdRequest.Key request(ShardSlot slot, Bytes key) {
    requireApplied(slot);
    return new ColdRequest.Key(slot, slot.generation(), key);
  }

  /** What the store has, as far as that is known; null if nobody need ask. */
  private @Nullable Loaded loaded(ColdRequest.Key request) {
    Loaded found = found(request);
    if (found != null) {
      return found;
    }
    ShardSlot slot = request.slot();
    return slot.evicted().mayContain(request.key()) ? load(slot, request.key()) : null;
  }

  private @Nullable Value value(ShardSlot slot, Bytes key, @Nullable Loaded loaded) {
    switch (loaded) {
      case null -> {
        return null;
      }
      case Loaded.NotInMemory _ -> throw new IllegalStateException("nothing was read");
      case Loaded.Absent _ -> {
        evictedKeys.askedInVain(slot, 1);
        return null;
      }
      case Loaded.Whole whole -> {
        PassingString passing = passing(key, whole);
        if (passing != null) {
          return passing;
        }
        slot.resident().install(whole.contents(), execution.nowSeconds());
      }
      case Loaded.Large(CollectionHeader header) -> {
        slot.resident()
            .install(
                key,
                InPlaceCollection.of(slot.address(), header, elements),
                execution.nowSeconds());
      }
    }
    return slot.resident().peek(key);
  }

  /** The key's string, if it is not to become resident. */
  private @Nullable PassingString passing(Bytes key, Loaded.Whole whole) {
    return execution.isReading()
            && whole.contents().getFirst() instanceof PutString string
            && string.expireAt() == Expiry.NEVER
            && !doorkeeper.admits(key)
        ? new PassingString(string.value())
        : null;
  }

  private Loaded load(ShardSlot slot, Bytes key) {
    if (execution.isUninterrupted()) {
      return load(slot, key, ReadTier.DISK);
    }
    execution.storeAsked();
    if (execution.prefersReaders() || !memoryOdds.isWorthwhile()) {
      return Loaded.NOT_IN_MEMORY;
    }
    Loaded loaded = load(slot, key, ReadTier.MEMORY);
    memoryOdds.asked(!(loaded instanceof Loaded.NotInMemory));
    return loaded;
  }

  private Loaded load(ShardSlot slot, Bytes key, ReadTier tier) {
    return readable(() -> store.load(slot.address(), key, tier, largeElements));
  }

  /** What was fetched of the key for this command, if anything. */
  private @Nullable Loaded found(ColdRequest.Key request) {
    Findings findings = coldReads.current();
    if (findings == null) {
      return null;
    }
    execution.requireShare(findings.bytes());
    ColdResult result = findings.find(request);
    failIfFailed(result);
    return result instanceof ColdResult.OfKey(Loaded loaded) ? loaded : null;
  }

  @Override
  public boolean mayOverwriteUnseen(ShardSlot slot) {
    return !execution.isUninterrupted()
        && !unseenKeys.isAwaited()
        && !slot.log().hasReplicas() // counters of replicas are exact (ADR 13)
        && slot.isReadable();
  }

  @Override
  public void requireCounted(Table table) {
    if (!execution.isUninterrupted()) {
      unseenKeys.requireCounted(table);
    }
  }

  private void requireApplied(ShardSlot slot) {
    if (!slot.isReadable()) {
      throw new ColdRead(List.of(new ColdRequest.Applied(slot, slot.reloadAfter())));
    }
  }

  static void failIfFailed(@Nullable ColdResult result) {
    if (result instanceof ColdResult.Failed failed) {
      throw unreadable(failed.message());
    }
  }

  /** What the store answers at once; that it cannot read is an error of the command. */
  static <T> T readable(Supplier<T> read) {
    try {
      return read.get();
    } catch (StoreException failed) {
      LOG.error("the store cannot be read", failed);
      throw unreadable(failed.getMessage());
    }
  }

  private static CommandError unreadable(@Nullable String why) {
    return new CommandError("MISCONF The store cannot be read: " + why);
  }

  @Override
  public long scan(Table table, long cursor, int count, long nowMillis, TypeVisitor visitor) {
    requireApplied(table.slot(ScanCursor.slot(cursor)));
    KeyPage page = found(table, cursor);
    if (page == null) {
      ColdRequest.Page request =
          new ColdRequest.Page(cursor, count, slotsFrom(table, cursor, count));
      if (!execution.isUninterrupted()) {
        throw new ColdRead(List.of(request));
      }
      page = readable(() -> KeyPages.read(store, request));
    }
    return visit(table, page, new LiveKeys(visitor, nowMillis));
  }

  private @Nullable KeyPage found(Table table, long cursor) {
    Findings findings = coldReads.current();
    if (findings == null) {
      return null;
    }
    execution.requireShare(findings.bytes());
    ColdResult result = findings.page(table.number(), cursor, page -> isCurrent(table, page));
    failIfFailed(result);
    return result instanceof KeyPage page ? page : null;
  }

  /** Whether nothing of the slots was cleared or discarded since. */
  private static boolean isCurrent(Table table, KeyPage page) {
    return page.slots().stream()
        .allMatch(keys -> pageSlot(table.slot(keys.slot().address().slot())).equals(keys.slot()));
  }

  private static PageSlot pageSlot(ShardSlot slot) {
    return new PageSlot(slot.address(), slot.generation());
  }

  private List<PageSlot> slotsFrom(Table table, long cursor, int count) {
    List<PageSlot> slots = new ArrayList<>();
    long keys = 0;
    for (int i = ScanCursor.slot(cursor);
        i < table.slotCount() && slots.size() < PAGE_SLOTS_MAX;
        i++) {
      ShardSlot slot = table.usedSlot(i);
      if (slot == null || slot.isComplete() || !slot.isReadable()) {
        break;
      }
      slots.add(pageSlot(slot));
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
      int slot = slotKeys.slot().address().slot();
      visit(table.slot(slot).resident(), slotKeys, visitor);
      next =
          slotKeys.nextHash() == Scan.END
              ? ScanCursor.startOf(slot + 1, table.slotCount())
              : ScanCursor.of(slot, slotKeys.nextHash());
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
