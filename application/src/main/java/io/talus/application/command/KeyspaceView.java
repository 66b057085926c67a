package io.talus.application.command;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.HashValue;
import io.talus.domain.value.ListValue;
import io.talus.domain.value.SetValue;
import io.talus.domain.value.SortedSetValue;
import io.talus.domain.value.StringValue;
import io.talus.domain.value.Value;
import io.talus.domain.value.ValueType;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The selected table as a command sees it: everything executed before is in it, nothing that has
 * expired is. Belongs to the thread that runs the command, for as long as the command runs.
 *
 * <p>Any read may end the run because the data is not in memory; the command is then run again from
 * the start when it is. So a command reads first and has no effect but its outcome.
 */
public interface KeyspaceView {
  /** What an item of a reply takes beside its bytes: reply, wrapper and reference. */
  int ITEM_BYTES = 32;

  /** The time of the command, in milliseconds since 1970; never goes back within a slot. */
  long nowMillis();

  /** The source of chance for this run of the command. */
  RandomGenerator random();

  /** What the key holds, or null if it does not exist. */
  @Nullable Value find(Bytes key);

  /** As {@link #find}, for commands that ask about a key without using it: see OBJECT IDLETIME. */
  @Nullable Value peek(Bytes key);

  /**
   * Whether what the key holds, if anything, would have to be read from the store: a command that
   * need not know replaces it unseen ({@link io.talus.domain.mutation.Mutation.OverwriteString}).
   */
  boolean isUnseen(Bytes key);

  /**
   * The id to give to a new collection (or string in chunks) that {@code key} is about to hold. A
   * command that creates several in one slot counts on from it.
   */
  long nextCollectionId(Bytes key);

  /** Whether both keys lie in the same slot. */
  boolean sameSlot(Bytes left, Bytes right);

  /** The longest string a command may make, in bytes ({@code proto-max-bulk-len}). */
  long stringBytesMax();

  /**
   * The command is about to take so much memory, for its reply or for a value, beyond what the
   * keyspace shares with it.
   *
   * @throws CommandError if that is more than a command may have; nothing of it was taken
   */
  void reserve(long bytes);

  /** Up to what size OBJECT ENCODING shows the compact encodings. */
  EncodingLimits encodingLimits();

  /** How many keys the table has. */
  long size();

  /**
   * Visits keys with their types: at least {@code count} unless the end is reached.
   *
   * @param cursor 0, or what the call before returned
   * @return the cursor to go on with; 0 at the end
   */
  long scan(long cursor, int count, TypeVisitor visitor);

  /** A key drawn at random, or null if the table is empty. */
  @Nullable Bytes randomKey();

  /** Seconds since {@link #find} last found the key; 0 if not known. */
  long idleSeconds(Bytes key);

  /** The same view of another table, for COPY and MOVE; this view if that is the selected one. */
  KeyspaceView table(int table);

  /** The number of the table of this number or name; -1 if there is none. */
  int tableNumber(Bytes numberOrName);

  /** See {@link KeyspaceView#scan}. */
  @FunctionalInterface
  interface TypeVisitor {
    void visit(Bytes key, ValueType type);
  }

  /** As {@link #reserve}, for so many items whose bytes the keyspace shares. */
  default void reserveItems(long count) {
    reserve(count * ITEM_BYTES);
  }

  /** The whole string. A long one is copied, so there has to be memory for it. */
  default Bytes whole(StringValue string) {
    if (string.header() != null) {
      reserve(string.length());
    }
    return string.bytes();
  }

  /** The string, or null if there is no such key; {@link Errors#WRONG_TYPE} for another type. */
  default @Nullable StringValue string(Bytes key) {
    Value value = find(key);
    if (value == null || value instanceof StringValue) {
      return (StringValue) value;
    }
    throw Errors.wrongType();
  }

  /** The hash, or null if there is no such key; {@link Errors#WRONG_TYPE} for another type. */
  default @Nullable HashValue hash(Bytes key) {
    Value value = find(key);
    if (value == null || value instanceof HashValue) {
      return (HashValue) value;
    }
    throw Errors.wrongType();
  }

  /** The list, or null if there is no such key; {@link Errors#WRONG_TYPE} for another type. */
  default @Nullable ListValue list(Bytes key) {
    Value value = find(key);
    if (value == null || value instanceof ListValue) {
      return (ListValue) value;
    }
    throw Errors.wrongType();
  }

  /** The set, or null if there is no such key; {@link Errors#WRONG_TYPE} for another type. */
  default @Nullable SetValue set(Bytes key) {
    Value value = find(key);
    if (value == null || value instanceof SetValue) {
      return (SetValue) value;
    }
    throw Errors.wrongType();
  }

  /**
   * The sorted set, or null if there is no such key; {@link Errors#WRONG_TYPE} for another type.
   */
  default @Nullable SortedSetValue sortedSet(Bytes key) {
    Value value = find(key);
    if (value == null || value instanceof SortedSetValue) {
      return (SortedSetValue) value;
    }
    throw Errors.wrongType();
  }
}
