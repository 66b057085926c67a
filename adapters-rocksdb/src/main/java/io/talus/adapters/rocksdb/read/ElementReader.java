package io.talus.adapters.rocksdb.read;

import io.talus.adapters.rocksdb.engine.Cursor;
import io.talus.adapters.rocksdb.engine.CursorKind;
import io.talus.adapters.rocksdb.engine.Database;
import io.talus.adapters.rocksdb.engine.Reads;
import io.talus.adapters.rocksdb.layout.ElementLayout;
import io.talus.adapters.rocksdb.layout.ExpiryLayout;
import io.talus.adapters.rocksdb.layout.Family;
import io.talus.adapters.rocksdb.layout.LayoutSink;
import io.talus.adapters.rocksdb.layout.SlotPrefix;
import io.talus.application.port.ElementQuery;
import io.talus.application.port.ElementQuery.ByHash;
import io.talus.application.port.ElementQuery.Content;
import io.talus.application.port.ElementQuery.CountBelow;
import io.talus.application.port.ElementQuery.Due;
import io.talus.application.port.ElementQuery.Named;
import io.talus.application.port.ElementQuery.Positions;
import io.talus.application.port.ElementQuery.Ranks;
import io.talus.application.port.Elements;
import io.talus.application.port.ReadTier;
import io.talus.application.port.StoredCollection;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.HashField;
import io.talus.domain.value.Scan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads elements of collections that stay in the store. Any thread. */
public final class ElementReader {
  /** Dropping them takes memory, too. */
  private static final int DUE_PART_OF_ANSWER = 4;

  private final Reads reads;
  private final PageReader pages;
  private final RankReader ranks;
  private final long answerBytesMax;

  /**
   * @param answerBytesMax what would take more of the heap is not answered
   */
  public ElementReader(Reads reads, long answerBytesMax) {
    this.reads = reads;
    this.answerBytesMax = answerBytesMax;
    this.pages = new PageReader(reads, answerBytesMax);
    this.ranks = new RankReader(reads, answerBytesMax);
  }

  /** See {@link io.talus.application.port.SlotStore#read}. */
  public Elements read(StoredCollection collection, ElementQuery query, ReadTier tier) {
    return switch (query) {
      case Named(Bytes name) -> named(collection, name, tier);
      case ByHash(long cursor, int count) -> byHash(collection, cursor, count, tier);
      case Due(long nowMillis, _) -> due(collection, nowMillis, tier);
      case Positions range -> pages.entries(collection, range, tier);
      case Content range -> pages.content(collection, range, tier);
      case CountBelow place -> ranks.count(collection, place, tier);
      case Ranks range -> ranks.range(collection, range, tier);
    };
  }

  private Elements named(StoredCollection collection, Bytes name, ReadTier tier) {
    FoundElements found = FoundElements.of(collection.type());
    byte[] value = value(collection, name, tier);
    if (value != null) {
      if (Database.isNotInMemory(value)) {
        return Elements.NOT_IN_MEMORY;
      }
      found.add(name, value);
    }
    return found.answer(Scan.END);
  }

  private byte @Nullable [] value(StoredCollection collection, Bytes name, ReadTier tier) {
    LayoutSink key = new LayoutSink(SlotPrefix.COLLECTION_LENGTH + Integer.BYTES + name.length());
    ElementLayout.member(key, SlotPrefix.of(collection.address()), collection.id(), name);
    return tier == ReadTier.MEMORY
        ? reads.getInMemory(Family.ELEMENTS, key)
        : reads.get(Family.ELEMENTS, key);
  }

  private Elements byHash(StoredCollection collection, long from, int count, ReadTier tier) {
    FoundElements found = FoundElements.of(collection.type());
    CursorKind kind =
        tier == ReadTier.MEMORY ? CursorKind.COLLECTION_IN_MEMORY : CursorKind.COLLECTION;
    LayoutSink start = new LayoutSink(SlotPrefix.COLLECTION_LENGTH + Integer.BYTES);
    ElementLayout.hash(start, SlotPrefix.of(collection.address()), collection.id(), (int) from);
    AnswerRoom room = new AnswerRoom(answerBytesMax);
    int hash = 0;
    try (Cursor cursor = reads.cursor(Family.ELEMENTS, kind)) {
      for (cursor.seek(start); cursor.isValid(); cursor.next()) {
        byte[] key = cursor.key();
        int next = ElementLayout.hashOf(key);
        if (found.size() >= count && next != hash) {
          return found.answer(Scan.after(hash));
        }
        hash = next;
        byte[] value = cursor.value();
        found.add(ElementLayout.memberOf(key), value);
        room.take(key.length + value.length);
        if (room.isExceeded()) {
          return Elements.TOO_LARGE;
        }
      }
      return cursor.isComplete() ? found.answer(Scan.END) : Elements.NOT_IN_MEMORY;
    }
  }

  /**
   * Which fields are due is never asked on a loop. When they are very many the answer is a part of
   * them: the rest follows when these have been dropped.
   */
  private Elements due(StoredCollection collection, long nowMillis, ReadTier tier) {
    if (tier == ReadTier.MEMORY) {
      return Elements.NOT_IN_MEMORY;
    }
    List<HashField> fields = new ArrayList<>();
    long next = Expiry.NEVER;
    AnswerRoom room = new AnswerRoom(answerBytesMax / DUE_PART_OF_ANSWER);
    SlotPrefix slot = SlotPrefix.of(collection.address());
    LayoutSink start = new LayoutSink(SlotPrefix.LENGTH + Long.BYTES);
    ExpiryLayout.time(start, slot, 0);
    try (Cursor cursor = reads.cursor(Family.EXPIRY, CursorKind.SWEEP)) {
      for (cursor.seek(start); cursor.isValid() && !room.isExceeded(); cursor.next()) {
        byte[] entry = cursor.key();
        if (!slot.begins(entry)) {
          break;
        }
        if (ExpiryLayout.expireAt(entry) > nowMillis) {
          next = ExpiryLayout.expireAt(entry);
          break;
        }
        if (ExpiryLayout.isField(entry) && ExpiryLayout.collectionId(entry) == collection.id()) {
          HashField field = fieldIfDue(collection, ExpiryLayout.fieldName(entry), nowMillis);
          if (field != null) {
            fields.add(field);
            room.take(field.name().length() + field.value().length());
          }
        }
      }
      cursor.checkEnd();
    }
    return new Elements.Fields(fields, room.isExceeded() ? nowMillis : next);
  }

  /** Index and field are read one after the other: the field says whether it is due. */
  private @Nullable HashField fieldIfDue(StoredCollection collection, Bytes name, long nowMillis) {
    byte[] value = value(collection, name, ReadTier.DISK);
    HashField field = value == null ? null : ElementLayout.field(name, value);
    return field != null && field.expireAt() <= nowMillis ? field : null;
  }
}
