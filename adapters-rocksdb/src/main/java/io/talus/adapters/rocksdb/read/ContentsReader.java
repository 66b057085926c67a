package io.talus.adapters.rocksdb.read;

import io.talus.adapters.rocksdb.engine.Cursor;
import io.talus.adapters.rocksdb.engine.CursorKind;
import io.talus.adapters.rocksdb.engine.Reads;
import io.talus.adapters.rocksdb.layout.ElementLayout;
import io.talus.adapters.rocksdb.layout.Family;
import io.talus.adapters.rocksdb.layout.LayoutSink;
import io.talus.adapters.rocksdb.layout.ListPage;
import io.talus.adapters.rocksdb.layout.SlotPrefix;
import io.talus.application.port.ReadTier;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.FieldChange;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.PatchString;
import io.talus.domain.mutation.Mutation.PutHashFields;
import io.talus.domain.mutation.Mutation.PutListEntries;
import io.talus.domain.mutation.Mutation.PutScores;
import io.talus.domain.mutation.Mutation.PutSetMembers;
import io.talus.domain.mutation.ScoreChange;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.HashField;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads all elements of a collection, as the mutations that make it. */
final class ContentsReader {
  private final Reads reads;

  ContentsReader(Reads reads) {
    this.reads = reads;
  }

  /**
   * The contents, or null if elements that the header counts were not found.
   *
   * @param room for the contents; when it is exceeded the reading ends
   */
  @Nullable List<Mutation> read(
      SlotPrefix slot, Bytes key, CollectionHeader header, ReadTier tier, AnswerRoom room) {
    CursorKind kind =
        tier == ReadTier.MEMORY ? CursorKind.COLLECTION_IN_MEMORY : CursorKind.COLLECTION;
    LayoutSink start = new LayoutSink(SlotPrefix.COLLECTION_LENGTH + Long.BYTES);
    ElementLayout.collection(start, slot, header.id());
    try (Cursor cursor = reads.cursor(Family.ELEMENTS, kind)) {
      return switch (header.type()) {
        case HASH -> hash(cursor, start, key, header, room);
        case SET -> set(cursor, start, key, header, room);
        case SORTED_SET -> sortedSet(cursor, start, key, header, room);
        case LIST -> list(cursor, slot, key, header, room);
        case STRING -> string(cursor, start, key, header, room);
      };
    }
  }

  private static @Nullable List<Mutation> hash(
      Cursor cursor, LayoutSink start, Bytes key, CollectionHeader header, AnswerRoom room) {
    List<FieldChange> fields = new ArrayList<>((int) header.size());
    for (cursor.seek(start); cursor.isValid() && !room.isExceeded(); cursor.next()) {
      HashField field = ElementLayout.field(ElementLayout.memberOf(cursor.key()), cursor.value());
      fields.add(new FieldChange(field.name(), field.value(), field.expireAt(), Expiry.NEVER));
      room.take(field.name().length() + field.value().length());
    }
    return isAll(fields, header) ? List.of(new PutHashFields(key, header, fields)) : null;
  }

  private static @Nullable List<Mutation> set(
      Cursor cursor, LayoutSink start, Bytes key, CollectionHeader header, AnswerRoom room) {
    List<Bytes> members = new ArrayList<>((int) header.size());
    for (cursor.seek(start); cursor.isValid() && !room.isExceeded(); cursor.next()) {
      Bytes member = ElementLayout.memberOf(cursor.key());
      members.add(member);
      room.take(member.length());
    }
    return isAll(members, header) ? List.of(new PutSetMembers(key, header, members)) : null;
  }

  private static @Nullable List<Mutation> sortedSet(
      Cursor cursor, LayoutSink start, Bytes key, CollectionHeader header, AnswerRoom room) {
    List<ScoreChange> members = new ArrayList<>((int) header.size());
    for (cursor.seek(start); cursor.isValid() && !room.isExceeded(); cursor.next()) {
      double score = ElementLayout.score(cursor.value());
      Bytes member = ElementLayout.memberOf(cursor.key());
      members.add(ScoreChange.added(member, score));
      room.take(member.length());
    }
    return isAll(members, header) ? List.of(new PutScores(key, header, members)) : null;
  }

  private static boolean isAll(List<?> found, CollectionHeader header) {
    return found.size() == header.size();
  }

  private static @Nullable List<Mutation> list(
      Cursor cursor, SlotPrefix slot, Bytes key, CollectionHeader header, AnswerRoom room) {
    ListEntries entries = new ListEntries(header.head(), header.tail(), room);
    LayoutSink start = new LayoutSink(SlotPrefix.COLLECTION_LENGTH + Long.BYTES);
    ElementLayout.page(start, slot, header.id(), ListPage.pageOf(header.head()));
    for (cursor.seek(start);
        cursor.isValid() && !room.isExceeded() && entries.accept(cursor);
        cursor.next()) {}
    List<Bytes> all = entries.all();
    return all == null ? null : List.of(new PutListEntries(key, header, header.head(), all));
  }

  /** Chunks may be missing: they are zeros. So only the cursor knows whether it saw everything. */
  private static @Nullable List<Mutation> string(
      Cursor cursor, LayoutSink start, Bytes key, CollectionHeader header, AnswerRoom room) {
    List<Mutation> patches = new ArrayList<>();
    for (cursor.seek(start); cursor.isValid() && !room.isExceeded(); cursor.next()) {
      long offset = ElementLayout.chunkOf(cursor.key()) * ElementLayout.CHUNK_BYTES;
      Bytes chunk = Bytes.wrap(cursor.value());
      patches.add(new PatchString(key, header, offset, chunk));
      room.take(chunk.length());
    }
    return cursor.isComplete() && !room.isExceeded() ? patches : null;
  }
}
