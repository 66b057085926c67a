package io.talus.application.inplace;

import io.talus.application.port.ElementQuery.Positions;
import io.talus.application.port.Elements;
import io.talus.application.port.StoreException;
import io.talus.application.port.StoredCollection;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation.DropListRange;
import io.talus.domain.mutation.Mutation.MoveKey;
import io.talus.domain.mutation.Mutation.OfCollection;
import io.talus.domain.mutation.Mutation.PublishBuilt;
import io.talus.domain.mutation.Mutation.PutListEntries;
import io.talus.domain.mutation.Mutation.SetExpiry;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.ListValue;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A list in place. */
final class InPlaceList extends InPlaceCollection implements ListValue {
  /** A node of the map, and the entry of the queue. */
  private static final int FIXED_BYTES = 140;

  private record Put(long index, long position, Bytes entry) implements UnsettledChanges.Change {
    @Override
    public long sizeBytes() {
      return (long) FIXED_BYTES + entry.length();
    }
  }

  private final NavigableMap<Long, Put> byPosition = new TreeMap<>();
  private final UnsettledChanges<Put> unsettled = new UnsettledChanges<>();

  InPlaceList(StoredCollection stored, CollectionHeader header, ElementReads reads) {
    super(stored, header, reads);
  }

  @Override
  void take(OfCollection change, long index) {
    switch (change) {
      case PutListEntries put -> {
        long position = put.first();
        for (Bytes entry : put.entries()) {
          note(new Put(index, position++, entry));
        }
      }
      case DropListRange drop -> byPosition.subMap(drop.from(), drop.to()).clear();
      case SetExpiry _, MoveKey _, PublishBuilt _ -> {
        // The header says it all.
      }
      default -> throw unexpected(change);
    }
  }

  private void note(Put put) {
    byPosition.put(put.position, put);
    unsettled.add(put);
    reads().recentEntries().forget(this, put.position);
  }

  @Override
  public Bytes get(long index) {
    return range(index, index + 1).getFirst();
  }

  @Override
  public List<Bytes> range(long from, long to) {
    long first = header().head() + from;
    long end = header().head() + to;
    Elements.Entries stored = stored(first, end);
    List<Bytes> entries = new ArrayList<>((int) (end - first));
    for (long position = first; position < end; position++) {
      entries.add(entry(stored, position));
    }
    return entries;
  }

  /** What the store has between the positions at both ends that were changed. */
  private Elements.@Nullable Entries stored(long first, long end) {
    long from = first;
    while (from < end && byPosition.containsKey(from)) {
      from++;
    }
    long to = end;
    while (to > from && byPosition.containsKey(to - 1)) {
      to--;
    }
    return from == to ? null : storedOnly(from, to);
  }

  private Elements.Entries storedOnly(long from, long to) {
    RecentEntries recent = reads().recentEntries();
    Elements.Entries known = recent.covering(this, from, to);
    if (known != null) {
      return known;
    }
    Elements.Entries read = (Elements.Entries) read(new Positions(from, to));
    if (byPosition.subMap(read.from(), read.to()).isEmpty()) {
      // It stays true until one of these positions gets another entry.
      recent.keep(this, read);
    }
    return read;
  }

  private Bytes entry(Elements.@Nullable Entries stored, long position) {
    Put put = byPosition.get(position);
    if (put != null) {
      return put.entry;
    }
    Bytes entry = stored == null ? null : stored.entries()[(int) (position - stored.from())];
    if (entry == null) {
      throw new StoreException("%s lacks the entry at %d".formatted(stored(), position));
    }
    return entry;
  }

  @Override
  public int settle(long index, int steps) {
    return unsettled.settle(index, steps, put -> byPosition.remove(put.position, put));
  }

  @Override
  public boolean hasChanges() {
    return !unsettled.isEmpty();
  }

  @Override
  long changeBytes() {
    return unsettled.sizeBytes();
  }
}
