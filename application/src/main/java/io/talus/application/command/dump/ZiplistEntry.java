package io.talus.application.command.dump;

import io.talus.domain.bytes.Bytes;
import java.nio.ByteBuffer;

/** An entry of a ziplist, behind the length of the one before it. */
final class ZiplistEntry {
  private static final int STRING14 = 1;
  private static final int STRING32 = 2;
  private static final int INT16 = 0xC0;
  private static final int INT32 = 0xD0;
  private static final int INT64 = 0xE0;
  private static final int INT24 = 0xF0;
  private static final int INT8 = 0xFE;
  private static final int SMALL_FIRST = 0xF1;
  private static final int SMALL_LAST = 0xFD;

  private ZiplistEntry() {}

  static Bytes read(ByteBuffer in) {
    int first = in.get() & 0xFF;
    int low = first & 0x3F;
    return switch (first >>> 6) {
      case 0 -> Compact.bytes(in, low);
      case STRING14 -> Compact.bytes(in, low << Byte.SIZE | (in.get() & 0xFF));
      case STRING32 -> Compact.bytes(in, Integer.toUnsignedLong(Integer.reverseBytes(in.getInt())));
      default -> integer(in, first);
    };
  }

  private static Bytes integer(ByteBuffer in, int first) {
    if (first >= SMALL_FIRST && first <= SMALL_LAST) {
      return Bytes.of(first - SMALL_FIRST);
    }
    return switch (first) {
      case INT8 -> Bytes.of(in.get());
      case INT16 -> Bytes.of(in.getShort());
      case INT24 -> Bytes.of(Compact.int24(in));
      case INT32 -> Bytes.of(in.getInt());
      case INT64 -> Bytes.of(in.getLong());
      default -> throw new BadDump("ziplist entry: " + first);
    };
  }
}
