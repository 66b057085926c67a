package io.talus.adapters.rocksdb.write;

import io.talus.adapters.rocksdb.layout.ByteSink;
import io.talus.domain.bytes.Bytes;
import java.util.Arrays;

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

  /** An array that grew beyond this for one large batch is given up after it. */
  private static final int BYTES_KEPT = 8 * 1024 * 1024;

  private static final int DELETED = -1;
  private static final int CANCELLED = -2;

  private ByteSink bytes = new ByteSink(BYTES_AT_FIRST);
  private int[] table = new int[2 * OPERATIONS_AT_FIRST];
  private int[] keyAt = new int[OPERATIONS_AT_FIRST];
  private int[] keyLength = new int[OPERATIONS_AT_FIRST];
  private int[] valueAt = new int[OPERATIONS_AT_FIRST];
  private int[] valueLength = new int[OPERATIONS_AT_FIRST];
  private boolean[] inserted = new boolean[OPERATIONS_AT_FIRST];
  private int size;

  /** Puts a key that may be in the store. */
  void put(ByteSink key, ByteSink value) {
    setValue(find(key, false), value);
  }

  /** Puts a key that is not in the store unless this batch put it there. */
  void insert(ByteSink key, ByteSink value) {
    setValue(find(key, true), value);
  }

  void delete(ByteSink key) {
    int operation = find(key, false);
    valueLength[operation] = inserted[operation] ? CANCELLED : DELETED;
  }

  /**
   * Takes back everything about the keys from {@code from} (inclusive) to {@code to} (exclusive),
   * which are about to be deleted as a range.
   */
  void forget(Bytes from, Bytes to) {
    for (int i = 0; i < size; i++) {
      if (compareKey(i, from) >= 0 && compareKey(i, to) < 0) {
        valueLength[i] = CANCELLED;
        inserted[i] = true; // the range delete sees to it that the key is absent from here on
      }
    }
  }

  /** Hands over what is to be written, in the order of the keys. */
  void writeTo(BatchRecords out, int family, Verdict verdict) {
    int[] order = KeyOrder.sort(bytes.array(), keyAt, keyLength, size);
    byte[] array = bytes.array();
    for (int i = 0; i < size; i++) {
      int operation = order[i];
      int length = valueLength[operation];
      if (length == CANCELLED || !verdict.isWanted(array, keyAt[operation])) {
        continue;
      }
      if (length == DELETED) {
        out.delete(family, array, keyAt[operation], keyLength[operation]);
      } else {
        out.put(family, array, keyAt[operation], keyLength[operation], valueAt[operation], length);
      }
    }
  }

  void clear() {
    size = 0;
    Arrays.fill(table, 0);
    if (bytes.array().length > BYTES_KEPT) {
      bytes = new ByteSink(BYTES_AT_FIRST);
    }
    bytes.clear();
  }

  /**
   * A value that is no longer than the one before takes its place: counters, and what is set anew.
   */
  private void setValue(int operation, ByteSink value) {
    if (valueLength[operation] >= value.length()) {
      System.arraycopy(value.array(), 0, bytes.array(), valueAt[operation], value.length());
    } else {
      valueAt[operation] = bytes.length();
      bytes.bytes(value.array(), 0, value.length());
    }
    valueLength[operation] = value.length();
  }

  private int find(ByteSink key, boolean absent) {
    int mask = table.length - 1;
    int place = hash(key) & mask;
    while (table[place] != 0) {
      int operation = table[place] - 1;
      if (isKey(operation, key)) {
        return operation;
      }
      place = (place + 1) & mask;
    }
    int operation = add(key, absent);
    table[place] = operation + 1;
    if (2 * size > table.length) {
      enlargeTable();
    }
    return operation;
  }

  private int add(ByteSink key, boolean absent) {
    if (size == keyAt.length) {
      enlarge();
    }
    keyAt[size] = bytes.length();
    keyLength[size] = key.length();
    valueLength[size] = DELETED;
    inserted[size] = absent;
    bytes.bytes(key.array(), 0, key.length());
    return size++;
  }

  private boolean isKey(int operation, ByteSink key) {
    int from = keyAt[operation];
    int length = keyLength[operation];
    return length == key.length()
        && Arrays.equals(bytes.array(), from, from + length, key.array(), 0, length);
  }

  private int compareKey(int operation, Bytes other) {
    int from = keyAt[operation];
    return Arrays.compareUnsigned(
        bytes.array(), from, from + keyLength[operation], other.array(), 0, other.length());
  }

  private void enlarge() {
    int capacity = 2 * keyAt.length;
    keyAt = Arrays.copyOf(keyAt, capacity);
    keyLength = Arrays.copyOf(keyLength, capacity);
    valueAt = Arrays.copyOf(valueAt, capacity);
    valueLength = Arrays.copyOf(valueLength, capacity);
    inserted = Arrays.copyOf(inserted, capacity);
  }

  private void enlargeTable() {
    table = new int[2 * table.length];
    int mask = table.length - 1;
    for (int i = 0; i < size; i++) {
      int place = hash(bytes.array(), keyAt[i], keyLength[i]) & mask;
      while (table[place] != 0) {
        place = (place + 1) & mask;
      }
      table[place] = i + 1;
    }
  }

  private static int hash(ByteSink key) {
    return hash(key.array(), 0, key.length());
  }

  /**
   * Keys differ at their ends, where hashes and counters stand: a plain polynomial spreads them.
   */
  private static int hash(byte[] array, int from, int length) {
    int hash = 1;
    for (int i = from; i < from + length; i++) {
      hash = 31 * hash + array[i];
    }
    return ((hash * 0x9E3779B9) >>> 7) ^ hash;
  }

  /** Says whether a key is worth writing. */
  @FunctionalInterface
  interface Verdict {
    Verdict EVERYTHING = (keys, from) -> true;

    boolean isWanted(byte[] keys, int from);
  }
}
