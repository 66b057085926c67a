package io.talus.application.snapshot;

import io.talus.application.log.ByteSink;
import io.talus.application.log.ByteSource;
import io.talus.application.log.FormatException;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * A piece of a slot, as it travels.
 *
 * @param stream which attempt it belongs to
 * @param number its place in the stream
 * @param payload what it brings
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Piece(Kind kind, long stream, long number, byte[] payload) {
  /** Small enough to stand between others in a connection, large enough to be worth a message. */
  static final int BYTES_MAX = 256 * 1024;

  private static final int VERSION = 1;

  /** Checksum, version, kind, stream and the longest number. */
  private static final int HEADER_BYTES_MAX = Integer.BYTES + 2 + Long.BYTES + 10;

  static final int PAYLOAD_BYTES_MAX = BYTES_MAX - HEADER_BYTES_MAX;

  /** What a piece is; the numbers are part of the format. */
  enum Kind {
    HEAD(1),
    /** A part of a record, of which more follows. */
    PART(2),
    /** A record, or the last part of one. */
    LAST_PART(3),
    END(4);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    private static Kind ofCode(int code) {
      for (Kind kind : values()) {
        if (kind.code == code) {
          return kind;
        }
      }
      throw new FormatException("kind of piece: " + code + " (expected: 1..4)");
    }
  }

  byte[] encode() {
    ByteSink sink = new ByteSink(HEADER_BYTES_MAX + payload.length);
    int crcAt = sink.reserveU32();
    sink.u8(VERSION);
    sink.u8(kind.code);
    sink.u64(stream);
    sink.varint(number);
    sink.bytes(payload, payload.length);
    sink.u32At(crcAt, crc(sink.array(), sink.length()));
    return Arrays.copyOf(sink.array(), sink.length());
  }

  /**
   * Reads a piece.
   *
   * @throws FormatException if the bytes are damaged, or of a version that is not known
   */
  static Piece decode(byte[] bytes) {
    if (bytes.length > BYTES_MAX) {
      throw new FormatException("piece: " + bytes.length + " bytes (expected: at most 256 KB)");
    }
    ByteSource source = new ByteSource(bytes, 0, bytes.length);
    if (source.u32() != crc(bytes, bytes.length)) {
      throw new FormatException("piece: checksum does not match");
    }
    int version = source.u8();
    if (version != VERSION) {
      throw new FormatException("piece: version " + version + " (expected: " + VERSION + ")");
    }
    Kind kind = Kind.ofCode(source.u8());
    long stream = source.u64();
    long number = source.varint();
    return new Piece(
        kind, stream, number, Arrays.copyOfRange(bytes, source.position(), bytes.length));
  }

  private static int crc(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, Integer.BYTES, Math.max(0, length - Integer.BYTES));
    return (int) crc.getValue();
  }
}
