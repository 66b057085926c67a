package io.talus.application.snapshot;

import io.talus.application.port.ElementQuery;
import io.talus.application.port.ElementQuery.ByHash;
import io.talus.application.port.ElementQuery.Content;
import io.talus.application.port.ElementQuery.Positions;
import io.talus.application.port.ElementQuery.Ranks;
import io.talus.application.port.Elements;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.StoreException;
import io.talus.application.port.StoreSnapshot;
import io.talus.application.port.StoredCollection;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.FieldChange;
import io.talus.domain.mutation.Mutation.OfCollection;
import io.talus.domain.mutation.Mutation.PatchString;
import io.talus.domain.mutation.Mutation.PutHashFields;
import io.talus.domain.mutation.Mutation.PutListEntries;
import io.talus.domain.mutation.Mutation.PutScores;
import io.talus.domain.mutation.Mutation.PutSetMembers;
import io.talus.domain.mutation.MutationSize;
import io.talus.domain.mutation.ScoreChange;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.HashField;
import io.talus.domain.value.Scan;
import io.talus.domain.value.ScoredMember;
import io.talus.domain.value.StringValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The elements of one collection, or the bytes of a string in chunks, in parts of bounded size.
 *
 * <p>Members of a sorted set come in the order of their scores: who counts them along it need not
 * look at them again. Belongs to one export.
 */
final class ElementParts {
  private static final int ELEMENTS_MAX = 1000;

  /** The next part has fewer elements when one has become larger, down to a single one. */
  private static final long BYTES_MAX = 64 * 1024;

  private final StoreSnapshot snapshot;
  private final StoredCollection collection;
  private final Bytes key;
  private final CollectionHeader header;
  private final boolean isWhole;
  private int elements = ELEMENTS_MAX;

  /** A cursor, a rank, or a number of entries or bytes. */
  private long at;

  /** How many elements were given; of a string, bytes that were looked at. */
  private long given;

  /** Whether there is a patch: a string has to have one. */
  private boolean patched;

  private boolean ended;

  private ElementParts(
      StoreSnapshot snapshot,
      SlotAddress address,
      Bytes key,
      CollectionHeader header,
      boolean isWhole) {
    this.snapshot = snapshot;
    this.collection = new StoredCollection(address, header.type(), header.id());
    this.key = key;
    this.header = header;
    this.isWhole = isWhole;
  }

  /** A collection with this header, all of whose elements have to be there. */
  static ElementParts of(
      StoreSnapshot snapshot, SlotAddress address, Bytes key, CollectionHeader header) {
    return new ElementParts(snapshot, address, key, header, true);
  }

  /** What there is of a collection that is being built. */
  static ElementParts soFar(
      StoreSnapshot snapshot, SlotAddress address, Bytes key, CollectionHeader header) {
    return new ElementParts(snapshot, address, key, header, false);
  }

  /** The next part; null at the end. */
  @Nullable OfCollection next() {
    OfCollection part = null;
    while (part == null && !ended) {
      part =
          switch (header.type()) {
            case SET, HASH -> byHash();
            case SORTED_SET -> ranks();
            case LIST -> entries();
            case STRING -> patch();
          };
    }
    if (part != null) {
      adapt(MutationSize.bytes(part));
    } else if (isWhole && given != header.size()) {
      throw new StoreException(
          "%s, %s: %d elements (expected: %d)"
              .formatted(key.latin1(), collection, given, header.size()));
    }
    return part;
  }

  private void adapt(long bytes) {
    if (bytes > BYTES_MAX) {
      elements = Math.max(1, elements / 2);
    } else if (bytes < BYTES_MAX / 2) {
      elements = Math.min(ELEMENTS_MAX, 2 * elements);
    }
  }

  private @Nullable OfCollection byHash() {
    Elements answer = read(() -> new ByHash(at, elements));
    if (answer instanceof Elements.Members(List<Bytes> members, long next)) {
      goOn(next);
      return members.isEmpty() ? null : new PutSetMembers(key, grown(members.size()), members);
    }
    if (answer instanceof Elements.Fields(List<HashField> fields, long next)) {
      goOn(next);
      return fields.isEmpty() ? null : put(fields);
    }
    throw unexpected(answer);
  }

  private PutHashFields put(List<HashField> fields) {
    List<FieldChange> changes = new ArrayList<>(fields.size());
    for (HashField field : fields) {
      changes.add(new FieldChange(field.name(), field.value(), field.expireAt(), Expiry.NEVER));
    }
    return new PutHashFields(key, grown(changes.size()), changes);
  }

  private void goOn(long cursor) {
    at = cursor;
    ended = cursor == Scan.END;
  }

  private @Nullable OfCollection ranks() {
    Elements answer = read(() -> new Ranks(at, at + elements));
    if (!(answer instanceof Elements.Ranked ranked)) {
      throw unexpected(answer);
    }
    List<ScoreChange> changes = new ArrayList<>(ranked.members().size());
    for (ScoredMember member : ranked.members()) {
      changes.add(ScoreChange.added(member.member(), member.score()));
    }
    at += changes.size();
    ended = ranked.isEnd();
    return changes.isEmpty() ? null : new PutScores(key, grown(changes.size()), changes);
  }

  private @Nullable OfCollection entries() {
    long from = header.head() + at;
    ended = from == header.tail();
    if (ended) {
      return null;
    }
    Elements answer = read(() -> new Positions(from, Math.min(header.tail(), from + elements)));
    if (!(answer instanceof Elements.Entries found)) {
      throw unexpected(answer);
    }
    List<Bytes> entries = new ArrayList<>(elements);
    long to = Math.min(header.tail(), from + elements);
    for (long position = from; position < to; position++) {
      Bytes entry = found.entries()[(int) (position - found.from())];
      if (entry == null) {
        throw new StoreException("%s, %s: no entry %d".formatted(key, collection, position));
      }
      entries.add(entry);
    }
    at += entries.size();
    return new PutListEntries(key, grown(entries.size()), from, entries);
  }

  /** What was never written is left out, or is zero, which reads the same. */
  private @Nullable OfCollection patch() {
    long from = at;
    long to = Math.min(header.size(), from + StringValue.INLINE_BYTES_MAX);
    Elements answer = read(() -> new Content(from, to));
    if (!(answer instanceof Elements.Content content)) {
      throw unexpected(answer);
    }
    at = to;
    given = to;
    ended = to == header.size();
    if (isZero(content.bytes()) && (patched || !ended)) {
      return null;
    }
    patched = true;
    return new PatchString(key, header, from, whole(content.bytes(), (int) (to - from)));
  }

  private static Bytes whole(Bytes bytes, int length) {
    return bytes.length() == length ? bytes : Bytes.wrap(Arrays.copyOf(bytes.array(), length));
  }

  private static boolean isZero(Bytes bytes) {
    for (int i = 0; i < bytes.length(); i++) {
      if (bytes.at(i) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Asks for fewer elements when they are too large, down to one. */
  private Elements read(Supplier<ElementQuery> query) {
    Elements answer = snapshot.read(collection, query.get());
    while (answer instanceof Elements.TooLarge && elements > 1) {
      elements /= 2;
      answer = snapshot.read(collection, query.get());
    }
    return answer;
  }

  private CollectionHeader grown(int more) {
    given += more;
    return header.withSize(given);
  }

  private StoreException unexpected(Elements answer) {
    return new StoreException(collection + ": cannot be read: " + answer);
  }
}
