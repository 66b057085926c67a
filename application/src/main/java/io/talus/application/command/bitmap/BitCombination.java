package io.talus.application.command.bitmap;

import io.talus.application.command.KeyspaceView;
import io.talus.application.command.string.Patch;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.StringValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What BITOP makes of its sources, piece by piece: however long they are, there is only memory for
 * the parts of the result that are not zero. Shorter sources go on with zeros. Belongs to the
 * command.
 */
final class BitCombination {
  private final BitOperation operation;
  private final @Nullable StringValue[] sources;
  private final long length;

  /**
   * @param sources null for a key that does not exist
   */
  BitCombination(BitOperation operation, @Nullable StringValue[] sources) {
    this.operation = operation;
    this.sources = sources;
    long longest = 0;
    for (StringValue source : sources) {
      longest = source == null ? longest : Math.max(longest, source.length());
    }
    this.length = longest;
  }

  /** The result's length: that of the longest source. */
  long length() {
    return length;
  }

  /** The parts of the result that are not zero, and its end. */
  List<Patch> parts(KeyspaceView view) {
    List<Patch> parts = new ArrayList<>();
    for (long at = 0; at < length; at += Bits.PIECE_BYTES) {
      Bytes piece = piece(at, (int) Math.min(Bits.PIECE_BYTES, length - at));
      if (!isZero(piece)) {
        view.reserve(piece.length());
        parts.add(new Patch(at, piece));
      }
    }
    if (parts.isEmpty() || parts.getLast().end() < length) {
      parts.add(new Patch(length - 1, Bytes.wrap(new byte[1])));
    }
    return parts;
  }

  /** A piece of the result. */
  Bytes piece(long from, int size) {
    byte[] result = slice(sources[0], from, size);
    for (int i = operation == BitOperation.NOT ? 0 : 1; i < sources.length; i++) {
      operation.combine(result, slice(sources[i], from, size));
    }
    return Bytes.wrap(result);
  }

  /** A copy of a piece of a source, filled up with zeros. */
  private static byte[] slice(@Nullable StringValue source, long from, int size) {
    if (source == null || from >= source.length()) {
      return new byte[size];
    }
    Bytes piece = source.range(from, Math.min(from + size, source.length()));
    return Arrays.copyOf(piece.array(), size);
  }

  private static boolean isZero(Bytes bytes) {
    return Arrays.equals(bytes.array(), new byte[bytes.length()]);
  }
}
