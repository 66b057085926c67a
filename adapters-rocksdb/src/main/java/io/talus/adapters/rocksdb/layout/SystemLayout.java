package io.talus.adapters.rocksdb.layout;

import io.talus.application.port.Overwritten;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotStatus;
import io.talus.application.port.StoredCollection;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.log.LogPosition;
import io.talus.domain.slot.SlotId;
import io.talus.domain.value.ValueType;

/** Keys and values of {@link Family#SYSTEM}. */
public final class SystemLayout {
  /** The version of everything that this package describes. */
  public static final int FORMAT = 2;

  private static final byte STATUS = 'S';
  private static final byte UNPUBLISHED = 'B';
  private static final byte[] FORMAT_KEY = {'F'};
  private static final byte[] MARK_KEY = {'A'};

  private SystemLayout() {}

  public static byte[] formatKey() {
    return FORMAT_KEY.clone();
  }

  public static byte[] format() {
    return new LayoutSink(Integer.BYTES).int32(FORMAT).array();
  }

  public static int format(byte[] value) {
    return new LayoutSource(value).int32();
  }

  /** Where {@link io.talus.application.port.SlotStore#mark} is. */
  public static byte[] markKey() {
    return MARK_KEY.clone();
  }

  public static long mark(byte[] value) {
    return new LayoutSource(value).int64();
  }

  /** Where the marks of collections begin that are being built. */
  public static void unpublishedKeys(LayoutSink sink) {
    sink.int8(UNPUBLISHED);
  }

  /** What the marks of a slot begin with, whatever its incarnation. */
  public static Bytes unpublishedKeys(SlotId slot) {
    return new LayoutSink(SlotPrefix.LENGTH)
        .int8(UNPUBLISHED)
        .bytes(SlotPrefix.ofAllIncarnations(slot))
        .toBytes();
  }

  /** Whether it is the key of such a mark. */
  public static boolean isUnpublished(byte[] key) {
    return key[0] == UNPUBLISHED;
  }

  /** The collection of a mark. */
  public static StoredCollection unpublished(byte[] key, byte[] value) {
    LayoutSource source = new LayoutSource(key, 1);
    SlotAddress address = new SlotAddress(source.int32(), source.int16(), source.int64());
    return new StoredCollection(address, ValueType.ofCode(value[0]), source.int64());
  }

  /** Where the statuses of the slots begin; they are the last keys of the family. */
  public static void statusKeys(LayoutSink sink) {
    sink.int8(STATUS);
  }

  public static void statusKey(LayoutSink sink, SlotAddress address) {
    statusKey(sink, new SlotId(address.table(), address.slot()));
  }

  public static void statusKey(LayoutSink sink, SlotId slot) {
    sink.int8(STATUS).bytes(SlotPrefix.ofAllIncarnations(slot));
  }

  public static void status(
      LayoutSink sink, SlotAddress address, SlotStatus status, Overwritten overwritten) {
    sink.int64(address.incarnation())
        .int64(status.position().epoch())
        .int64(status.position().index())
        .int64(status.slotTimeMillis())
        .int64(status.keys())
        .int64(status.expiringKeys())
        .int64(status.nextCollectionId())
        .int64(overwritten.keys())
        .int64(overwritten.expiringKeys());
  }

  public static SlotAddress address(byte[] key, byte[] value) {
    LayoutSource source = new LayoutSource(key, 1);
    return new SlotAddress(source.int32(), source.int16(), new LayoutSource(value).int64());
  }

  public static Overwritten overwritten(byte[] value) {
    LayoutSource source = new LayoutSource(value, value.length - 2 * Long.BYTES);
    return new Overwritten(source.int64(), source.int64());
  }

  public static SlotStatus status(byte[] value) {
    LayoutSource source = new LayoutSource(value, Long.BYTES);
    return new SlotStatus(
        new LogPosition(source.int64(), source.int64()),
        source.int64(),
        source.int64(),
        source.int64(),
        source.int64());
  }
}
