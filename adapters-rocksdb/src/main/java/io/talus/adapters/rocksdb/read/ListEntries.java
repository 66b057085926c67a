package io.talus.adapters.rocksdb.read;

import io.talus.adapters.rocksdb.engine.Cursor;
import io.talus.adapters.rocksdb.layout.ElementLayout;
import io.talus.adapters.rocksdb.layout.ListPage;
import io.talus.domain.bytes.Bytes;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers a range of a list's entries from its pages. */
final class ListEntries {
  private final long from;
  private final long to;
  private final @Nullable Bytes[] entries;
  private final AnswerRoom room;
  private ListPage page = new ListPage();
  private long pageStart;
  private int found;

  /**
   * For the absolute positions {@code from} (inclusive) to {@code to} (exclusive).
   *
   * @param room for the entries
   */
  ListEntries(long from, long to, AnswerRoom room) {
    this.room = room;
    this.from = from;
    this.to = to;
    this.entries = new Bytes[(int) (to - from)];
  }

  /** Takes what the cursor is at, a page or a long entry; false if it is behind the range. */
  boolean accept(Cursor cursor) {
    byte[] key = cursor.key();
    long start = ListPage.firstOf(ElementLayout.pageOf(key));
    if (start >= to) {
      return false;
    }
    if (!ElementLayout.isLongEntry(key)) {
      acceptPage(start, ListPage.decode(cursor.value()));
    } else if (isInPage(start, ElementLayout.indexOf(key))) {
      put(start + ElementLayout.indexOf(key), Bytes.wrap(cursor.value()));
    }
    return true;
  }

  /** All entries, or null if some were not found. */
  @SuppressWarnings("NullAway") // there are as many as were asked for, so none is null
  @Nullable List<Bytes> all() {
    return found == entries.length ? Arrays.asList(entries) : null;
  }

  /** A page that was begun anew may have left long entries behind, which it does not know. */
  private boolean isInPage(long start, int index) {
    return start == pageStart && page.isLong(index);
  }

  private void acceptPage(long start, ListPage read) {
    page = read;
    pageStart = start;
    long first = Math.max(from, start);
    long end = Math.min(to, start + ListPage.ENTRIES);
    for (long position = first; position < end; position++) {
      Bytes entry = read.entry(ListPage.indexOf(position));
      if (entry != null) {
        put(position, entry);
      }
    }
  }

  private void put(long position, Bytes entry) {
    if (position >= from && position < to) {
      entries[(int) (position - from)] = entry;
      room.take(entry.length());
      found++;
    }
  }
}
