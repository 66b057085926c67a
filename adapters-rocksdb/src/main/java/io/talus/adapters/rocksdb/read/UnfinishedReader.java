package io.talus.adapters.rocksdb.read;

import io.talus.adapters.rocksdb.engine.Cursor;
import io.talus.adapters.rocksdb.engine.CursorKind;
import io.talus.adapters.rocksdb.engine.Reads;
import io.talus.adapters.rocksdb.layout.ElementLayout;
import io.talus.adapters.rocksdb.layout.Family;
import io.talus.adapters.rocksdb.layout.LayoutSink;
import io.talus.adapters.rocksdb.layout.ListPage;
import io.talus.adapters.rocksdb.layout.SlotPrefix;
import io.talus.adapters.rocksdb.layout.SystemLayout;
import io.talus.application.port.StoreException;
import io.talus.application.port.StoredCollection;
import io.talus.application.port.UnfinishedCollection;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.CollectionHeader;
import java.util.ArrayList;
import java.util.List;

/** Reads what is known of collections that are being built: they have no headers. Any thread. */
public final class UnfinishedReader {
  private final Reads reads;

  public UnfinishedReader(Reads reads) {
    this.reads = reads;
  }

  /** Those of a slot. */
  public List<UnfinishedCollection> of(SlotPrefix slot) {
    List<UnfinishedCollection> found = new ArrayList<>();
    Bytes marks = SystemLayout.unpublishedKeys(slot.start());
    try (Cursor cursor = reads.cursor(Family.SYSTEM, CursorKind.SWEEP)) {
      for (cursor.seek(new LayoutSink(64).bytes(marks));
          cursor.isValid() && begins(cursor.key(), marks);
          cursor.next()) {
        found.add(unfinished(slot, SystemLayout.unpublished(cursor.key(), cursor.value())));
      }
      cursor.checkEnd();
    }
    return found;
  }

  private static boolean begins(byte[] key, Bytes prefix) {
    return key.length >= prefix.length() && Bytes.copyOf(key, 0, prefix.length()).equals(prefix);
  }

  private UnfinishedCollection unfinished(SlotPrefix slot, StoredCollection marked) {
    LayoutSink collection = new LayoutSink(SlotPrefix.COLLECTION_LENGTH);
    ElementLayout.collection(collection, slot, marked.id());
    byte[] holder = reads.get(Family.LIVENESS, collection);
    if (holder == null) {
      throw new StoreException(reads.folder() + ": " + marked + " is being built, and dead");
    }
    CollectionHeader empty = CollectionHeader.create(marked.type(), marked.id());
    CollectionHeader header =
        switch (marked.type()) {
          case LIST -> bounds(collection, empty);
          case STRING -> bytes(collection, empty);
          case SET, SORTED_SET, HASH -> empty;
        };
    return new UnfinishedCollection(ElementLayout.holder(holder), header);
  }

  /** From the first entry of the first page to the last of the last. */
  private CollectionHeader bounds(LayoutSink collection, CollectionHeader empty) {
    long head = 0;
    byte[] last = null;
    byte[] lastPage = null;
    try (Cursor cursor = reads.cursor(Family.ELEMENTS, CursorKind.COLLECTION)) {
      for (cursor.seek(collection); cursor.isValid(); cursor.next()) {
        byte[] key = cursor.key();
        if (!ElementLayout.isLongEntry(key)) {
          lastPage = cursor.value();
          head = last == null ? position(key, lastPage, true) : head;
          last = key;
        }
      }
      cursor.checkEnd();
    }
    return last == null || lastPage == null
        ? empty
        : empty.withBounds(head, position(last, lastPage, false) + 1 - head);
  }

  /** Of the first entry of a page, or of its last. */
  private static long position(byte[] key, byte[] value, boolean first) {
    ListPage page = ListPage.decode(value);
    int index = first ? 0 : ListPage.ENTRIES - 1;
    while (!page.holds(index)) {
      index += first ? 1 : -1;
    }
    return ListPage.firstOf(ElementLayout.pageOf(key)) + index;
  }

  /** Zeros at the end may be missing: they were not written, or will be. */
  private CollectionHeader bytes(LayoutSink collection, CollectionHeader empty) {
    long size = 0;
    try (Cursor cursor = reads.cursor(Family.ELEMENTS, CursorKind.COLLECTION)) {
      for (cursor.seek(collection); cursor.isValid(); cursor.next()) {
        long start = ElementLayout.chunkOf(cursor.key()) * ElementLayout.CHUNK_BYTES;
        size = start + cursor.value().length;
      }
      cursor.checkEnd();
    }
    return empty.withSize(size);
  }
}
