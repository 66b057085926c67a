package io.talus.adapters.rocksdb.write;

import io.talus.adapters.rocksdb.layout.LayoutSink;
import io.talus.domain.bytes.Bytes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a batch does to one column family: for every key the last put or delete.
 *
 * <p>A batch of a busy second names the same headers and index entries again and again, and an
 * insert into RocksDB costs ten times a look-up here. Keys and values lie in one array, found
 * through a hash table of numbers, so that an operation makes no objects.
 *
 * <p>A key that was {@link #insert}ed is known not to be in the store: when it is deleted in the
 * same batch nothing of it is written.
 */
final class WriteSet {
  private static final int OPERATIONS_AT_FIRST = 1024;
  private static final int BYTES_AT_FIRST = 64 * 1024;

  /** What grew for a large batch is given up after one that used less than this part of it. */
  private static final int SPARSE = 16;

  private static final int DELETED = -1;
  private static final int CANCELLED = -2;

  /** Numbers of an operation, which lie together: one look at memory brings them all. */
  private static final int FIELDS = 4;

  private static final int KEY_AT = KeyOrder.AT;
  private static final int KEY_LENGTH = KeyOrder.LENGTH;
  private static final int VALUE_AT = 2;
  private static final int VALUE_LENGTH = 3;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long PRIME_1 = 0x9E3779B185EBCA87L;
  private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;

  /** The half of a table's entry that is the number of the operation, plus one; 0 for none. */
  private static final long OPERATION_MASK = 0xFFFF_FFFFL;

  private LayoutSink bytes = new LayoutSink(BYTES_AT_FIRST);

  /** The hash of a key in the upper half, which is compared before the key is. */
  private long[] table = new long[2 * OPERATIONS_AT_FIRST];

  private int[] fields = new int[FIELDS * OPERATIONS_AT_FIRST];
  private boolean[] inserted = new boolean[OPERATIONS_AT_FIRST];
  private int[] order = {};
  private int size;

  /** The operation that was found last: one collection's header is put again and again. */
  private int last;

  /** Puts a key that may be in the store. */
  void put(LayoutSink key, LayoutSink value) {
    setValue(find(key, false), value);
  }

  /** Puts a key that is not in the store unless this batch put it there. */
  void insert(LayoutSink key, LayoutSink value) {
    setValue(find(key, true), value);
  }

  void delete(LayoutSink key) {
    int operation = find(key, false);
    fields[FIELDS * operation + VALUE_LENGTH] = inserted[operation] ? CANCELLED : DELETED;
  }

  /**
   * The key is in the store after all and has to go, unless the batch puts it: what it says of the
   * key came later.
   */
  void deleteStored(LayoutSink key) {
    int operation = find(key, false); // deletes it if the batch says nothing yet
    inserted[operation] = false;
    if (fields[FIELDS * operation + VALUE_LENGTH] == CANCELLED) {
      fields[FIELDS * operation + VALUE_LENGTH] = DELETED;
    }
  }

  /** Whether the batch says what becomes of the key. */
  boolean names(LayoutSink key) {
    return table[place(hash(key.array(), 0, key.length()), key)] != 0;
  }

  /** What a key that the batch {@link #names} holds by now; null if nothing. */
  byte @Nullable [] value(LayoutSink key) {
    int at = FIELDS * find(key, false);
    int length = fields[at + VALUE_LENGTH];
    return length < 0
        ? null
        : Arrays.copyOfRange(bytes.array(), fields[at + VALUE_AT], fields[at + VALUE_AT] + length);
  }

  /**
   * Takes back everything about the keys from {@code from} (inclusive) to {@code to} (exclusive),
   * which are about to be deleted as a range.
   */
  void forget(Bytes from, Bytes to) {
    for (int i = 0; i < size; i++) {
      if (compareKey(i, from) >= 0 && compareKey(i, to) < 0) {
        fields[FIELDS * i + VALUE_LENGTH] = CANCELLED;
        inserted[i] = true; // the range delete sees to it that the key is absent from here on
      }
    }
  }

  /**
   * Puts the keys in order and leaves out those that are not wanted; {@link #writeTo} comes next.
   *
   * @return the bytes that the operations will take
   */
  long prepare(int family, Verdict verdict) {
    byte[] array = bytes.array();
    order = KeyOrder.sort(array, fields, FIELDS, size);
    long length = 0;
    for (int operation : order) {
      int at = FIELDS * operation;
      if (!verdict.isWanted(array, fields[at + KEY_AT])) {
        fields[at + VALUE_LENGTH] = CANCELLED;
      }
      length += recordBytes(family, fields[at + KEY_LENGTH], fields[at + VALUE_LENGTH]);
    }
    return length;
  }

  private static int recordBytes(int family, int keyLength, int valueLength) {
    return switch (valueLength) {
      case CANCELLED -> 0;
      case DELETED -> BatchRecords.deleteBytes(family, keyLength);
      default -> BatchRecords.putBytes(family, keyLength, valueLength);
    };
  }

  /** Hands over what is to be written, in the order of the keys. */
  void writeTo(BatchRecords out, int family) {
    byte[] array = bytes.array();
    for (int operation : order) {
      int at = FIELDS * operation;
      int keyAt = fields[at + KEY_AT];
      int keyLength = fields[at + KEY_LENGTH];
      switch (fields[at + VALUE_LENGTH]) {
        case CANCELLED -> {}
        case DELETED -> out.delete(family, array, keyAt, keyLength);
        default ->
            out.put(
                family, array, keyAt, keyLength, fields[at + VALUE_AT], fields[at + VALUE_LENGTH]);
      }
    }
  }

  void clear() {
    if (bytes.array().length > BYTES_AT_FIRST && bytes.length() < bytes.array().length / SPARSE) {
      bytes = new LayoutSink(BYTES_AT_FIRST);
    }
    bytes.clear();
    if (inserted.length > OPERATIONS_AT_FIRST && size < inserted.length / SPARSE) {
      table = new long[2 * OPERATIONS_AT_FIRST];
      fields = new int[FIELDS * OPERATIONS_AT_FIRST];
      inserted = new boolean[OPERATIONS_AT_FIRST];
    } else {
      Arrays.fill(table, 0);
    }
    size = 0;
    order = new int[0];
  }

  /**
   * A value that is no longer than the one before takes its place: counters, and what is set anew.
   */
  private void setValue(int operation, LayoutSink value) {
    int at = FIELDS * operation;
    if (fields[at + VALUE_LENGTH] >= value.length()) {
      System.arraycopy(value.array(), 0, bytes.array(), fields[at + VALUE_AT], value.length());
    } else {
      fields[at + VALUE_AT] = bytes.length();
      bytes.bytes(value.array(), 0, value.length());
    }
    fields[at + VALUE_LENGTH] = value.length();
  }

  private int find(LayoutSink key, boolean absent) {
    if (size == 0 || !isKey(last, key)) {
      last = findByHash(key, absent);
    }
    return last;
  }

  private int findByHash(LayoutSink key, boolean absent) {
    long hash = hash(key.array(), 0, key.length());
    int place = place(hash, key);
    if (table[place] != 0) {
      return operation(table[place]);
    }
    int operation = add(key, absent);
    table[place] = entry(hash, operation);
    if (2 * size > table.length) {
      enlargeTable();
    }
    return operation;
  }

  /** Where the table has the key, or would have it. */
  private int place(long hash, LayoutSink key) {
    int mask = table.length - 1;
    int place = (int) hash & mask;
    while (table[place] != 0) {
      long entry = table[place];
      if (((entry ^ hash) & ~OPERATION_MASK) == 0 && isKey(operation(entry), key)) {
        break;
      }
      place = (place + 1) & mask;
    }
    return place;
  }

  private static long entry(long hash, int operation) {
    return (hash & ~OPERATION_MASK) | (operation + 1L);
  }

  private static int operation(long entry) {
    return (int) (entry & OPERATION_MASK) - 1;
  }

  private int add(LayoutSink key, boolean absent) {
    if (size == inserted.length) {
      fields = Arrays.copyOf(fields, 2 * fields.length);
      inserted = Arrays.copyOf(inserted, 2 * inserted.length);
    }
    int at = FIELDS * size;
    fields[at + KEY_AT] = bytes.length();
    fields[at + KEY_LENGTH] = key.length();
    fields[at + VALUE_LENGTH] = DELETED;
    inserted[size] = absent;
    bytes.bytes(key.array(), 0, key.length());
    return size++;
  }

  private boolean isKey(int operation, LayoutSink key) {
    int at = FIELDS * operation;
    int from = fields[at + KEY_AT];
    int length = fields[at + KEY_LENGTH];
    return length == key.length()
        && Arrays.equals(bytes.array(), from, from + length, key.array(), 0, length);
  }

  private int compareKey(int operation, Bytes other) {
    int at = FIELDS * operation;
    int from = fields[at + KEY_AT];
    int to = from + fields[at + KEY_LENGTH];
    return Arrays.compareUnsigned(bytes.array(), from, to, other.array(), 0, other.length());
  }

  private void enlargeTable() {
    table = new long[2 * table.length];
    int mask = table.length - 1;
    for (int i = 0; i < size; i++) {
      int at = FIELDS * i;
      long hash = hash(bytes.array(), fields[at + KEY_AT], fields[at + KEY_LENGTH]);
      int place = (int) hash & mask;
      while (table[place] != 0) {
        place = (place + 1) & mask;
      }
      table[place] = entry(hash, i);
    }
  }

  /** Mixes eight bytes at a time; the last eight overlap those before, shorter keys go singly. */
  private static long hash(byte[] array, int from, int length) {
    long hash = length * PRIME_2;
    int end = from + length;
    if (length < Long.BYTES) {
      for (int i = from; i < end; i++) {
        hash = mix(hash, array[i]);
      }
    } else {
      for (int i = from; i < end - Long.BYTES; i += Long.BYTES) {
        hash = mix(hash, (long) LONG.get(array, i));
      }
      hash = mix(hash, (long) LONG.get(array, end - Long.BYTES));
    }
    hash ^= hash >>> 29;
    hash *= PRIME_2;
    return hash ^ (hash >>> 32);
  }

  private static long mix(long hash, long word) {
    return Long.rotateLeft((hash ^ word) * PRIME_1, 31);
  }

  /** Says whether a key is worth writing. */
  @FunctionalInterface
  interface Verdict {
    Verdict EVERYTHING = (keys, from) -> true;

    boolean isWanted(byte[] keys, int from);
  }
}
