package io.talus.adapters.replication.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.talus.application.peer.MessageClass;

/** A message that is being sent, frame by frame. Owned by the event loop of its connection. */
public final class CutMessage {
  private final int classNumber;
  private final byte[] bytes;
  private int sent;

  /** Nothing is sent yet; the bytes are not copied. */
  public CutMessage(MessageClass messages, byte[] bytes) {
    this.classNumber = ClassNumbers.of(messages);
    this.bytes = bytes;
  }

  public int length() {
    return bytes.length;
  }

  /** Whether the last frame has been taken. */
  public boolean isSent() {
    return sent == bytes.length;
  }

  /** The next frame; the caller has to release it. */
  public ByteBuf next(ByteBufAllocator allocator) {
    int size = Math.min(Frames.PIECE_BYTES_MAX, bytes.length - sent);
    ByteBuf frame = header(allocator, size);
    frame.writeBytes(bytes, sent, size);
    sent += size;
    return Frames.end(frame);
  }

  int classNumber() {
    return classNumber;
  }

  byte[] bytes() {
    return bytes;
  }

  private ByteBuf header(ByteBufAllocator allocator, int size) {
    boolean first = sent == 0;
    if (first && size < bytes.length) {
      ByteBuf frame = Frames.begin(allocator, FrameKind.BEGIN, 1 + Integer.BYTES + size);
      return frame.writeByte(classNumber).writeInt(bytes.length);
    }
    FrameKind kind = first ? FrameKind.WHOLE : FrameKind.MORE;
    return Frames.begin(allocator, kind, 1 + size).writeByte(classNumber);
  }
}
