package io.talus.adapters.rocksdb.layout;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.HashField;

/**
 * Keys and values of {@link Family#ELEMENTS}, and the keys of {@link Family#LIVENESS}, which are
 * what the keys of elements begin with.
 */
public final class ElementLayout {
  /** Strings above 16 KB lie in chunks of this many bytes: a patch rewrites the chunks it meets. */
  public static final int CHUNK_BYTES = 4096;

  private static final int MEMBER_AT = SlotPrefix.COLLECTION_LENGTH + Integer.BYTES;
  private static final int LONG_ENTRY_KEY_LENGTH = SlotPrefix.COLLECTION_LENGTH + Long.BYTES + 1;
  private static final int LASTING = 0;
  private static final int EXPIRING = 1;

  private ElementLayout() {}

  /** What the keys of a collection's elements and scores begin with. */
  public static void collection(LayoutSink sink, SlotPrefix slot, long id) {
    slot.appendTo(sink).int64(id);
  }

  public static void member(LayoutSink sink, SlotPrefix slot, long id, Bytes member) {
    slot.appendTo(sink).int64(id).hashed(member);
  }

  public static void hash(LayoutSink sink, SlotPrefix slot, long id, int hash) {
    slot.appendTo(sink).int64(id).int32(hash);
  }

  public static void page(LayoutSink sink, SlotPrefix slot, long id, long page) {
    slot.appendTo(sink).int64(id).int64(page ^ Long.MIN_VALUE);
  }

  public static void longEntry(LayoutSink sink, SlotPrefix slot, long id, long page, int index) {
    page(sink, slot, id, page);
    sink.int8(index);
  }

  public static void chunk(LayoutSink sink, SlotPrefix slot, long id, long chunk) {
    slot.appendTo(sink).int64(id).int64(chunk);
  }

  /** The value of a collection's liveness. */
  public static void holder(LayoutSink sink, Bytes key) {
    sink.int8(0).bytes(key);
  }

  /** The key that holds the collection. */
  public static Bytes holder(byte[] value) {
    return Bytes.copyOf(value, 1, value.length - 1);
  }

  public static long collectionId(byte[] key) {
    return new LayoutSource(key, SlotPrefix.LENGTH).int64();
  }

  public static Bytes memberOf(byte[] key) {
    return Bytes.copyOf(key, MEMBER_AT, key.length - MEMBER_AT);
  }

  public static int hashOf(byte[] key) {
    return new LayoutSource(key, SlotPrefix.COLLECTION_LENGTH).int32();
  }

  public static long pageOf(byte[] key) {
    return new LayoutSource(key, SlotPrefix.COLLECTION_LENGTH).int64() ^ Long.MIN_VALUE;
  }

  public static boolean isLongEntry(byte[] key) {
    return key.length == LONG_ENTRY_KEY_LENGTH;
  }

  /** The index within its page of a long entry. */
  public static int indexOf(byte[] key) {
    return key[key.length - 1];
  }

  public static long chunkOf(byte[] key) {
    return new LayoutSource(key, SlotPrefix.COLLECTION_LENGTH).int64();
  }

  public static void fieldValue(LayoutSink sink, Bytes value, long expireAt) {
    if (expireAt == Expiry.NEVER) {
      sink.int8(LASTING).bytes(value);
    } else {
      sink.int8(EXPIRING).int64(expireAt).bytes(value);
    }
  }

  public static HashField field(Bytes name, byte[] value) {
    LayoutSource source = new LayoutSource(value);
    long expireAt = source.int8() == EXPIRING ? source.int64() : Expiry.NEVER;
    return new HashField(name, source.rest(), expireAt);
  }

  /** The value of a set's member. */
  public static void present(LayoutSink sink) {
    sink.int8(0);
  }

  public static void score(LayoutSink sink, double score) {
    sink.int64(Double.doubleToRawLongBits(score));
  }

  public static double score(byte[] value) {
    return Double.longBitsToDouble(new LayoutSource(value).int64());
  }
}
