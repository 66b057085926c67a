package io.talus.application.command.dump;

import io.talus.domain.bytes.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads what dumps are made of: lengths, strings and numbers. Nothing is believed unchecked. */
final class DumpInput {
  private static final int INT8 = 0xC0;
  private static final int INT16 = 0xC1;
  private static final int INT32 = 0xC2;
  private static final int COMPRESSED = 0xC3;
  private static final int LENGTH_32 = 0x80;
  private static final int LENGTH_64 = 0x81;
  private static final int SHORT_BITS = 6;
  private static final int SHORT_MASK = (1 << SHORT_BITS) - 1;

  private final ByteBuffer in;

  DumpInput(byte[] bytes, int from, int to) {
    this.in = ByteBuffer.wrap(bytes, from, to - from).order(ByteOrder.LITTLE_ENDIAN);
  }

  int remaining() {
    return in.remaining();
  }

  int unsignedByte() {
    require(1);
    return in.get() & 0xFF;
  }

  long int64() {
    require(Long.BYTES);
    return in.getLong();
  }

  double float64() {
    require(Double.BYTES);
    return in.getDouble();
  }

  private void require(long bytes) {
    if (bytes < 0 || in.remaining() < bytes) {
      throw new BadDump("%d bytes are missing".formatted(bytes - in.remaining()));
    }
  }

  long length() {
    return lengthFrom(unsignedByte());
  }

  private long lengthFrom(int first) {
    return switch (first >>> SHORT_BITS) {
      case 0 -> first;
      case 1 -> (long) (first & SHORT_MASK) << Byte.SIZE | unsignedByte();
      default -> longLength(first);
    };
  }

  private long longLength(int first) {
    return switch (first) {
      case LENGTH_32 -> {
        require(Integer.BYTES);
        yield Integer.toUnsignedLong(Integer.reverseBytes(in.getInt()));
      }
      case LENGTH_64 -> Long.reverseBytes(int64());
      default -> throw new BadDump("not a length: " + first);
    };
  }

  /**
   * How many elements follow, each of at least one byte.
   *
   * @param stringsEach how many strings an element has
   */
  int count(int stringsEach) {
    long count = length();
    if (count <= 0 || count > in.remaining() / stringsEach) {
      throw new BadDump("elements: " + count);
    }
    return (int) count;
  }

  Bytes string() {
    int first = unsignedByte();
    return switch (first) {
      case INT8 -> {
        require(Byte.BYTES);
        yield Bytes.of(in.get());
      }
      case INT16 -> {
        require(Short.BYTES);
        yield Bytes.of(in.getShort());
      }
      case INT32 -> {
        require(Integer.BYTES);
        yield Bytes.of(in.getInt());
      }
      case COMPRESSED -> compressed();
      default -> bytes(lengthFrom(first));
    };
  }

  private Bytes compressed() {
    long packed = length();
    long unpacked = length();
    return Lzf.unpack(bytes(packed).array(), unpacked);
  }

  private Bytes bytes(long length) {
    require(length);
    byte[] read = new byte[(int) length];
    in.get(read);
    return Bytes.wrap(read);
  }

  /** A score as text: a length, or one of three marks for what is no number. */
  double textScore() {
    int length = unsignedByte();
    return switch (length) {
      case 253 -> Double.NaN;
      case 254 -> Double.POSITIVE_INFINITY;
      case 255 -> Double.NEGATIVE_INFINITY;
      default -> Compact.score(bytes(length));
    };
  }
}
