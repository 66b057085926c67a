package io.talus.adapters.resp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.talus.adapters.resp.protocol.ReplyBuffer;
import io.talus.adapters.resp.protocol.ReplyEncoder;
import io.talus.application.command.Reply;
import io.talus.application.port.Ticket;
import org.jspecify.annotations.Nullable;

/**
 * Replies of one connection that have not gone to the socket, as bytes in their order, with the
 * gate that keeps those back whose tickets are pending. Belongs to one connection.
 *
 * <p>For maintainers: positions count all bytes the connection ever sent. {@code left} is the
 * position of the first byte that is still here; then come the chunks (full arrays, and large
 * values by reference), then the encoder's buffer. A slow reader so holds Java arrays, and large
 * values it shares with the keyspace; direct memory is only taken for what goes to the socket now.
 */
final class OutputQueue implements ReplyBuffer.Overflow {
  /** What a reply has beside the value of which it consists. */
  private static final long FRAME_BYTES = 64 * 1024;

  private static final long NONE = Long.MAX_VALUE;

  private final ArrayPool pool;
  private final ReplyBuffer buffer = new ReplyBuffer(this);
  private final ReplyEncoder encoder = new ReplyEncoder(buffer);
  private final ReleaseGate gate = new ReleaseGate();
  private final long valueMax;
  private ChunkList chunks;
  private long left;

  /** Where the reply begins that is being written. */
  private long begin = NONE;

  /**
   * @param valueMax the longest reply, in bytes
   */
  OutputQueue(ArrayPool pool, long valueMax) {
    this.pool = pool;
    this.valueMax = valueMax;
    this.chunks = new ChunkList(pool);
  }

  void protocol(int version) {
    encoder.protocol(version);
  }

  /** See {@link io.talus.application.port.ClientChannel#send}. */
  void send(Reply reply, Ticket ticket) {
    long start = end();
    begin = start;
    try {
      encoder.write(reply);
    } catch (ReplyTooLong _) {
      replace(start);
    }
    begin = NONE;
    gate.add(start, end(), ticket);
  }

  /** Writes an error instead of the reply that began there. */
  private void replace(long start) {
    begin = NONE;
    // What was in the array has been passed on.
    buffer.clear();
    chunks.cutTo(start - left);
    encoder.write(
        new Reply.Error(
            "ERR the reply is longer than the "
                + valueMax
                + " bytes of the heap that one may have; the command was executed"));
  }

  private void requireRoom() {
    if (left + chunks.bytes() - begin > valueMax + FRAME_BYTES) {
      throw new ReplyTooLong();
    }
  }

  /** See {@link io.talus.application.port.ClientChannel#release}. */
  Ticket release() {
    gate.open();
    if (gate.first().error() != null) {
      Rewriting rewriting = new Rewriting(detach());
      gate.drainTo(rewriting::run);
      rewriting.copyRest();
      gate.open();
    }
    return gate.first();
  }

  private ChunkList detach() {
    ChunkList detached = chunks;
    if (buffer.length() > 0) {
      detached.add(buffer.array(), buffer.length(), true);
      buffer.clear();
    }
    chunks = new ChunkList(pool);
    return detached;
  }

  /** Writes anew what was detached, with errors instead of the replies that were refused. */
  private final class Rewriting {
    private final ChunkList old;
    private long position = left;

    Rewriting(ChunkList old) {
      this.old = old;
    }

    void run(long start, long end, Ticket ticket, long replies) {
      Reply.Error error = ticket.error();
      old.take(start - position, buffer::write);
      if (error == null) {
        long newStart = end();
        old.take(end - start, buffer::write);
        gate.add(newStart, end(), ticket, replies);
      } else {
        old.take(end - start, (_, _, _) -> {});
        for (long i = 0; i < replies; i++) {
          encoder.write(error);
        }
      }
      position = end;
    }

    void copyRest() {
      old.take(Long.MAX_VALUE, buffer::write);
    }
  }

  /** All bytes that are here. */
  long size() {
    return chunks.bytes() + buffer.length();
  }

  /** Bytes that may leave. */
  long releasable() {
    return gate.isOpen() ? size() : gate.firstStart() - left;
  }

  /** Takes up to {@code max} bytes that may leave, or null if there are none. */
  @Nullable ByteBuf take(ByteBufAllocator allocator, int max) {
    int bytes = (int) Math.min(max, releasable());
    if (bytes == 0) {
      return null;
    }
    ByteBuf target = allocator.directBuffer(bytes, bytes);
    int fromBuffer = bytes;
    if (chunks.bytes() > 0) {
      fromBuffer -= (int) chunks.take(bytes, target::writeBytes);
    }
    if (fromBuffer > 0) {
      target.writeBytes(buffer.array(), 0, fromBuffer);
      dropFromBuffer(fromBuffer);
    }
    left += bytes;
    return target;
  }

  private void dropFromBuffer(int bytes) {
    if (bytes < buffer.length()) {
      buffer.drop(bytes);
    } else {
      pool.giveBack(buffer.array());
      buffer.clear();
    }
  }

  /** Forgets everything. */
  void clear() {
    left = end();
    chunks.clear();
    if (buffer.length() > 0) {
      dropFromBuffer(buffer.length());
    }
    gate.clear();
  }

  private long end() {
    return left + size();
  }

  @Override
  public byte[] borrow() {
    return pool.borrow();
  }

  @Override
  public void full(byte[] array, int length) {
    chunks.add(array, length, true);
    requireRoom();
  }

  @Override
  public void large(byte[] value) {
    chunks.add(value, value.length, false);
    requireRoom();
  }

  /** Ends the writing of a reply. */
  private static final class ReplyTooLong extends RuntimeException {
    ReplyTooLong() {
      super("a reply is too long", null, false, false);
    }
  }
}
