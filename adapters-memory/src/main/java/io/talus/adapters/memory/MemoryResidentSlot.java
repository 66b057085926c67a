package io.talus.adapters.memory;

import io.talus.application.port.InPlace;
import io.talus.application.port.ResidentSlot;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.DropKey;
import io.talus.domain.mutation.Mutation.MoveKey;
import io.talus.domain.mutation.Mutation.OfCollection;
import io.talus.domain.mutation.Mutation.OfString;
import io.talus.domain.mutation.Mutation.PublishBuilt;
import io.talus.domain.value.Scan;
import io.talus.domain.value.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The resident keys of one slot. */
final class MemoryResidentSlot implements ResidentSlot {
  /** The index of what was read from the store: the store holds it. */
  private static final long CLEAN = 0;

  private final EntryTable entries;
  private final Tombstones tombstones;

  /** Collections in place with changes that are not settled; some may be gone. */
  private final Set<InPlaceEntry> changedInPlace = new HashSet<>();

  /** Those of them that {@link #settle} has yet to look at. */
  private final Queue<InPlaceEntry> settling = new ArrayDeque<>(0);

  private long appliedIndex;
  private long hand = Scan.START;

  /** See {@link #timeIs}. */
  private int seconds;

  MemoryResidentSlot(MemoryResidentTier tier) {
    entries = new EntryTable(tier);
    tombstones = new Tombstones(tier);
  }

  @Override
  public @Nullable Value find(Bytes key, int nowSeconds) {
    ResidentEntry entry = entries.find(key);
    if (entry == null) {
      return null;
    }
    entry.use(nowSeconds);
    return entry.value();
  }

  @Override
  public @Nullable Value peek(Bytes key) {
    ResidentEntry entry = entries.find(key);
    return entry == null ? null : entry.value();
  }

  @Override
  public int lastUsedSeconds(Bytes key) {
    ResidentEntry entry = entries.find(key);
    return entry == null ? -1 : entry.lastUsedSeconds();
  }

  @Override
  public boolean isDropped(Bytes key) {
    return tombstones.contains(key);
  }

  @Override
  public long lastIndex(Value resident) {
    long index =
        resident instanceof InPlace inPlace
            ? inPlace.lastIndex()
            : ((ResidentEntry) resident).lastIndex();
    return index <= appliedIndex ? CLEAN : index;
  }

  @Override
  public void timeIs(int nowSeconds) {
    seconds = nowSeconds;
  }

  @Override
  public void apply(Mutation.OfKey mutation, long index, boolean leaveTombstone) {
    switch (mutation) {
      case OfString put -> put(put, index);
      case DropKey drop -> drop(drop.key(), index, leaveTombstone);
      case MoveKey move -> move(move, index, leaveTombstone);
      case OfCollection change -> change(change, index);
    }
  }

  private void put(OfString put, long index) {
    ResidentEntry entry = entries.find(put.key());
    if (entry instanceof StringEntry string) {
      entries.leave(string);
      string.put(put);
      entries.enter(string);
      string.changedIn(index);
    } else {
      replace(entry, put.key(), new StringEntry(put), index);
    }
  }

  private void drop(Bytes key, long index, boolean leaveTombstone) {
    ResidentEntry entry = entries.find(key);
    if (entry != null) {
      entries.remove(entry);
    }
    if (leaveTombstone) {
      tombstones.add(key, index);
    }
  }

  private void move(MoveKey move, long index, boolean leaveTombstone) {
    if (!(entries.find(move.key()) instanceof CollectionEntry moved)) {
      throw new IllegalStateException("key to move: " + move.key() + " (expected: a collection)");
    }
    drop(move.key(), index, leaveTombstone);
    moved.rename(move.to());
    moved.changeTo(move, index);
    replace(entries.find(move.to()), move.to(), moved, index);
  }

  /** A collection of which nothing is here yet begins with what the mutation puts in. */
  private void change(OfCollection change, long index) {
    ResidentEntry entry = entries.find(change.key());
    if (entry instanceof CollectionEntry collection && collection.is(change.header())) {
      entries.leave(collection);
      collection.changeTo(change, index);
      entries.enter(collection);
      if (collection instanceof InPlaceEntry inPlace) {
        changedInPlace.add(inPlace);
      }
    } else {
      CollectionEntry created = CollectionEntry.create(change.key(), change.header());
      created.changeTo(change, index);
      replace(entry, change.key(), created, index);
    }
  }

  private void replace(
      @Nullable ResidentEntry replaced, Bytes key, ResidentEntry added, long index) {
    if (replaced == null) {
      tombstones.remove(key);
    } else {
      entries.remove(replaced);
    }
    if (replaced == null && index != CLEAN) {
      added.written(seconds);
    } else {
      added.use(seconds);
    }
    added.changedIn(index);
    entries.add(key, added);
  }

  @Override
  public void install(List<? extends Mutation> contents, int nowSeconds) {
    timeIs(nowSeconds);
    for (int i = 0; i < contents.size(); i++) {
      apply((Mutation.OfKey) contents.get(i), CLEAN, false);
    }
  }

  @Override
  public void install(Bytes key, InPlace collection, int nowSeconds) {
    timeIs(nowSeconds);
    replace(null, key, new InPlaceEntry(key, collection), CLEAN);
  }

  @Override
  public void publish(PublishBuilt publish, InPlace built, long index) {
    InPlaceEntry entry = new InPlaceEntry(publish.key(), built);
    entry.changeTo(publish, index);
    replace(entries.find(publish.key()), publish.key(), entry, index);
  }

  @Override
  public void clear() {
    changedInPlace.clear();
    settling.clear();
    entries.clear();
    tombstones.clear();
    hand = Scan.START;
  }

  @Override
  public boolean applied(long index) {
    appliedIndex = Math.max(appliedIndex, index);
    tombstones.applied(index);
    settling.addAll(changedInPlace);
    changedInPlace.clear();
    return !settling.isEmpty();
  }

  @Override
  public int settle(int steps) {
    int left = steps;
    for (InPlaceEntry entry = settling.poll(); entry != null; entry = settling.poll()) {
      left = settle(entry, left);
      if (left == 0) {
        settling.add(entry);
        return 0;
      }
      if (entry.collection().hasChanges()) {
        changedInPlace.add(entry);
      }
      left--;
    }
    return left;
  }

  private int settle(InPlaceEntry entry, int steps) {
    boolean isHere = entries.holds(entry);
    if (isHere) {
      entries.leave(entry);
    }
    int left = entry.collection().settle(appliedIndex, steps);
    if (isHere) {
      entries.enter(entry);
    }
    return left;
  }

  /** What it takes of the heap. */
  long sizeBytes() {
    return entries.sizeBytes();
  }

  @Override
  public long keys() {
    return entries.size();
  }

  @Override
  public long expiringKeys() {
    return entries.expiring();
  }

  @Override
  public long scan(long cursor, int count, KeyVisitor visitor) {
    return entries.scan(cursor, count, entry -> visitor.visit(entry.key(), entry.value()));
  }

  @Override
  public @Nullable Bytes randomKey(RandomGenerator random) {
    ResidentEntry entry = entries.random(random);
    return entry == null ? null : entry.key();
  }

  @Override
  public long nextDue() {
    return entries.nextDue();
  }

  /** Collects first: what the visitor does with a key may well remove it. */
  @Override
  public void due(long nowMillis, int limit, Consumer<Bytes> visitor) {
    List<ResidentEntry> due = entries.due(nowMillis, limit);
    for (int i = 0; i < due.size(); i++) {
      visitor.accept(due.get(i).key());
    }
  }

  @Override
  public long evict(long appliedIndex, int steps, boolean usedToo, IntConsumer evicted) {
    List<ResidentEntry> unused = new ArrayList<>();
    hand =
        entries.scan(
            hand,
            Math.min(steps, entries.size()),
            entry -> {
              if ((!entry.wasUsed() || usedToo) && entry.lastIndex() <= appliedIndex) {
                unused.add(entry);
              }
            });
    long before = entries.sizeBytes();
    for (int i = 0; i < unused.size(); i++) {
      evicted.accept(unused.get(i).hash());
      entries.remove(unused.get(i));
    }
    return before - entries.sizeBytes();
  }
}
