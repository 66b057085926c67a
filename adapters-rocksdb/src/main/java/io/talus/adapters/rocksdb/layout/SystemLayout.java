package io.talus.adapters.rocksdb.layout;

import io.talus.application.port.Overwritten;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotState;
import io.talus.application.port.SlotStatus;
import io.talus.application.port.StoredCollection;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.log.LogPosition;
import io.talus.domain.slot.SlotId;
import io.talus.domain.value.ValueType;

/** Keys and values of {@link Family#SYSTEM}. */
public final class SystemLayout {
  /** The version of everything that this package describes. */
  public static final int FORMAT = 3;

  /** A version that is brought up to {@link #FORMAT} by saying so: it had no editions. */
  public static final int FORMAT_WITHOUT_EDITIONS = 2;

  /** Of the value of a slot's status. */
  public static final int STATUS_BYTES = 10 * Long.BYTES;

  private static final int OVERWRITTEN_AT = 7 * Long.BYTES;
  private static final int EDITION_AT = 9 * Long.BYTES;

  private static final byte STATUS = 'S';
  private static final byte UNPUBLISHED = 'B';
  private static final byte PAST = 'E';
  private static final byte INSTALL = 'I';
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

  /** What the marks of slots begin with whose keys begin with this. */
  public static Bytes unpublishedKeys(Bytes slot) {
    return new LayoutSink(1 + slot.length()).int8(UNPUBLISHED).bytes(slot).toBytes();
  }

  /** Whether it is the key of such a mark. */
  public static boolean isUnpublished(byte[] key) {
    return key[0] == UNPUBLISHED;
  }

  /** The collection of a mark, with the edition in the place of the incarnation. */
  public static StoredCollection unpublished(byte[] key, byte[] value) {
    LayoutSource source = new LayoutSource(key, 1);
    SlotAddress address = new SlotAddress(source.int32(), source.int16(), source.int64());
    return new StoredCollection(address, ValueType.ofCode(value[0]), source.int64());
  }

  /** Where begins what is remembered of slots. */
  public static void pastKeys(LayoutSink sink) {
    sink.int8(PAST);
  }

  public static void pastKey(LayoutSink sink, SlotId slot) {
    sink.int8(PAST).bytes(SlotPrefix.ofAllIncarnations(slot));
  }

  public static boolean isPast(byte[] key) {
    return key[0] == PAST;
  }

  public static SlotPast past(byte[] value) {
    LayoutSource source = new LayoutSource(value);
    return new SlotPast(source.int64(), source.int64());
  }

  /** The mark of a slot that is being taken in. */
  public static void installKey(LayoutSink sink, SlotId slot) {
    sink.int8(INSTALL).bytes(SlotPrefix.ofAllIncarnations(slot));
  }

  public static boolean isInstall(byte[] key) {
    return key[0] == INSTALL;
  }

  /** The slot that a key of a status, a past or an install is about. */
  public static SlotId slot(byte[] key) {
    LayoutSource source = new LayoutSource(key, 1);
    return new SlotId(source.int32(), source.int16());
  }

  public static boolean isStatus(byte[] key) {
    return key[0] == STATUS;
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

  public static void status(LayoutSink sink, SlotState state, long edition) {
    SlotStatus status = state.status();
    Overwritten overwritten = state.overwritten();
    sink.int64(state.address().incarnation())
        .int64(status.position().epoch())
        .int64(status.position().index())
        .int64(status.slotTimeMillis())
        .int64(status.keys())
        .int64(status.expiringKeys())
        .int64(status.nextCollectionId())
        .int64(overwritten.keys())
        .int64(overwritten.expiringKeys())
        .int64(edition);
  }

  public static SlotState state(byte[] key, byte[] value) {
    return new SlotState(address(key, value), status(value), overwritten(value));
  }

  /** Format 2 had none: there keys began with the incarnation. */
  public static long edition(byte[] value) {
    return new LayoutSource(value, value.length > EDITION_AT ? EDITION_AT : 0).int64();
  }

  private static SlotAddress address(byte[] key, byte[] value) {
    SlotId slot = slot(key);
    return new SlotAddress(slot.table(), slot.slot(), new LayoutSource(value).int64());
  }

  private static Overwritten overwritten(byte[] value) {
    LayoutSource source = new LayoutSource(value, OVERWRITTEN_AT);
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
