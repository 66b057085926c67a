package io.talus.application.command.string;

import static io.talus.domain.value.StringValue.INLINE_BYTES_MAX;

import io.talus.application.command.KeyspaceView;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.DropReason;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.OverwriteString;
import io.talus.domain.mutation.Mutation.PatchString;
import io.talus.domain.mutation.Mutation.PutString;
import io.talus.domain.mutation.Mutation.SetExpiry;
import io.talus.domain.mutation.Mutations;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.StringValue;
import io.talus.domain.value.Value;
import io.talus.domain.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The mutations that make a key hold a string, whatever it held before.
 *
 * <p>A string of up to {@link StringValue#INLINE_BYTES_MAX} bytes is put whole. A longer one is a
 * collection of chunks with a header: it is patched where it changes, so that a bit in a large
 * bitmap costs a few bytes of log. A string that grows beyond the limit is dropped in its old form
 * and written once more in the new one; it goes back only when it is overwritten as a whole.
 */
public final class StringMutations {
  private StringMutations() {}

  /**
   * The key holds {@code value} and nothing of what it held before.
   *
   * @param before what the key holds now, of any type
   * @param expireAt milliseconds since 1970, or {@link Expiry#NEVER}
   */
  public static List<Mutation> put(
      KeyspaceView view, Bytes key, @Nullable Value before, Bytes value, long expireAt) {
    if (value.length() <= INLINE_BYTES_MAX) {
      return putWhole(key, before, value, expireAt);
    }
    return putChunks(view.nextCollectionId(key), key, before, value, expireAt);
  }

  /**
   * As {@link #put}, of a command that need not know what the key holds: it looks only if that
   * takes nothing, or has to because the value is long.
   *
   * @param expireAt milliseconds since 1970, or {@link Expiry#NEVER}
   */
  static List<Mutation> overwrite(KeyspaceView view, Bytes key, Bytes value, long expireAt) {
    return mayBeUnseen(value) && view.isUnseen(key)
        ? List.of(new OverwriteString(key, value, expireAt))
        : put(view, key, view.find(key), value, expireAt);
  }

  /** Whether a value may take the place of whatever a key holds, and nobody looks. */
  static boolean mayBeUnseen(Bytes value) {
    return value.length() <= INLINE_BYTES_MAX;
  }

  /** The key holds a short {@code value} and keeps its expiry: what counters do. */
  static List<Mutation> replace(Bytes key, @Nullable StringValue before, Bytes value) {
    return putWhole(key, before, value, before == null ? Expiry.NEVER : before.expireAt());
  }

  static List<Mutation> putWhole(Bytes key, @Nullable Value before, Bytes value, long expireAt) {
    if (before == null) {
      return List.of(new PutString(key, value, expireAt, Expiry.NEVER));
    }
    if (Mutations.header(before) == null) {
      return List.of(new PutString(key, value, expireAt, before.expireAt()));
    }
    return List.of(
        Mutations.drop(key, before, DropReason.OVERWRITTEN),
        new PutString(key, value, expireAt, Expiry.NEVER));
  }

  static List<Mutation> putChunks(
      long id, Bytes key, @Nullable Value before, Bytes value, long expireAt) {
    CollectionHeader header = header(id, value.length(), expireAt);
    List<Mutation> mutations = makeRoom(key, before);
    mutations.add(new PatchString(key, header, 0, value));
    addExpiry(mutations, key, header);
    return mutations;
  }

  /**
   * The key holds a string of {@code size} bytes with these parts in it, and zeros elsewhere; and
   * nothing of what it held before. The expiry goes.
   *
   * @param parts in ascending order; the last one ends the string
   */
  public static List<Mutation> putParts(
      KeyspaceView view, Bytes key, @Nullable Value before, long size, List<Patch> parts) {
    CollectionHeader header = header(view.nextCollectionId(key), size, Expiry.NEVER);
    return patchChunks(makeRoom(key, before), key, header, parts);
  }

  /**
   * A part of the string is replaced, or the string is lengthened; what is skipped is zeros. The
   * expiry stays.
   *
   * @param before what the key holds now, or null
   */
  public static List<Mutation> patch(
      KeyspaceView view, Bytes key, @Nullable StringValue before, long offset, Bytes bytes) {
    return patch(view, key, before, List.of(new Patch(offset, bytes)));
  }

  /** As the other {@code patch}, in several places that do not overlap; in ascending order. */
  public static List<Mutation> patch(
      KeyspaceView view, Bytes key, @Nullable StringValue before, List<Patch> patches) {
    long length = before == null ? 0 : before.length();
    long size = Math.max(length, patches.getLast().end());
    if (before != null && before.header() != null) {
      return patchChunks(new ArrayList<>(), key, before.header().withSize(size), patches);
    }
    long expireAt = before == null ? Expiry.NEVER : before.expireAt();
    if (size <= INLINE_BYTES_MAX) {
      return List.of(new PutString(key, patched(before, size, patches), expireAt, expireAt));
    }
    CollectionHeader header = header(view.nextCollectionId(key), size, expireAt);
    List<Mutation> mutations = makeRoom(key, before);
    if (before != null && length > 0) {
      mutations.add(new PatchString(key, header, 0, before.bytes()));
    }
    patchChunks(mutations, key, header, patches);
    addExpiry(mutations, key, header);
    return mutations;
  }

  private static List<Mutation> patchChunks(
      List<Mutation> mutations, Bytes key, CollectionHeader header, List<Patch> patches) {
    for (Patch patch : patches) {
      mutations.add(new PatchString(key, header, patch.offset(), patch.bytes()));
    }
    return mutations;
  }

  private static Bytes patched(@Nullable StringValue before, long size, List<Patch> patches) {
    byte[] contents = new byte[(int) size];
    if (before != null) {
      Bytes old = before.bytes();
      System.arraycopy(old.array(), 0, contents, 0, old.length());
    }
    for (Patch patch : patches) {
      Bytes bytes = patch.bytes();
      System.arraycopy(bytes.array(), 0, contents, (int) patch.offset(), bytes.length());
    }
    return Bytes.wrap(contents);
  }

  private static List<Mutation> makeRoom(Bytes key, @Nullable Value before) {
    List<Mutation> mutations = new ArrayList<>();
    if (before != null) {
      mutations.add(Mutations.drop(key, before, DropReason.OVERWRITTEN));
    }
    return mutations;
  }

  private static CollectionHeader header(long id, long size, long expireAt) {
    return new CollectionHeader(ValueType.STRING, id, size, 0, expireAt);
  }

  private static void addExpiry(List<Mutation> mutations, Bytes key, CollectionHeader header) {
    if (header.expireAt() != Expiry.NEVER) {
      mutations.add(new SetExpiry(key, header, Expiry.NEVER));
    }
  }
}
