package io.talus.application.command.bitmap;

import io.talus.application.command.string.Patch;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.StringValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A bitmap with the changes that a BITFIELD has made so far, which its later operations read.
 * Changes are kept in small pages, so that fields far apart in a large bitmap cost little. Belongs
 * to the command.
 */
final class BitmapDraft {
  private static final int PAGE_BYTES = 64;

  private final @Nullable StringValue before;
  private final long lengthBefore;
  private final TreeMap<Long, byte[]> pages = new TreeMap<>();

  BitmapDraft(@Nullable StringValue before) {
    this.before = before;
    this.lengthBefore = before == null ? 0 : before.length();
  }

  /** The field's bits, the last one lowest; behind the end of the string they are zeros. */
  long read(long offset, int bits) {
    long value = 0;
    long bit = offset;
    for (int left = bits; left > 0; ) {
      int first = (int) (bit & 7);
      int taken = Math.min(8 - first, left);
      int chunk = (byteAt(bit >>> 3) >>> (8 - first - taken)) & ((1 << taken) - 1);
      value = (value << taken) | chunk;
      bit += taken;
      left -= taken;
    }
    return value;
  }

  /** Writes the lowest {@code bits} bits of {@code value}. */
  void write(long offset, int bits, long value) {
    long bit = offset;
    for (int left = bits; left > 0; ) {
      int first = (int) (bit & 7);
      int taken = Math.min(8 - first, left);
      left -= taken;
      int shift = 8 - first - taken;
      int mask = ((1 << taken) - 1) << shift;
      int chunk = (int) (value >>> left) << shift;
      put(bit >>> 3, (byteAt(bit >>> 3) & ~mask) | (chunk & mask));
      bit += taken;
    }
  }

  private int byteAt(long index) {
    byte[] page = pages.get(index / PAGE_BYTES);
    if (page != null) {
      return page[(int) (index % PAGE_BYTES)] & 0xFF;
    }
    return before == null || index >= lengthBefore ? 0 : Bits.byteAt(before, index);
  }

  private void put(long index, int changed) {
    if (byteAt(index) != changed) {
      byte[] page = pages.computeIfAbsent(index / PAGE_BYTES, this::load);
      page[(int) (index % PAGE_BYTES)] = (byte) changed;
    }
  }

  private byte[] load(long number) {
    long from = number * PAGE_BYTES;
    if (before == null || from >= lengthBefore) {
      return new byte[PAGE_BYTES];
    }
    Bytes old = before.range(from, Math.min(from + PAGE_BYTES, lengthBefore));
    return Arrays.copyOf(old.array(), PAGE_BYTES);
  }

  /**
   * What has changed, in ascending order; empty if nothing has.
   *
   * @param size how long the string is to be, if it is not longer already
   */
  List<Patch> patches(long size) {
    long length = Math.max(size, lengthBefore);
    List<Patch> patches = new ArrayList<>();
    for (Map.Entry<Long, byte[]> page : pages.entrySet()) {
      long offset = page.getKey() * PAGE_BYTES;
      int used = (int) Math.min(PAGE_BYTES, length - offset);
      patches.add(new Patch(offset, Bytes.copyOf(page.getValue(), 0, used)));
    }
    boolean reachesEnd = !patches.isEmpty() && patches.getLast().end() == length;
    if (length > lengthBefore && !reachesEnd) {
      patches.add(new Patch(length - 1, Bytes.wrap(new byte[1])));
    }
    return patches;
  }
}
