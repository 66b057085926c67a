package io.talus.adapters.rocksdb.binlog;

import io.talus.application.port.Disk.AppendFile;
import io.talus.application.port.DiskException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** An append-only file behind a channel. */
final class ChannelFile implements AppendFile {
  /** What is appended goes through one direct buffer of this size: one copy, mostly one write. */
  private static final int BUFFER_BYTES = 1024 * 1024;

  private final Path path;
  private final FileChannel channel;
  private @Nullable ByteBuffer spare;
  private volatile long size;

  ChannelFile(Path path, FileChannel channel) throws IOException {
    this.path = path;
    this.channel = channel;
    this.size = channel.size();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void append(byte[] source, int length) {
    append(source, length, source, 0);
  }

  @Override
  public void append(byte[] first, int firstLength, byte[] second, int secondLength) {
    ByteBuffer buffer = buffer();
    try {
      long end = fill(buffer, first, firstLength, size);
      end = fill(buffer, second, secondLength, end);
      size = drain(buffer, end);
    } catch (IOException failed) {
      throw new DiskException(path + ": cannot be written", failed);
    }
  }

  /** Made at the first append: most open files are only read. */
  private ByteBuffer buffer() {
    ByteBuffer buffer = spare;
    if (buffer == null) {
      buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
      spare = buffer;
    }
    return buffer.clear();
  }

  private long fill(ByteBuffer buffer, byte[] source, int length, long position)
      throws IOException {
    long end = position;
    int done = 0;
    while (done < length) {
      if (!buffer.hasRemaining()) {
        end = drain(buffer, end);
      }
      int part = Math.min(buffer.remaining(), length - done);
      buffer.put(source, done, part);
      done += part;
    }
    return end;
  }

  private long drain(ByteBuffer buffer, long position) throws IOException {
    long end = position;
    buffer.flip();
    while (buffer.hasRemaining()) {
      end += channel.write(buffer, end);
    }
    buffer.clear();
    return end;
  }

  @Override
  public int read(long position, byte[] target, int from, int length) {
    ByteBuffer into = ByteBuffer.wrap(target, from, length);
    try {
      long at = position;
      for (int read = channel.read(into, at); read > 0; read = channel.read(into, at)) {
        at += read;
      }
    } catch (IOException failed) {
      throw new DiskException(path + ": cannot be read at " + position, failed);
    }
    return into.position() - from;
  }

  @Override
  public void sync() {
    try {
      channel.force(false);
    } catch (IOException failed) {
      throw new DiskException(path + ": cannot be synced", failed);
    }
  }

  @Override
  public void truncate(long newSize) {
    try {
      channel.truncate(newSize);
      size = newSize;
    } catch (IOException failed) {
      throw new DiskException(path + ": cannot be truncated to " + newSize, failed);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failed) {
      throw new DiskException(path + ": cannot be closed", failed);
    }
  }
}
