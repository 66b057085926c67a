package io.talus.application.command.bitmap;

import io.talus.application.command.CommandError;
import io.talus.application.command.KeyspaceView;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.bytes.Decimal;

/** Reads where a bit, or a field of bits, begins. */
final class BitOffset {
  private BitOffset() {}

  /** The offset of a bit that the longest string can have; an error otherwise. */
  static long parse(Bytes text, KeyspaceView view) {
    return checked(Decimal.parse(text).orElseThrow(BitOffset::invalid), view);
  }

  /** As {@link #parse}; {@code #n} is the n-th field of {@code bits} bits. */
  static long parse(Bytes text, int bits, KeyspaceView view) {
    if (text.isEmpty() || text.at(0) != '#') {
      return parse(text, view);
    }
    long index = Decimal.parse(text.slice(1, text.length())).orElseThrow(BitOffset::invalid);
    if (index > Long.MAX_VALUE / bits) {
      throw invalid();
    }
    return checked(index * bits, view);
  }

  private static long checked(long offset, KeyspaceView view) {
    if (offset < 0 || offset >>> 3 >= view.stringBytesMax()) {
      throw invalid();
    }
    return offset;
  }

  private static CommandError invalid() {
    return new CommandError("ERR bit offset is not an integer or out of range");
  }
}
