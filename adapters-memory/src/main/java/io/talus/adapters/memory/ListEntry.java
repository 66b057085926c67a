package io.talus.adapters.memory;

import io.talus.adapters.memory.structure.HeapSize;
import io.talus.adapters.memory.structure.Ring;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.ListValue;
import java.util.ArrayList;
import java.util.List;

/** A list. */
final class ListEntry extends CollectionEntry implements ListValue {
  private final Ring entries = new Ring();
  private long entryBytes;

  ListEntry(Bytes key, CollectionHeader header) {
    super(key, header);
  }

  void put(long first, List<Bytes> added) {
    for (int i = 0; i < added.size(); i++) {
      byte[] entry = added.get(i).array();
      byte[] previous = entries.put(first + i, entry);
      entryBytes += HeapSize.bytes(entry.length);
      entryBytes -= previous == null ? 0 : HeapSize.bytes(previous.length);
    }
  }

  void drop(long from, long to) {
    entryBytes -= entries.drop(from, to);
  }

  @Override
  public Bytes get(long index) {
    return Bytes.wrap(entries.get(header().head() + index));
  }

  @Override
  public List<Bytes> range(long from, long to) {
    List<Bytes> copy = new ArrayList<>((int) (to - from));
    long head = header().head();
    for (long position = head + from; position < head + to; position++) {
      copy.add(Bytes.wrap(entries.get(position)));
    }
    return copy;
  }

  @Override
  long contentBytes() {
    return entryBytes + entries.sizeBytes();
  }
}
