package io.talus.adapters.rocksdb.layout;

import io.talus.application.port.SlotAddress;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.slot.SlotId;
import java.util.Arrays;

/** What all keys of a slot begin with that has the same incarnation and was not taken in anew. */
public final class SlotPrefix {
  /** Table, slot and edition. */
  public static final int LENGTH = Integer.BYTES + Short.BYTES + Long.BYTES;

  /** Table and slot alone. */
  public static final int SLOT_LENGTH = LENGTH - Long.BYTES;

  /** With the collection's id behind it. */
  public static final int COLLECTION_LENGTH = LENGTH + Long.BYTES;

  private final Bytes bytes;

  private SlotPrefix(Bytes bytes) {
    this.bytes = bytes;
  }

  /**
   * What the keys of a slot begin with.
   *
   * @param address with the edition in the place of the incarnation
   */
  public static SlotPrefix of(SlotAddress address) {
    return of(new SlotId(address.table(), address.slot()), address.incarnation());
  }

  /** What the keys of an edition of a slot begin with. */
  public static SlotPrefix of(SlotId slot, long edition) {
    LayoutSink sink = new LayoutSink(LENGTH);
    sink.int32(slot.table()).int16(slot.slot()).int64(edition);
    return new SlotPrefix(sink.toBytes());
  }

  /** What all keys of a slot begin with, whatever its edition. */
  public static Bytes ofAllIncarnations(SlotId slot) {
    return new LayoutSink(SLOT_LENGTH).int32(slot.table()).int16(slot.slot()).toBytes();
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
