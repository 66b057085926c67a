package io.talus.application.walk;

import io.talus.application.command.CommandError;
import io.talus.application.command.EncodingLimits;
import io.talus.application.command.KeyspaceView;
import io.talus.application.inplace.ElementReads;
import io.talus.application.inplace.InPlaceCollection;
import io.talus.application.port.Loaded;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.StoreSnapshot;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation.OfString;
import io.talus.domain.slot.SlotId;
import io.talus.domain.table.TableDefinition;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A table as it was at the moment of a snapshot: collections are in place, whatever their size.
 * What has expired is not there, and nobody notes it. Belongs to one walk.
 */
final class SnapshotView implements KeyspaceView {
  /** What the views of all tables have in common. */
  private static final class Shared {
    private final WalkSite site;
    private final StoreSnapshot snapshot;
    private final ElementReads reads;
    private final RandomGenerator random;
    private long reservedBytes;

    Shared(WalkSite site, StoreSnapshot snapshot, ElementReads reads) {
      this.site = site;
      this.snapshot = snapshot;
      this.reads = reads;
      this.random = new SplittableRandom(site.seed());
    }
  }

  private final Shared shared;
  private final int number;

  /** The same collection is the same object, so that what is read of it is remembered. */
  private final Map<Bytes, Value> collections = new HashMap<>();

  private SnapshotView(Shared shared, int number) {
    this.shared = shared;
    this.number = number;
  }

  static SnapshotView of(WalkSite site, StoreSnapshot snapshot, ElementReads reads) {
    return new SnapshotView(new Shared(site, snapshot, reads), site.table());
  }

  @Override
  public long nowMillis() {
    return shared.site.nowMillis();
  }

  @Override
  public RandomGenerator random() {
    return shared.random;
  }

  @Override
  public @Nullable Value find(Bytes key) {
    Value known = collections.get(key);
    if (known != null) {
      return known;
    }
    Value value = load(key);
    return value == null || value.expireAt() <= nowMillis() ? null : value;
  }

  private @Nullable Value load(Bytes key) {
    SlotAddress address = shared.site.address(shared.site.slot(number, key));
    if (address == null) {
      return null;
    }
    return switch (shared.snapshot.load(address, key, 0)) {
      case Loaded.Absent _ -> null;
      case Loaded.NotInMemory _ -> throw new IllegalStateException("not read: " + key);
      case Loaded.Whole(var contents) ->
          contents.getFirst() instanceof OfString string
              ? new StoredString(string.value(), string.expireAt())
              : null;
      case Loaded.Large(CollectionHeader header) -> {
        Value collection = InPlaceCollection.of(address, header, shared.reads).value();
        if (collection.expireAt() > nowMillis()) {
          collections.put(key, collection);
        }
        yield collection;
      }
    };
  }

  @Override
  public @Nullable Value peek(Bytes key) {
    return find(key);
  }

  @Override
  public boolean isUnseen(Bytes key) {
    return false;
  }

  @Override
  public long nextCollectionId(Bytes key) {
    return shared.site.firstId(shared.site.slot(number, key));
  }

  @Override
  public boolean sameSlot(Bytes left, Bytes right) {
    SlotId slot = shared.site.slot(number, left);
    return slot.equals(shared.site.slot(number, right));
  }

  @Override
  public long stringBytesMax() {
    return shared.site.stringBytesMax();
  }

  @Override
  public void reserve(long bytes) {
    shared.reservedBytes += bytes;
    if (shared.reservedBytes > shared.site.bytesMax()) {
      throw new CommandError(
          "ERR the command needs more memory at once than the "
              + shared.site.bytesMax()
              + " bytes of the heap that one may have");
    }
  }

  @Override
  public EncodingLimits encodingLimits() {
    return shared.site.encodingLimits();
  }

  @Override
  public long size() {
    throw aboutKeys();
  }

  @Override
  public long scan(long cursor, int count, TypeVisitor visitor) {
    throw aboutKeys();
  }

  @Override
  public @Nullable Bytes randomKey() {
    throw aboutKeys();
  }

  private static IllegalStateException aboutKeys() {
    return new IllegalStateException("a walk is about what keys hold, not about which there are");
  }

  @Override
  public long idleSeconds(Bytes key) {
    return 0;
  }

  @Override
  public KeyspaceView table(int table) {
    return table == number ? this : new SnapshotView(shared, table);
  }

  @Override
  public int tableNumber(Bytes numberOrName) {
    TableDefinition found = shared.site.tables().find(numberOrName);
    return found == null ? -1 : found.number();
  }
}
