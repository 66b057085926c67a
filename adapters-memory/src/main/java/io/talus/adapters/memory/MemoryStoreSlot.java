package io.talus.adapters.memory;

import io.talus.application.port.ElementQuery;
import io.talus.application.port.Elements;
import io.talus.application.port.Loaded;
import io.talus.application.port.Overwritten;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotRecord;
import io.talus.application.port.SlotState;
import io.talus.application.port.SlotStatus;
import io.talus.application.port.SlotStore.KeyScanner;
import io.talus.application.port.StoredCollection;
import io.talus.application.port.UnfinishedCollection;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.DropReason;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.AbandonBuilt;
import io.talus.domain.mutation.Mutation.BuildPart;
import io.talus.domain.mutation.Mutation.ClearSlot;
import io.talus.domain.mutation.Mutation.DropKey;
import io.talus.domain.mutation.Mutation.MoveKey;
import io.talus.domain.mutation.Mutation.OfCollection;
import io.talus.domain.mutation.Mutation.OfString;
import io.talus.domain.mutation.Mutation.OverwriteString;
import io.talus.domain.mutation.Mutation.PublishBuilt;
import io.talus.domain.mutation.Mutations;
import io.talus.domain.mutation.Rebuild;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.Scan;
import io.talus.domain.value.StringValue;
import io.talus.domain.value.Value;
import io.talus.domain.value.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One slot of a {@link MemoryStore}: in its newest incarnation, a resident slot that holds all. */
final class MemoryStoreSlot {
  private final MemoryResidentSlot keys;
  private final Map<Long, Bytes> keysById = new HashMap<>();

  /** Collections that are being built, each in a slot of its own. */
  private final Map<Long, Built> built = new HashMap<>();

  private final MemoryResidentTier tier;
  private SlotAddress address;
  private SlotStatus status = SlotStatus.EMPTY;
  private Overwritten overwritten = Overwritten.NONE;

  /** What a key will hold. */
  private record Built(Bytes key, MemoryResidentSlot slot) {}

  MemoryStoreSlot(SlotAddress address, MemoryResidentTier tier) {
    this.address = address;
    this.tier = tier;
    keys = tier.newSlot();
  }

  /** Of a slot that is taken in from elsewhere. */
  MemoryStoreSlot(SlotState state, MemoryResidentTier tier) {
    this(state.address(), tier);
    status = state.status();
    overwritten = state.overwritten();
  }

  MemoryStoreSlot copy(MemoryResidentTier tier) {
    MemoryStoreSlot copy = new MemoryStoreSlot(state(), tier);
    keys.scan(
        Scan.START, Integer.MAX_VALUE, (key, value) -> copy.keys.install(contents(key, value), 0));
    copy.keysById.putAll(keysById);
    built.forEach(
        (id, unfinished) -> {
          Value value = unfinished.slot().peek(unfinished.key());
          if (value != null) {
            contents(unfinished.key(), value).forEach(part -> copy.build((OfCollection) part));
          }
        });
    return copy;
  }

  SlotAddress address() {
    return address;
  }

  SlotState state() {
    return new SlotState(address, status, overwritten);
  }

  SlotStatus status() {
    return status;
  }

  Overwritten overwritten() {
    return overwritten;
  }

  /** A record that came before is known by its position, and left out. */
  void apply(SlotRecord record) {
    if (record.status().position().compareTo(status.position()) <= 0) {
      return;
    }
    if (record.address().incarnation() != address.incarnation()) {
      clear(record.address().incarnation());
    }
    add(record.mutations());
    status = record.status();
  }

  /** What mutations say, outside of a record: a part of a slot that is taken in. */
  void add(List<? extends Mutation> mutations) {
    for (Mutation mutation : mutations) {
      switch (mutation) {
        case Mutation.OfKey change -> apply(change);
        case BuildPart build -> build(build.part());
        case AbandonBuilt abandon -> built.remove(abandon.id());
        case ClearSlot clear -> clear(clear.newIncarnation());
      }
    }
  }

  private void apply(Mutation.OfKey change) {
    if (change instanceof OverwriteString unseen) {
      dropFound(unseen.key());
    }
    if (change instanceof PublishBuilt publish) {
      publish(publish);
    } else {
      keys.apply(change, 0, false);
    }
    switch (change) {
      case MoveKey move -> keysById.put(move.header().id(), move.to());
      case OfCollection ofCollection ->
          keysById.put(ofCollection.header().id(), ofCollection.key());
      case DropKey drop -> keysById.remove(drop.collectionId());
      case OfString _ -> {
        // It has no id.
      }
    }
  }

  private void build(OfCollection part) {
    built
        .computeIfAbsent(part.header().id(), id -> new Built(part.key(), tier.newSlot()))
        .slot()
        .apply(part, 0, false);
  }

  private void publish(PublishBuilt publish) {
    Built finished = built.remove(publish.header().id());
    Value value = finished == null ? null : finished.slot().peek(finished.key());
    if (value == null) {
      throw new IllegalStateException("not built: " + publish);
    }
    CollectionHeader header = publish.header();
    Rebuild.of(publish.key(), value, header.id(), header.expireAt())
        .forEach(part -> keys.apply(part, 0, false));
  }

  List<StoredCollection> unpublished() {
    return unfinished().stream()
        .map(each -> new StoredCollection(address, each.header().type(), each.header().id()))
        .toList();
  }

  List<UnfinishedCollection> unfinished() {
    List<UnfinishedCollection> found = new ArrayList<>();
    built.forEach(
        (id, unfinished) -> {
          Value value = unfinished.slot().peek(unfinished.key());
          CollectionHeader header = value == null ? null : Mutations.header(value);
          if (header != null) {
            found.add(new UnfinishedCollection(unfinished.key(), header));
          }
        });
    return found;
  }

  private void dropFound(Bytes key) {
    Value found = keys.peek(key);
    if (found != null) {
      apply(Mutations.drop(key, found, DropReason.OVERWRITTEN));
      overwritten = overwritten.withOneMore(found.expireAt() != Expiry.NEVER);
    }
  }

  /** Gives back what it holds of the tier. */
  void drop() {
    keys.clear();
    built.values().forEach(unfinished -> unfinished.slot().clear());
  }

  long sizeBytes() {
    long bytes = keys.sizeBytes();
    for (Built unfinished : built.values()) {
      bytes += unfinished.slot().sizeBytes();
    }
    return bytes;
  }

  private void clear(long newIncarnation) {
    keys.clear();
    keysById.clear();
    built.clear();
    overwritten = Overwritten.NONE;
    address = new SlotAddress(address.table(), address.slot(), newIncarnation);
  }

  Loaded load(Bytes key, int limit) {
    Value value = keys.peek(key);
    if (value == null) {
      return Loaded.ABSENT;
    }
    CollectionHeader header = Mutations.header(value);
    return header != null && elements(header) > limit
        ? new Loaded.Large(header)
        : new Loaded.Whole(contents(key, value));
  }

  Elements read(StoredCollection collection, ElementQuery query) {
    long index = status.position().index();
    Value value = value(collection.id());
    return value == null
        ? StoredElements.ofNothing(query, index, collection.type())
        : StoredElements.of(value, query, index);
  }

  private @Nullable Value value(long id) {
    Built unfinished = built.get(id);
    if (unfinished != null) {
      return unfinished.slot().peek(unfinished.key());
    }
    Bytes key = keysById.get(id);
    return key == null ? null : keys.peek(key);
  }

  long nextDue() {
    return keys.nextDue();
  }

  private static long elements(CollectionHeader header) {
    int chunk = StringValue.INLINE_BYTES_MAX;
    return header.type() == ValueType.STRING ? (header.size() + chunk - 1) / chunk : header.size();
  }

  private static List<? extends Mutation> contents(Bytes key, Value value) {
    CollectionHeader header = Mutations.header(value);
    return Rebuild.of(key, value, header == null ? 0 : header.id(), value.expireAt());
  }

  long scan(long cursor, int count, KeyScanner scanner) {
    return keys.scan(
        cursor, count, (key, value) -> scanner.visit(key, value.type(), value.expireAt()));
  }

  /** Visits up to {@code limit} keys that are due; returns how many. */
  int due(long nowMillis, int limit, BiConsumer<SlotAddress, Bytes> visitor) {
    List<Bytes> due = new ArrayList<>();
    keys.due(nowMillis, limit, due::add);
    due.forEach(key -> visitor.accept(address, key));
    return due.size();
  }
}
