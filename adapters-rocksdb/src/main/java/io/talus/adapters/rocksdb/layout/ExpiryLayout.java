package io.talus.adapters.rocksdb.layout;

import io.talus.domain.bytes.Bytes;

/** Keys of {@link Family#EXPIRY}. */
public final class ExpiryLayout {
  /** Where an entry says what it is about. */
  public static final int KIND_AT = SlotPrefix.LENGTH + Long.BYTES;

  /** Where the key begins, or the id of the hash. */
  public static final int BODY_AT = KIND_AT + 1;

  /** What stands at {@link #KIND_AT} if the entry is about a field of a hash. */
  public static final int OF_FIELD = 1;

  /** The length of an entry about the field with the empty name. */
  public static final int FIELD_ENTRY_LENGTH_MIN = BODY_AT + Long.BYTES + Integer.BYTES;

  private static final int TIME_AT = SlotPrefix.LENGTH;
  private static final int OF_KEY = 0;

  private ExpiryLayout() {}

  public static void key(LayoutSink sink, SlotPrefix slot, long expireAt, Bytes key) {
    slot.appendTo(sink).int64(expireAt).int8(OF_KEY).bytes(key);
  }

  public static void field(LayoutSink sink, SlotPrefix slot, long expireAt, long id, Bytes field) {
    slot.appendTo(sink).int64(expireAt).int8(OF_FIELD).int64(id).hashed(field);
  }

  /** Where the entries of a time begin. */
  public static void time(LayoutSink sink, SlotPrefix slot, long expireAt) {
    slot.appendTo(sink).int64(expireAt);
  }

  /** The value of all entries. */
  public static void present(LayoutSink sink) {
    sink.int8(0);
  }

  public static long expireAt(byte[] entry) {
    return new LayoutSource(entry, TIME_AT).int64();
  }

  public static boolean isField(byte[] entry) {
    return entry[KIND_AT] == OF_FIELD;
  }

  /** The key that is due. */
  public static Bytes userKey(byte[] entry) {
    return Bytes.copyOf(entry, BODY_AT, entry.length - BODY_AT);
  }

  /** The hash that has the field that is due. */
  public static long collectionId(byte[] entry) {
    return new LayoutSource(entry, BODY_AT).int64();
  }

  /** The name of the field that is due. */
  public static Bytes fieldName(byte[] entry) {
    int at = BODY_AT + Long.BYTES + Integer.BYTES;
    return Bytes.copyOf(entry, at, entry.length - at);
  }
}
