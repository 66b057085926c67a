package io.talus.adapters.rocksdb.read;

import io.talus.adapters.rocksdb.layout.ListPage;
import io.talus.application.port.ElementQuery.Positions;
import io.talus.application.port.Elements;
import io.talus.domain.bytes.Bytes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Entries of a list that were asked for, and those beside them. */
final class EntryWindow {
  private final Positions asked;

  /** The first position of the first page. */
  private final long start;

  /** Of all positions of the pages. */
  private final @Nullable Bytes[] entries;

  private long from;
  private long to;

  EntryWindow(Positions asked) {
    this.asked = asked;
    this.start = ListPage.firstOf(ListPage.pageOf(asked.from()));
    int pages = (int) Math.ceilDiv(asked.to() - start, (long) ListPage.ENTRIES);
    this.entries = new Bytes[pages * ListPage.ENTRIES];
    this.from = asked.from();
    this.to = asked.to();
  }

  /** The first position that was asked for. */
  long from() {
    return asked.from();
  }

  /** The position behind the last that was asked for. */
  long to() {
    return asked.to();
  }

  void put(long position, @Nullable Bytes entry) {
    entries[(int) (position - start)] = entry;
  }

  /** Short entries of the page that border on what is here. */
  void takeNeighbours(ListPage page, long pageStart) {
    while (from > pageStart && takes(page, from - 1)) {
      from--;
    }
    while (to < pageStart + ListPage.ENTRIES && takes(page, to)) {
      to++;
    }
  }

  private boolean takes(ListPage page, long position) {
    Bytes entry = page.entry(ListPage.indexOf(position));
    put(position, entry);
    return entry != null;
  }

  Elements.Entries answer() {
    int first = (int) (from - start);
    return new Elements.Entries(
        from, Arrays.copyOfRange(entries, first, first + (int) (to - from)));
  }
}
