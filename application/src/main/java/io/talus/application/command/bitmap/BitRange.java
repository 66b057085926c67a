package io.talus.application.command.bitmap;

import io.talus.application.command.Arguments;
import io.talus.application.command.Errors;
import io.talus.application.command.IndexRange;

/** Reads the ranges of BITCOUNT and BITPOS, which count in bytes or in bits. */
final class BitRange {
  private BitRange() {}

  /** Whether the argument at {@code index} says BIT rather than BYTE; BYTE if it is missing. */
  static boolean inBits(Arguments args, int index) {
    if (index >= args.count() || args.is(index, "BYTE")) {
      return false;
    }
    if (args.is(index, "BIT")) {
      return true;
    }
    throw Errors.syntax();
  }

  /** The range in bits, within a string of {@code length} bytes. */
  static IndexRange of(long start, long end, boolean inBits, long length) {
    if (inBits) {
      return IndexRange.clamped(start, end, length * 8);
    }
    IndexRange bytes = IndexRange.clamped(start, end, length);
    return new IndexRange(bytes.from() * 8, bytes.to() * 8);
  }
}
