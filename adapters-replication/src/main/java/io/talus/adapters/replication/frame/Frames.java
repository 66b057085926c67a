package io.talus.adapters.replication.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Reads and writes frames. */
public final class Frames {
  /**
   * How much of a message a frame holds: what is urgent waits for no more than one of them, and a
   * frame's own bytes are lost in it.
   */
  public static final int PIECE_BYTES_MAX = 64 * 1024;

  /** Length and checksum. */
  static final int HEADER_BYTES = 8;

  private static final int KIND_BYTES = 1;

  /** The class of a message, and where it begins its length. */
  private static final int PIECE_HEADER_BYTES = 5;

  /** The length of each of several messages. */
  static final int MESSAGE_HEADER_BYTES = 4;

  /** The longest frame, without its header. */
  public static final int LENGTH_MAX = KIND_BYTES + PIECE_HEADER_BYTES + PIECE_BYTES_MAX;

  /** The longest frame from somebody who has not proved anything: a handshake fits. */
  public static final int STRANGERS_LENGTH_MAX = 1024;

  private Frames() {}

  /**
   * Takes a frame off the input, if it is there as a whole; else null, and nothing is taken.
   *
   * @param lengthMax {@link #LENGTH_MAX} or less
   * @throws BrokenStreamException if it is damaged or too long
   */
  public static @Nullable Frame read(ByteBuf input, int lengthMax) {
    if (input.readableBytes() < HEADER_BYTES) {
      return null;
    }
    int start = input.readerIndex();
    int length = input.getInt(start);
    if (length < KIND_BYTES || length > lengthMax) {
      throw new BrokenStreamException(
          "length of a frame: %d (expected: 1..%d)".formatted(length, lengthMax));
    }
    if (input.readableBytes() < HEADER_BYTES + length) {
      return null;
    }
    if (input.getInt(start + Integer.BYTES) != checksum(input, start, length)) {
      throw new BrokenStreamException("a frame's checksum is wrong");
    }
    input.skipBytes(HEADER_BYTES);
    ByteBuf body = input.readSlice(length);
    return new Frame(FrameKind.of(body.readByte()), body);
  }

  /** A frame with this content. */
  public static ByteBuf write(ByteBufAllocator allocator, FrameKind kind, byte[] content) {
    ByteBuf frame = begin(allocator, kind, content.length);
    frame.writeBytes(content);
    return end(frame);
  }

  /** A frame whose content is to follow; {@link #end} completes it. */
  static ByteBuf begin(ByteBufAllocator allocator, FrameKind kind, int contentBytes) {
    ByteBuf frame = allocator.ioBuffer(HEADER_BYTES + KIND_BYTES + contentBytes);
    frame.writeZero(HEADER_BYTES);
    frame.writeByte(kind.number());
    return frame;
  }

  static ByteBuf end(ByteBuf frame) {
    int length = frame.readableBytes() - HEADER_BYTES;
    frame.setInt(0, length);
    frame.setInt(Integer.BYTES, checksum(frame, 0, length));
    return frame;
  }

  /** Of the length and of all behind the checksum itself. */
  private static int checksum(ByteBuf buffer, int start, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(buffer.nioBuffer(start, Integer.BYTES));
    checksum.update(buffer.nioBuffer(start + HEADER_BYTES, length));
    return (int) checksum.getValue();
  }
}
