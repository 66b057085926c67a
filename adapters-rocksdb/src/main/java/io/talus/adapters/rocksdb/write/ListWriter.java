package io.talus.adapters.rocksdb.write;

import io.talus.adapters.rocksdb.layout.ElementLayout;
import io.talus.adapters.rocksdb.layout.Family;
import io.talus.adapters.rocksdb.layout.LayoutSink;
import io.talus.adapters.rocksdb.layout.ListPage;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation.DropListRange;
import io.talus.domain.mutation.Mutation.PutListEntries;
import io.talus.domain.value.CollectionHeader;
import org.jspecify.annotations.Nullable;

/**
 * Writes the entries of lists in pages.
 *
 * <p>A page is put whole, not merged: the compaction filter does not see RocksDB's merge operands,
 * so the pages of dead lists would never go away. What else is in the page comes from the {@link
 * PageCache} or the store, or it is nothing: entries outside the list's bounds do not count. A page
 * is written once, at the end of the batch; one that is filled and emptied within a batch never is.
 */
final class ListWriter {
  /** Pages of the busiest lists; at most 16 KB each, usually less than one. */
  private static final int PAGES_KEPT = 1024;

  /** From here on pages are deleted as a range: a range costs every later read a little. */
  private static final int SINGLE_DELETES_MAX = 64;

  private final WriteSets sets;
  private final WriteSet elements;
  private final StoreSource store;
  private final PageCache<OpenPage> pages = new PageCache<>(PAGES_KEPT);
  private final LayoutSink key = new LayoutSink(64);
  private final LayoutSink value = new LayoutSink(1024);
  private final LastPage last = new LastPage();

  ListWriter(WriteSets sets, StoreSource store) {
    this.sets = sets;
    this.elements = sets.of(Family.ELEMENTS);
    this.store = store;
  }

  void put(SlotChange slot, PutListEntries put) {
    long position = put.first();
    long end = position + put.entries().size();
    while (position < end) {
      long number = ListPage.pageOf(position);
      long stop = Math.min(end, ListPage.firstOf(number + 1));
      OpenPage page = pageToPut(slot, put, number);
      for (; position < stop; position++) {
        putEntry(
            page, ListPage.indexOf(position), put.entries().get((int) (position - put.first())));
      }
      pages.change(page.key(), page);
    }
  }

  void drop(SlotChange slot, DropListRange drop) {
    if (drop.from() >= drop.to()) {
      return;
    }
    long first = ListPage.pageOf(drop.from());
    long last = ListPage.pageOf(drop.to() - 1);
    if (last - first > SINGLE_DELETES_MAX) {
      dropFromPage(slot, drop, first);
      dropPages(slot, drop.header().id(), first + 1, last);
      dropFromPage(slot, drop, last);
    } else {
      for (long number = first; number <= last; number++) {
        dropFromPage(slot, drop, number);
      }
    }
  }

  /** Hands over the pages that the batch changed. */
  void finish() {
    last.forget();
    for (OpenPage page : pages.changed()) {
      key.clear().bytes(page.key());
      if (!page.entries().isEmpty()) {
        page.entries().encode(value.clear());
        elements.put(key, value);
        page.stored();
      } else if (page.mayBeStored()) {
        elements.delete(key);
      }
    }
  }

  void applied() {
    pages.applied();
  }

  void failed() {
    last.forget();
    pages.failed();
  }

  private void putEntry(OpenPage page, int index, Bytes entry) {
    boolean wasLong = page.entries().isLong(index);
    page.entries().put(index, entry);
    if (ListPage.isLong(entry)) {
      longEntryKey(page, index);
      elements.put(key, value.clear().bytes(entry));
    } else if (wasLong) {
      longEntryKey(page, index);
      elements.delete(key);
    }
  }

  /**
   * Takes what is being dropped out of a page; the page goes when the list no longer reaches it.
   */
  private void dropFromPage(SlotChange slot, DropListRange drop, long number) {
    OpenPage page = pageAtHandOrStored(slot, drop.header().id(), number);
    if (page == null) {
      return;
    }
    long start = ListPage.firstOf(number);
    long from = Math.max(drop.from(), start);
    long to = Math.min(drop.to(), start + ListPage.ENTRIES);
    boolean hadLongOnes = false;
    for (long position = from; position < to; position++) {
      hadLongOnes |= dropEntry(page, ListPage.indexOf(position));
    }
    if (hadLongOnes || !reaches(drop.header(), number)) {
      pages.change(page.key(), page);
    }
  }

  private boolean dropEntry(OpenPage page, int index) {
    boolean wasLong = page.entries().isLong(index);
    page.entries().drop(index);
    if (wasLong) {
      longEntryKey(page, index);
      elements.delete(key);
    }
    return wasLong;
  }

  /** Drops whole pages, {@code to} exclusive, with the long entries between them. */
  private void dropPages(SlotChange slot, long id, long from, long to) {
    ElementLayout.page(key.clear(), slot.prefix(), id, from);
    Bytes first = key.toBytes();
    ElementLayout.page(key.clear(), slot.prefix(), id, to);
    Bytes end = key.toBytes();
    last.forget();
    for (Bytes pageKey : pages.keys()) {
      if (pageKey.compareTo(first) >= 0 && pageKey.compareTo(end) < 0) {
        pages.forget(pageKey);
      }
    }
    sets.deleteRange(Family.ELEMENTS, first, end);
  }

  private OpenPage pageToPut(SlotChange slot, PutListEntries put, long number) {
    CollectionHeader header = put.header();
    boolean mayBeStored = !slot.isNew(header.id());
    OpenPage page =
        mayBeStored && hasOthers(put, number)
            ? pageAtHandOrStored(slot, header.id(), number)
            : pageAtHand(slot, header.id(), number);
    if (page == null) {
      page = new OpenPage(pageKey(slot, header.id(), number), new ListPage(), mayBeStored);
      last.is(page, slot.prefix(), header.id(), number);
    }
    return page;
  }

  /** Whether the list has entries in the page that are not being put. */
  private static boolean hasOthers(PutListEntries put, long number) {
    CollectionHeader header = put.header();
    long from = Math.max(header.head(), ListPage.firstOf(number));
    long to = Math.min(header.tail(), ListPage.firstOf(number + 1));
    return from < put.first() || to > put.first() + put.entries().size();
  }

  private static boolean reaches(CollectionHeader header, long number) {
    return header.head() < ListPage.firstOf(number + 1) && header.tail() > ListPage.firstOf(number);
  }

  private @Nullable OpenPage pageAtHandOrStored(SlotChange slot, long id, long number) {
    OpenPage page = pageAtHand(slot, id, number);
    if (page != null || slot.isNew(id)) {
      return page;
    }
    Bytes pageKey = pageKey(slot, id, number);
    byte[] stored = store.read(Family.ELEMENTS, key);
    if (stored == null) {
      return null;
    }
    page = new OpenPage(pageKey, ListPage.decode(stored), true);
    pages.keep(pageKey, page);
    last.is(page, slot.prefix(), id, number);
    return page;
  }

  private @Nullable OpenPage pageAtHand(SlotChange slot, long id, long number) {
    OpenPage page = last.find(slot.prefix(), id, number);
    if (page == null) {
      page = pages.find(pageKey(slot, id, number));
      if (page != null) {
        last.is(page, slot.prefix(), id, number);
      }
    }
    return page;
  }

  /** Also leaves the page's key in {@link #key}. */
  private Bytes pageKey(SlotChange slot, long id, long number) {
    ElementLayout.page(key.clear(), slot.prefix(), id, number);
    return key.toBytes();
  }

  private void longEntryKey(OpenPage page, int index) {
    key.clear().bytes(page.key()).int8(index);
  }
}
