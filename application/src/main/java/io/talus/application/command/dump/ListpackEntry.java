package io.talus.application.command.dump;

import io.talus.domain.bytes.Bytes;
import java.nio.ByteBuffer;

/** An entry of a listpack; its first bits say what it is. */
final class ListpackEntry {
  private static final int UINT7_END = 0x80;
  private static final int STRING6_END = 0xC0;
  private static final int INT13_END = 0xE0;
  private static final int STRING12_END = 0xF0;
  private static final int STRING32 = 0xF0;
  private static final int INT16 = 0xF1;
  private static final int INT24 = 0xF2;
  private static final int INT32 = 0xF3;
  private static final int INT64 = 0xF4;
  private static final int SIGN_SHIFT = Integer.SIZE - 13;

  private ListpackEntry() {}

  /** Reads the entry whose first byte was read. */
  static Bytes read(ByteBuffer in, int first) {
    if (first < UINT7_END) {
      return Bytes.of(first);
    } else if (first < STRING6_END) {
      return Compact.bytes(in, first & 0x3F);
    } else if (first < INT13_END) {
      int unsigned = (first & 0x1F) << Byte.SIZE | (in.get() & 0xFF);
      return Bytes.of(unsigned << SIGN_SHIFT >> SIGN_SHIFT);
    } else if (first < STRING12_END) {
      return Compact.bytes(in, (first & 0x0F) << Byte.SIZE | (in.get() & 0xFF));
    }
    return switch (first) {
      case STRING32 -> Compact.bytes(in, Integer.toUnsignedLong(in.getInt()));
      case INT16 -> Bytes.of(in.getShort());
      case INT24 -> Bytes.of(Compact.int24(in));
      case INT32 -> Bytes.of(in.getInt());
      case INT64 -> Bytes.of(in.getLong());
      default -> throw new BadDump("listpack entry: " + first);
    };
  }
}
