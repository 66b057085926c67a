package io.talus.adapters.replication.frame;

import io.netty.buffer.ByteBuf;

/**
 * A frame that was received.
 *
 * @param content lives no longer than the call that hands it over
 */
public record Frame(FrameKind kind, ByteBuf content) {

  /** What is left of the content, as a copy. */
  public byte[] bytes() {
    byte[] bytes = new byte[content.readableBytes()];
    content.readBytes(bytes);
    return bytes;
  }
}
