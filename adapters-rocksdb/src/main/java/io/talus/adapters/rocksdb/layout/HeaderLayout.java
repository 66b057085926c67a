package io.talus.adapters.rocksdb.layout;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.ValueType;

/** Keys and values of {@link Family#HEADERS}. */
public final class HeaderLayout {
  private static final int TYPE = 0b0111;
  private static final int EXPIRES = 0b1000;
  private static final int HAS_ID = 0b1_0000;
  private static final int KEY_AT = SlotPrefix.LENGTH + Integer.BYTES;

  private HeaderLayout() {}

  public static void key(LayoutSink sink, SlotPrefix slot, Bytes key) {
    slot.appendTo(sink).hashed(key);
  }

  /** Where the keys of a hash begin. */
  public static void hash(LayoutSink sink, SlotPrefix slot, int hash) {
    slot.appendTo(sink).int32(hash);
  }

  public static Bytes userKey(byte[] key) {
    return Bytes.copyOf(key, KEY_AT, key.length - KEY_AT);
  }

  public static int hash(byte[] key) {
    return new LayoutSource(key, SlotPrefix.LENGTH).int32();
  }

  public static void string(LayoutSink sink, Bytes value, long expireAt) {
    flags(sink, ValueType.STRING.code(), expireAt);
    sink.bytes(value);
  }

  public static void collection(LayoutSink sink, CollectionHeader header) {
    flags(sink, header.type().code() | HAS_ID, header.expireAt());
    sink.varint(header.id()).varint(header.size());
    if (header.type() == ValueType.LIST) {
      sink.varint(zigzag(header.head()));
    }
  }

  private static void flags(LayoutSink sink, int flags, long expireAt) {
    if (expireAt == Expiry.NEVER) {
      sink.int8(flags);
    } else {
      sink.int8(flags | EXPIRES).int64(expireAt);
    }
  }

  public static ValueType type(byte[] value) {
    return ValueType.ofCode(value[0] & TYPE);
  }

  public static boolean isCollection(byte[] value) {
    return (value[0] & HAS_ID) != 0;
  }

  public static long expireAt(byte[] value) {
    return (value[0] & EXPIRES) == 0 ? Expiry.NEVER : new LayoutSource(value, 1).int64();
  }

  /** The string in one piece that the header holds. */
  public static Bytes string(byte[] value) {
    return new LayoutSource(value, bodyAt(value)).rest();
  }

  public static CollectionHeader collection(byte[] value) {
    LayoutSource source = new LayoutSource(value, bodyAt(value));
    ValueType type = type(value);
    long id = source.varint();
    long size = source.varint();
    long head = type == ValueType.LIST ? unzigzag(source.varint()) : 0;
    return new CollectionHeader(type, id, size, head, expireAt(value));
  }

  private static int bodyAt(byte[] value) {
    return (value[0] & EXPIRES) == 0 ? 1 : 1 + Long.BYTES;
  }

  private static long zigzag(long number) {
    return number << 1 ^ number >> 63;
  }

  private static long unzigzag(long number) {
    return number >>> 1 ^ -(number & 1);
  }
}
