package io.talus.adapters.rocksdb.layout;

import io.talus.application.port.SlotAddress;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.slot.SlotId;
import java.util.Arrays;

/** What all keys of a slot's incarnation begin with. */
public final class SlotPrefix {
  /** Table, slot and incarnation. */
  public static final int LENGTH = Integer.BYTES + Short.BYTES + Long.BYTES;

  /** With the collection's id behind it. */
  public static final int COLLECTION_LENGTH = LENGTH + Long.BYTES;

  private final Bytes bytes;

  private SlotPrefix(Bytes bytes) {
    this.bytes = bytes;
  }

  public static SlotPrefix of(SlotAddress address) {
    LayoutSink sink = new LayoutSink(LENGTH);
    sink.int32(address.table()).int16(address.slot()).int64(address.incarnation());
    return new SlotPrefix(sink.toBytes());
  }

  /** What all keys of a slot begin with, whatever its incarnation. */
  public static Bytes ofAllIncarnations(SlotId slot) {
    return new LayoutSink(LENGTH - Long.BYTES).int32(slot.table()).int16(slot.slot()).toBytes();
  }

  public LayoutSink appendTo(LayoutSink sink) {
    return sink.bytes(bytes);
  }

  public Bytes start() {
    return bytes;
  }

  /** The first key after all that begin with this. */
  public Bytes end() {
    return end(bytes);
  }

  /**
   * The first key after all that begin with {@code prefix}. Prefixes begin with the number of a
   * table, which is not negative: there always is one.
   */
  public static Bytes end(Bytes prefix) {
    byte[] end = prefix.array().clone();
    for (int i = end.length - 1; ; i--) {
      if (++end[i] != 0) {
        return Bytes.copyOf(end, 0, i + 1);
      }
    }
  }

  /** Whether the key belongs to the slot. */
  public boolean begins(byte[] key) {
    return Arrays.equals(key, 0, Math.min(LENGTH, key.length), bytes.array(), 0, LENGTH);
  }
}
