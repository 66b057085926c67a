package io.talus.application.log;

import io.talus.application.port.Disk;
import io.talus.application.port.Disk.AppendFile;
import io.talus.application.port.DiskException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that does nothing but take room, beside the log. When the disk is full it is thrown off,
 * so that what makes room (DEL, FLUSHALL, expiry) can still be logged. Belongs to one thread.
 */
public final class Ballast {
  private static final Logger LOG = LoggerFactory.getLogger(Ballast.class);

  /** Its name beside the log. */
  public static final String FILE = "ballast";

  /** With less the disk counts as full, also for a node without ballast. */
  private static final long FREE_BYTES_MIN = 1 << 20;

  private static final int PIECE_BYTES = 1 << 20;

  private final Disk disk;
  private final long sizeBytes;
  private boolean aboard;

  /**
   * Takes no room yet.
   *
   * @param sizeBytes how much to take; 0 for a node that goes without
   */
  public Ballast(Disk disk, long sizeBytes) {
    this.disk = disk;
    this.sizeBytes = sizeBytes;
    this.aboard = isWhole();
  }

  /** Whether it is there already; what a process left that ended while it took the room, is not. */
  private boolean isWhole() {
    if (!disk.list().contains(FILE)) {
      return false;
    }
    try (AppendFile file = disk.open(FILE)) {
      if (file.size() == sizeBytes) {
        return true;
      }
    }
    disk.delete(FILE);
    return false;
  }

  /**
   * Takes the room; false if the disk does not have it. There has to be twice as much: else what
   * was just given back would be taken again, before anybody could use it.
   */
  public boolean takeAboard() {
    if (aboard) {
      return true;
    }
    if (!hasRoom()) {
      return false;
    }
    try (AppendFile file = disk.create(FILE)) {
      aboard = true;
      byte[] zeros = new byte[PIECE_BYTES];
      for (long left = sizeBytes; left > 0; left -= PIECE_BYTES) {
        file.append(zeros, (int) Math.min(left, PIECE_BYTES));
      }
      file.sync();
      return true;
    } catch (DiskException full) {
      LOG.info("no room for the ballast yet: {}", full.getMessage());
      throwOff();
      return false;
    }
  }

  private boolean hasRoom() {
    try {
      long free = disk.freeBytes();
      return free >= FREE_BYTES_MIN && free / 2 >= sizeBytes;
    } catch (DiskException failed) {
      LOG.warn("whether there is room for the ballast is not known: {}", failed.getMessage());
      return false;
    }
  }

  /** Gives the room back; false if that was done before. */
  public boolean throwOff() {
    if (!aboard) {
      return false;
    }
    disk.delete(FILE);
    aboard = false;
    return true;
  }
}
