package io.talus.adapters.replication.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * Short messages of one class that leave in one frame: with a buffer, a checksum and a place in the
 * socket's queue for each of them a call costs more than what it asks for. Owned by the event loop
 * of its connection.
 */
public final class Bundle {
  private final ByteBuf frame;
  private int left = Frames.PIECE_BYTES_MAX;

  /**
   * Nothing is in it.
   *
   * @param first the message that comes first
   * @param bytes what it will hold, roughly
   */
  public Bundle(CutMessage first, long bytes, ByteBufAllocator allocator) {
    int expected = (int) Math.min(bytes, Frames.PIECE_BYTES_MAX);
    frame = Frames.begin(allocator, FrameKind.SEVERAL, 1 + expected);
    frame.writeByte(first.classNumber());
  }

  /** Whether the message is short enough to go with others. */
  public static boolean takes(CutMessage message) {
    return message.length() <= Frames.PIECE_BYTES_MAX - Frames.MESSAGE_HEADER_BYTES;
  }

  /** Adds the next message; false if there is no room for it. */
  public boolean add(CutMessage message) {
    int size = Frames.MESSAGE_HEADER_BYTES + message.length();
    if (!takes(message) || size > left) {
      return false;
    }
    left -= size;
    frame.writeInt(message.length()).writeBytes(message.bytes());
    return true;
  }

  /** The frame; the caller has to release it. */
  public ByteBuf end() {
    return Frames.end(frame);
  }
}
