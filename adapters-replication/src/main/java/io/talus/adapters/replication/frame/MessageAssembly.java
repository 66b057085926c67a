package io.talus.adapters.replication.frame;

import io.netty.buffer.ByteBuf;
import io.talus.application.peer.MessageClass;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts messages together again: one of each class may be under way. Owned by the event loop of its
 * connection.
 */
public final class MessageAssembly {

  /** A message of which a part has come. */
  private static final class Part {
    private final byte[] bytes;
    private int filled;

    private Part(int length) {
      bytes = new byte[length];
    }

    private void add(ByteBuf content) {
      int size = content.readableBytes();
      if (size == 0 || size > bytes.length - filled) {
        throw new BrokenStreamException(
            "%d bytes of a message (expected: 1..%d)".formatted(size, bytes.length - filled));
      }
      content.readBytes(bytes, filled, size);
      filled += size;
    }
  }

  private final Map<MessageClass, Part> parts = new EnumMap<>(MessageClass.class);

  /**
   * Takes a frame of the kinds {@code WHOLE}, {@code BEGIN} and {@code MORE}.
   *
   * @return the message if it is the last of its frames, else null
   */
  public byte @Nullable [] add(Frame frame) {
    ByteBuf content = frame.content();
    require(content, 1);
    MessageClass messages = ClassNumbers.read(content.readByte());
    Part part = parts.get(messages);
    boolean first = frame.kind() != FrameKind.MORE;
    if (first != (part == null)) {
      throw new BrokenStreamException(
          frame.kind() + (first ? " before a message of its class has ended" : " of no message"));
    }
    if (part != null) {
      return more(messages, part, content);
    }
    return frame.kind() == FrameKind.WHOLE ? frame.bytes() : begin(messages, content);
  }

  /** Takes a frame of the kind {@code SEVERAL}: gives the consumer each of its messages. */
  public void addAll(Frame frame, Consumer<byte[]> consumer) {
    ByteBuf content = frame.content();
    require(content, 1);
    MessageClass messages = ClassNumbers.read(content.readByte());
    if (parts.get(messages) != null) {
      throw new BrokenStreamException("SEVERAL before a message of its class has ended");
    }
    while (content.isReadable()) {
      require(content, Frames.MESSAGE_HEADER_BYTES);
      int length = content.readInt();
      if (length < 0 || length > content.readableBytes()) {
        throw new BrokenStreamException(
            "length of one of several messages: %d (expected: 0..%d)"
                .formatted(length, content.readableBytes()));
      }
      byte[] bytes = new byte[length];
      content.readBytes(bytes);
      consumer.accept(bytes);
    }
  }

  private byte @Nullable [] begin(MessageClass messages, ByteBuf content) {
    require(content, Integer.BYTES);
    int length = content.readInt();
    int lengthMax = MessageLimits.of(messages);
    if (length < 1 || length > lengthMax) {
      throw new BrokenStreamException(
          "length of a message: %d (expected: 1..%d)".formatted(length, lengthMax));
    }
    Part part = new Part(length);
    parts.put(messages, part);
    return more(messages, part, content);
  }

  private byte @Nullable [] more(MessageClass messages, Part part, ByteBuf content) {
    part.add(content);
    if (part.filled < part.bytes.length) {
      return null;
    }
    parts.remove(messages);
    return part.bytes;
  }

  private static void require(ByteBuf content, int bytes) {
    if (content.readableBytes() < bytes) {
      throw new BrokenStreamException("a frame ends too early");
    }
  }
}
