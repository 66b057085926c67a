package io.talus.testkit.disk;

import io.talus.application.port.Disk.AppendFile;
import io.talus.application.port.DiskException;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** A file of a {@link SimulatedDisk}. */
final class SimulatedFile implements AppendFile {
  /** What a real disk writes at once: a tear is at such a boundary, or anywhere. */
  private static final int SECTOR_BYTES = 512;

  private final SimulatedDisk disk;
  private final String name;
  private byte[] content = new byte[0];
  private int size;
  private int syncedSize;
  private boolean unsyncable;
  boolean nameIsDurable;

  SimulatedFile(SimulatedDisk disk, String name) {
    this.disk = disk;
    this.name = name;
  }

  @Override
  public synchronized long size() {
    return size;
  }

  @Override
  public void append(byte[] source, int length) {
    append(source, length, source, 0);
  }

  @Override
  public synchronized void append(byte[] first, int firstLength, byte[] second, int secondLength) {
    int allowed = disk.reserve(firstLength + secondLength);
    int fromFirst = Math.min(allowed, firstLength);
    put(first, fromFirst);
    put(second, allowed - fromFirst);
    if (allowed < firstLength + secondLength) {
      throw new DiskException(name + ": No space left on device");
    }
  }

  private void put(byte[] source, int length) {
    if (content.length < size + length) {
      content = Arrays.copyOf(content, Math.max(size + length, 2 * content.length));
    }
    System.arraycopy(source, 0, content, size, length);
    size += length;
  }

  @Override
  public synchronized int read(long position, byte[] target, int from, int length) {
    int available = (int) Math.max(0, Math.min(length, size - position));
    System.arraycopy(content, (int) position, target, from, available);
    return available;
  }

  /**
   * After a failed sync the system believes that what it could not write is written: later syncs
   * succeed, but nothing more of the file is safe.
   */
  @Override
  public synchronized void sync() {
    try {
      disk.beforeSync(name);
    } catch (DiskException failed) {
      unsyncable = size > syncedSize;
      throw failed;
    }
    if (!unsyncable) {
      syncedSize = size;
    }
  }

  @Override
  public synchronized void truncate(long newSize) {
    disk.release(size - (int) newSize);
    size = (int) newSize;
    syncedSize = Math.min(syncedSize, size);
  }

  @Override
  public void close() {
    // Closing changes nothing of what is on the disk.
  }

  /** The machine fails: of what was not synced, some is there, some is not, some is garbage. */
  synchronized void crash(RandomGenerator random) {
    int unsynced = size - syncedSize;
    if (unsynced > 0) {
      size = syncedSize + random.nextInt(unsynced + 1);
      for (int at = syncedSize; at < size; at += SECTOR_BYTES) {
        if (random.nextInt(4) == 0) {
          Arrays.fill(content, at, Math.min(size, at + SECTOR_BYTES), (byte) random.nextInt(2));
        }
      }
    }
    syncedSize = size;
    unsyncable = false;
  }

  /** Changes bytes at rest. */
  synchronized void flip(long position, int mask) {
    content[(int) position] ^= (byte) mask;
  }

  synchronized byte[] bytes() {
    return Arrays.copyOf(content, size);
  }
}
