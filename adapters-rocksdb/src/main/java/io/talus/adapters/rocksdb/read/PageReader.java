package io.talus.adapters.rocksdb.read;

import io.talus.adapters.rocksdb.engine.Database;
import io.talus.adapters.rocksdb.engine.Reads;
import io.talus.adapters.rocksdb.layout.ElementLayout;
import io.talus.adapters.rocksdb.layout.Family;
import io.talus.adapters.rocksdb.layout.LayoutSink;
import io.talus.adapters.rocksdb.layout.ListPage;
import io.talus.adapters.rocksdb.layout.SlotPrefix;
import io.talus.application.port.ElementQuery.Content;
import io.talus.application.port.ElementQuery.Positions;
import io.talus.application.port.Elements;
import io.talus.application.port.ReadTier;
import io.talus.application.port.StoredCollection;
import io.talus.domain.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/** Reads parts of lists and of strings in chunks. Any thread. */
final class PageReader {
  private final Reads reads;
  private final long answerBytesMax;

  PageReader(Reads reads, long answerBytesMax) {
    this.reads = reads;
    this.answerBytesMax = answerBytesMax;
  }

  /**
   * The entries of the range, with the short ones beside them on the first and the last page: they
   * cost no further read, and often come next.
   */
  Elements entries(StoredCollection list, Positions range, ReadTier tier) {
    SlotPrefix slot = SlotPrefix.of(list.address());
    LayoutSink key = new LayoutSink(SlotPrefix.COLLECTION_LENGTH + Long.BYTES + 1);
    EntryWindow window = new EntryWindow(range);
    AnswerRoom room = new AnswerRoom(answerBytesMax);
    for (long number = ListPage.pageOf(range.from());
        ListPage.firstOf(number) < range.to();
        number++) {
      ElementLayout.page(key.clear(), slot, list.id(), number);
      byte[] value = value(key, tier);
      if (value != null) {
        if (Database.isNotInMemory(value)
            || !take(ListPage.decode(value), ListPage.firstOf(number), key, window, tier, room)) {
          return Elements.NOT_IN_MEMORY;
        }
        if (room.isExceeded()) {
          return Elements.TOO_LARGE;
        }
      }
    }
    return window.answer();
  }

  /** Takes what is in the range or beside it; false if a long entry is not in memory. */
  private boolean take(
      ListPage page,
      long start,
      LayoutSink pageKey,
      EntryWindow window,
      ReadTier tier,
      AnswerRoom room) {
    long first = Math.max(window.from(), start);
    long end = Math.min(window.to(), start + ListPage.ENTRIES);
    for (long position = first; position < end && !room.isExceeded(); position++) {
      int index = ListPage.indexOf(position);
      Bytes entry = page.entry(index);
      if (entry == null && page.isLong(index)) {
        byte[] value = value(pageKey.truncate(pageKeyLength()).int8(index), tier);
        if (value != null && Database.isNotInMemory(value) && tier == ReadTier.MEMORY) {
          return false;
        }
        entry = value == null ? null : Bytes.wrap(value);
      }
      window.put(position, entry);
      room.take(entry == null ? 0 : entry.length());
    }
    window.takeNeighbours(page, start);
    return true;
  }

  private static int pageKeyLength() {
    return SlotPrefix.COLLECTION_LENGTH + Long.BYTES;
  }

  Elements content(StoredCollection string, Content range, ReadTier tier) {
    SlotPrefix slot = SlotPrefix.of(string.address());
    LayoutSink key = new LayoutSink(SlotPrefix.COLLECTION_LENGTH + Long.BYTES);
    byte[] content = new byte[(int) (range.to() - range.from())];
    boolean isWritten = false;
    for (long number = range.from() / ElementLayout.CHUNK_BYTES;
        number * ElementLayout.CHUNK_BYTES < range.to();
        number++) {
      ElementLayout.chunk(key.clear(), slot, string.id(), number);
      byte[] chunk = value(key, tier);
      if (chunk != null) {
        if (Database.isNotInMemory(chunk)) {
          return Elements.NOT_IN_MEMORY;
        }
        isWritten = true;
        copy(chunk, number * ElementLayout.CHUNK_BYTES, range, content);
      }
    }
    return new Elements.Content(range.from(), isWritten ? Bytes.wrap(content) : Bytes.EMPTY);
  }

  private static void copy(byte[] chunk, long start, Content range, byte[] content) {
    long first = Math.max(range.from(), start);
    long end = Math.min(range.to(), start + chunk.length);
    if (first < end) {
      System.arraycopy(
          chunk, (int) (first - start), content, (int) (first - range.from()), (int) (end - first));
    }
  }

  private byte @Nullable [] value(LayoutSink key, ReadTier tier) {
    return tier == ReadTier.MEMORY
        ? reads.getInMemory(Family.ELEMENTS, key)
        : reads.get(Family.ELEMENTS, key);
  }
}
