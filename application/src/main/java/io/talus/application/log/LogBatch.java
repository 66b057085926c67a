package io.talus.application.log;

import io.talus.application.port.SlotRecord;
import io.talus.application.port.StoreBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Records of the log for the store, as bytes until the store visits them. */
final class LogBatch {
  private final List<byte[]> parts = new ArrayList<>();
  private final Set<SlotTail> tails = new LinkedHashSet<>();
  private byte[] part = {};
  private int used;
  private long bytes;

  /** So much is copied together, that few arrays hold many records. */
  private static final int PART_BYTES = 256 * 1024;

  /** Adds a record, in log order. */
  void add(byte[] array, int from, int to) {
    int length = to - from;
    if (length > part.length - used) {
      endPart();
      part = new byte[Math.max(length, PART_BYTES)];
    }
    System.arraycopy(array, from, part, used, length);
    used += length;
    bytes += length;
  }

  private void endPart() {
    if (used > 0) {
      parts.add(used == part.length ? part : Arrays.copyOf(part, used));
      used = 0;
    }
  }

  /** Records of the slot are in the batch, up to what its tail says. */
  void reaches(SlotTail tail) {
    tails.add(tail);
  }

  /** What all records take. */
  long bytes() {
    return bytes;
  }

  /** How far the slots are that have records here. */
  List<SlotApplied> reached() {
    return tails.stream().map(tail -> new SlotApplied(tail.slot(), tail.given().index())).toList();
  }

  /**
   * The records as the store takes them, urgently or not. Visiting damaged bytes is a {@link
   * FormatException} with the place.
   */
  StoreBatch toStoreBatch(long mark, boolean urgent) {
    endPart();
    part = new byte[0];
    return new StoreBatch(mark, urgent, this::forEach);
  }

  private void forEach(Consumer<? super SlotRecord> visitor) {
    for (byte[] records : parts) {
      RecordCodec.readRecords(records, 0, records.length, visitor);
    }
  }
}
