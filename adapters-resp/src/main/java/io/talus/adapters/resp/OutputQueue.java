package io.talus.adapters.resp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.talus.adapters.resp.protocol.ReplyBuffer;
import io.talus.adapters.resp.protocol.ReplyEncoder;
import io.talus.application.command.Reply;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Replies of one connection that have not gone to the socket, as bytes in their order, with the
 * gate that keeps those back that wait for a block.
 *
 * <p>For maintainers: positions count all bytes the connection ever sent. {@code left} is the
 * position of the first byte that is still here; then come the chunks (full arrays, and large
 * values by reference), then the encoder's buffer. A slow reader so holds Java arrays, and large
 * values it shares with the keyspace; direct memory is only taken for what goes to the socket now.
 */
final class OutputQueue implements ReplyBuffer.Overflow {

  /** Bytes that are complete, in an array of the pool or a value by reference. */
  private static final class Chunk {
    private final byte[] array;
    private final int length;
    private final boolean borrowed;

    Chunk(byte[] array, int length, boolean borrowed) {
      this.array = array;
      this.length = length;
      this.borrowed = borrowed;
    }
  }

  private final ArrayPool pool;
  private final ReplyBuffer buffer = new ReplyBuffer(this);
  private final ReplyEncoder encoder = new ReplyEncoder(buffer);
  private final ReleaseGate gate = new ReleaseGate();
  private final ArrayDeque<Chunk> chunks = new ArrayDeque<>(0);

  private long left;
  private long chunkBytes;

  /** What of the first chunk has been taken. */
  private int taken;

  OutputQueue(ArrayPool pool) {
    this.pool = pool;
  }

  void protocol(int version) {
    encoder.protocol(version);
  }

  /** See {@link io.talus.application.port.ClientChannel#send}. */
  void send(Reply reply, long block) {
    if (block == 0) {
      encoder.write(reply);
      return;
    }
    long start = end();
    encoder.write(reply);
    gate.add(start, end(), block);
  }

  /** See {@link io.talus.application.port.ClientChannel#release}. */
  void release(long block) {
    gate.release(block);
  }

  /** See {@link io.talus.application.port.ClientChannel#discard}. */
  void discard(long fromBlock, Reply.Error error) {
    if (!gate.waitsForAnyFrom(fromBlock)) {
      return;
    }
    long start = left;
    byte[] bytes = takeAll();
    Rewriting rewriting = new Rewriting(bytes, start, fromBlock, error);
    gate.drainTo(rewriting::run);
    rewriting.copyTo(start + bytes.length);
  }

  /** Writes anew what was taken, with errors instead of what is discarded. */
  private final class Rewriting {
    private final byte[] bytes;
    private final long start;
    private final long fromBlock;
    private final Reply.Error error;
    private int copied;

    Rewriting(byte[] bytes, long start, long fromBlock, Reply.Error error) {
      this.bytes = bytes;
      this.start = start;
      this.fromBlock = fromBlock;
      this.error = error;
    }

    void run(long from, long to, long block, long replies) {
      copyTo(from);
      if (block < fromBlock) {
        long newFrom = end();
        copyTo(to);
        gate.add(newFrom, end(), block, replies);
        return;
      }
      for (long i = 0; i < replies; i++) {
        encoder.write(error);
      }
      copied = (int) (to - start);
    }

    void copyTo(long position) {
      int to = (int) (position - start);
      buffer.write(Arrays.copyOfRange(bytes, copied, to));
      copied = to;
    }
  }

  /** All bytes that are here. */
  long size() {
    return chunkBytes + buffer.length();
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
    take(target, bytes);
    return target;
  }

  private void take(ByteBuf target, int bytes) {
    int missing = bytes;
    while (missing > 0 && chunkBytes > 0) {
      missing -= takeFromChunk(target, missing);
    }
    if (missing > 0) {
      target.writeBytes(buffer.array(), 0, missing);
      dropFromBuffer(missing);
    }
    left += bytes;
  }

  private int takeFromChunk(ByteBuf target, int max) {
    Chunk chunk = chunks.element();
    int bytes = Math.min(max, chunk.length - taken);
    target.writeBytes(chunk.array, taken, bytes);
    taken += bytes;
    chunkBytes -= bytes;
    if (taken == chunk.length) {
      dropChunk();
    }
    return bytes;
  }

  private void dropChunk() {
    Chunk chunk = chunks.remove();
    taken = 0;
    if (chunk.borrowed) {
      pool.giveBack(chunk.array);
    }
  }

  private void dropFromBuffer(int bytes) {
    if (bytes < buffer.length()) {
      buffer.drop(bytes);
    } else {
      pool.giveBack(buffer.array());
      buffer.clear();
    }
  }

  private byte[] takeAll() {
    byte[] all = new byte[Math.toIntExact(size())];
    int at = 0;
    while (!chunks.isEmpty()) {
      Chunk chunk = chunks.element();
      System.arraycopy(chunk.array, taken, all, at, chunk.length - taken);
      at += chunk.length - taken;
      dropChunk();
    }
    chunkBytes = 0;
    if (buffer.length() > 0) {
      System.arraycopy(buffer.array(), 0, all, at, buffer.length());
      dropFromBuffer(buffer.length());
    }
    return all;
  }

  /** Forgets everything. */
  void clear() {
    left = end();
    while (!chunks.isEmpty()) {
      dropChunk();
    }
    chunkBytes = 0;
    if (buffer.length() > 0) {
      dropFromBuffer(buffer.length());
    }
    gate.release(Long.MAX_VALUE);
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
    addChunk(new Chunk(array, length, true));
  }

  @Override
  public void large(byte[] value) {
    addChunk(new Chunk(value, value.length, false));
  }

  private void addChunk(Chunk chunk) {
    chunks.add(chunk);
    chunkBytes += chunk.length;
  }
}
